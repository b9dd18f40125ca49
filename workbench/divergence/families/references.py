"""Normative references of aligned provisions (NR): another document, another edition, dated or not."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from workbench.alignment import Unit
from workbench.alignment.prescriptions import prescribes
from workbench.designations import Designation, Found, counterparts, same
from workbench.divergence.context import Context, Pair
from workbench.divergence.finding import Finding
from workbench.languages.lexicon import mentions
from workbench.messages import Message
from workbench.sts import ProvisionKind

_YEAR = re.compile(r"\d{4}$")

_EUROPEAN, _LAG = "en", 3
"""The scheme of European standards, and the most years by which one is younger than what it adopts."""

_NATIONAL_LAG = 7
"""The same of other national editions. [P] One that is younger still more often adopts a newer edition, and
nothing shows that the content is the same."""


def find(context: Context) -> Iterator[Finding]:
    """One finding for each reference of a normative provision that differs from its counterpart."""
    proven = _proven(context)
    for pair in context.pairs:
        units = (*pair.draft, *pair.reference)
        if all(unit.speaks and unit.provision.normative for unit in units):
            yield from _compare(context, pair, proven)


def _compare(context: Context, pair: Pair, proven: frozenset[str]) -> Iterator[Finding]:
    draft = [(unit, item) for unit in pair.draft for item in _cited(context, 0, unit)]
    reference = [(unit, item) for unit in pair.reference for item in _cited(context, 1, unit)]
    rest = list(reference)
    left = []
    for unit, item in draft:
        match = _counterpart(context, item, rest, proven=item.designation.undated in proven)
        if match is None:
            left.append((unit, item))
            continue
        rest.remove(match)
        sub = _edition(context, item, match[1])
        if sub:
            yield _finding((unit, item), match, sub)
    for mine, theirs in zip(left, rest, strict=False):
        yield _finding(mine, theirs, "replaced")
    one_sided = bool(draft) != bool(reference) and _says_all(pair)
    if one_sided and not _cites_elsewhere(context, draft or reference, of_draft=bool(draft)):
        yield _without_counterpart(pair, draft or reference)


def _cites_elsewhere(context: Context, cited: list[tuple[Unit, Found]], *, of_draft: bool) -> bool:
    """Whether other provisions of the document that cites nothing here cite the same, or an identical one."""
    units = context.alignment.reference if of_draft else context.alignment.draft
    others = [
        item.designation for unit in units if unit.group != "reference" and unit.speaks for item in unit.found
    ]
    return any(_are_same(context, item.designation, other) for _, item in cited for other in others)


def _are_same(context: Context, one: Designation, other: Designation) -> bool:
    if same(one, other) in ("same", "same-undated"):
        return True
    known = context.equivalence(one, other)
    return known is not None and known.degree == "IDT"


def _says_all(pair: Pair) -> bool:
    """Whether two provisions surely correspond, and neither can cite elsewhere: in another cell, or item.

    The standard of a material that one side prescribes is part of the prescription.
    """
    units = (*pair.draft, *pair.reference)
    plain = all(unit.provision.kind is ProvisionKind.PARAGRAPH and not prescribes(unit) for unit in units)
    return plain and not pair.link.weak


def _without_counterpart(pair: Pair, cited: list[tuple[Unit, Found]]) -> Finding:
    """What one provision cites where the other one cites nothing."""
    unit, item = cited[0]
    of_draft = unit in pair.draft
    evidence = ((unit, item.start, item.end),)
    return Finding(
        category="NR",
        sub="no-counterpart",
        rule="normative-reference",
        severity="minor",
        confidence=0.7,
        draft=pair.draft,
        reference=pair.reference,
        characteristic=pair.draft[0].provision.heading,
        draft_value=item.text if of_draft else "",
        reference_value="" if of_draft else item.text,
        message=Message(
            "divergence.note.NR.only-draft" if of_draft else "divergence.note.NR.only-reference",
            {"standard": item.text},
        ),
        draft_evidence=evidence if of_draft else (),
        reference_evidence=() if of_draft else evidence,
    )


def _proven(context: Context) -> frozenset[str]:
    """The standards of which the draft says that the cited content is the same.

    Their entries say so, the notes behind these, or a note elsewhere that names them.
    """
    draft = context.alignment.draft
    proven = set()
    for unit in draft:
        if mentions("equal-content", unit.text, unit.language):
            entry = draft[unit.index - 1] if unit.index and not unit.designations else unit
            proven |= {designation.undated for designation in entry.designations}
    return frozenset(proven)


def _cited(context: Context, side: int, unit: Unit) -> list[Found]:
    """What a provision refers to; of an entry in the list of references the entry itself."""
    found = [item for item in context.found[side][unit.index] if not item.counterpart]
    return found[:1] if unit.group == "reference" else found


def _counterpart(
    context: Context, item: Found, candidates: list[tuple[Unit, Found]], *, proven: bool
) -> tuple[Unit, Found] | None:
    """The reference to the same standard, else to one that is identical to it.

    A modified counterpart will do where the draft says that the cited content is the same (``proven``).
    """
    for candidate in candidates:
        if same(item.designation, candidate[1].designation) in ("same", "same-undated"):
            return candidate
    for candidate in candidates:
        known = context.equivalence(item.designation, candidate[1].designation)
        if known is not None and known.editions != "other" and (known.degree == "IDT" or proven):
            return candidate
    return None


def _edition(context: Context, draft: Found, reference: Found) -> str:
    """How the editions of two references to one standard differ; ``""`` where they do not.

    Identical national counterparts carry years of their own, which say nothing.
    """
    mine, theirs = draft.designation, reference.designation
    sameness = same(mine, theirs)
    if sameness == "same":
        return ""
    if sameness == "different":
        if (mine.year is None) != (theirs.year is None):
            return "undated"
        return "edition" if _are_other_texts(context, mine, theirs) else ""
    if mine.year == theirs.year:
        # An edition with its amendment is another text than the edition alone.
        return "edition" if mine.year and mine.supplements != theirs.supplements else ""
    return "undated" if mine.year is None or theirs.year is None else "edition"


def _are_other_texts(context: Context, draft: Designation, reference: Designation) -> bool:
    """Whether two dated editions that are identical to one standard cannot be identical to one edition of it.

    NF ISO 48-4:2012 is not the text of ISO 48-4:2018.
    """
    mine, theirs = _text(context, draft), _text(context, reference)
    if mine is None or theirs is None or same(mine.of, theirs.of) == "different":
        return False
    return mine.newest < theirs.oldest or theirs.newest < mine.oldest


@dataclass(frozen=True)
class _Text:
    """A standard whose text a dated document has, and between which years the edition of it is."""

    of: Designation
    oldest: int
    newest: int


def _text(context: Context, designation: Designation) -> _Text | None:
    """Which standard a dated document is the text of, as it, the number or the registry says.

    Of a national edition that only its number tells, the edition behind it is at most as young, and a few
    years older; of a European one hardly older, since both are voted on together (Vienna Agreement).
    """
    if designation.year is None:
        return None
    known = _source(context, designation) or _registered(designation)
    if known is not None:
        return _Text(replace(known, year=None), *((known.year,) * 2)) if known.year else None
    source, scheme = designation, designation.scheme
    while source.adopts:
        source = source.adopts.designation
        scheme = _EUROPEAN if source.scheme == _EUROPEAN else scheme
    if source is designation:  # with its amendments it may be cited by the year of the last
        amended = filter(None, map(_YEAR.search, designation.supplements))
        years = [designation.year, *(int(found[0]) for found in amended)]
        return _Text(replace(designation, year=None, supplements=()), min(years), max(years))
    lag = _LAG if scheme == _EUROPEAN else _NATIONAL_LAG
    return _Text(replace(source, year=None), designation.year - lag, designation.year)


def _source(context: Context, designation: Designation) -> Designation | None:
    """The edition with which a document says that a standard is identical: (ISO 1856:2000, IDT)."""
    for relation in context.stated:
        if relation.degree == "IDT" and same(relation.of, designation) in ("same", "same-undated"):
            return relation.to
    return None


def _registered(designation: Designation) -> Designation | None:
    """The edition of which the registry knows that a dated edition is identical to it."""
    for known in counterparts(designation):
        if known.direction == "adopts" and known.designation.year:
            equal = known.equivalence.degree == "IDT" and known.equivalence.editions == "exact"
            return known.designation if equal else None
    return None


def _finding(draft: tuple[Unit, Found], reference: tuple[Unit, Found], sub: str) -> Finding:
    (mine, cited), (theirs, source) = draft, reference
    return Finding(
        category="NR",
        sub=sub,
        rule="normative-reference",
        severity="minor" if sub == "replaced" else "major",
        confidence=0.85,
        draft=(mine,),
        reference=(theirs,),
        characteristic=mine.provision.heading,
        draft_value=cited.text,
        reference_value=source.text,
        message=Message(f"divergence.note.NR.{sub}", {"draft": cited.text, "reference": source.text}),
        draft_evidence=((mine, cited.start, cited.end),),
        reference_evidence=((theirs, source.start, source.end),),
    )
