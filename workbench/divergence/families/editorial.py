"""Wording that differs while numbers, verbal forms, denials, references and qualifiers agree (ED).

Only where the two texts are in one language and wording matters: in an adoption and between versions. The
closed list of minimal editorial changes is that of ISO/IEC Guide 21-1:2005, 4.2, and GB/T 1.2-2020, 4.1.
"""

import re
import unicodedata
from collections.abc import Iterator

from workbench.alignment import Unit
from workbench.divergence.context import Context
from workbench.divergence.finding import Finding
from workbench.divergence.model import Nature
from workbench.languages.lexicon import found, without
from workbench.messages import Message
from workbench.sts import ProvisionKind

_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f\u2009 ]\d+)*")
_WORD = re.compile(r"[^\W\d_]+")


def find(context: Context) -> Iterator[Finding]:
    """One finding for each linked pair whose wording differs, and for notes that changed their order."""
    if not context.counts_structure:
        return
    yield from _order_of_notes(context)
    if not context.is_monolingual:
        return
    for pair in context.pairs:
        units = (*pair.draft, *pair.reference)
        if len(units) != 2 or not units[0].speaks or not _symbols_agree(*units):
            continue
        nature = _nature(*units)
        if nature:
            sub = "minimal" if nature == "ME" else "reworded"
            yield Finding(
                category="ED",
                sub=sub,
                rule="wording",
                nature=nature,
                severity="info",
                confidence=0.8,
                draft=pair.draft,
                reference=pair.reference,
                characteristic=pair.draft[0].provision.heading,
                message=Message(f"divergence.note.ED.{sub}"),
            )


def _nature(draft: Unit, reference: Unit) -> Nature | None:
    """What a difference of wording is; ``None`` where only spaces, signs and written numbers differ."""
    words = [_WORD.findall(_plain(unit.text)) for unit in (draft, reference)]
    if words[0] == words[1]:
        return None
    # How a document calls itself is for it to say (ME06).
    named = [without("own-document", _plain(unit.text), unit.language) for unit in (draft, reference)]
    return "ME" if _WORD.findall(named[0]) == _WORD.findall(named[1]) else "EO"


def _plain(text: str) -> str:
    return _NUMBER.sub(" ", unicodedata.normalize("NFKC", text)).casefold()


def _symbols_agree(draft: Unit, reference: Unit) -> bool:
    """Nothing is called editorial before what can be read agrees (taxonomy, clause 9)."""
    if draft.values != reference.values and draft.numbers != reference.numbers:
        return False  # a value in another unit, or told as another value
    if {str(one) for one in draft.designations} != {str(one) for one in reference.designations}:
        return False
    mine, theirs = draft.readings, reference.readings
    if [r.form for r in mine] != [r.form for r in theirs]:
        return False
    if sum(len(r.negations) for r in mine) != sum(len(r.negations) for r in theirs):
        return False
    return all(
        (found(topic, draft.text, draft.language) is None)
        == (found(topic, reference.text, reference.language) is None)
        for topic in ("only", "each", "unless", "if")
    )


def _order_of_notes(context: Context) -> Iterator[Finding]:
    """Notes of one clause in another order: more than minimal, and easily undone."""
    by_clause: dict[object, list[tuple[int, int, Unit, Unit]]] = {}
    for pair in context.pairs:
        mine, theirs = pair.draft[0], pair.reference[0]
        if mine.provision.kind is theirs.provision.kind is ProvisionKind.NOTE and mine.speaks:
            clauses = (mine.provision.clause, theirs.provision.clause)
            by_clause.setdefault(clauses, []).append((mine.index, theirs.index, mine, theirs))
    for notes in by_clause.values():
        ordered = sorted(notes, key=lambda note: note[0])
        places = [note[1] for note in ordered]
        if places != sorted(places):
            yield Finding(
                category="ED",
                sub="order",
                rule="order-of-notes",
                nature="EO",
                severity="info",
                draft=tuple(note[2] for note in ordered),
                reference=tuple(note[3] for note in ordered),
                characteristic=ordered[0][2].provision.heading,
                message=Message("divergence.note.ED.order"),
            )
