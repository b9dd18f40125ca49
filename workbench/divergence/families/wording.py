"""Definitions and scopes that differ in opposite words, in what they leave out or enumerate (TD, SC).

Embeddings say that two definitions belong together, not that they are the same: an inside diameter and an
outside diameter are close. So these are compared as symbols: opposites, exclusions, denials, enumerations,
the uses that a scope names, and whether a definition measures anything.
"""

import re
from collections import Counter
from collections.abc import Iterator

from workbench.alignment import Unit
from workbench.divergence.context import Context, Pair
from workbench.divergence.finding import Evidence, Finding
from workbench.divergence.opposites import opposites_between
from workbench.divergence.vocabulary import in_words, named_in
from workbench.languages.lexicon import found, items, mentions, places
from workbench.messages import Message

_WORD = re.compile(r"[\u4e00-\u9fff]|[^\W\d_\u4e00-\u9fff]{3,}")
"""A Chinese character; a word of three letters or more in other scripts."""

_TRAILING = re.compile(r"[,，、;；،]\s*\w{0,4}\s*$")
"""What leads over to the next thing that is left out: ", also"."""

_FULL_WIDTH = "，、；"
"""Commas behind which Chinese goes on without a conjunction."""

_MORE = 2
"""Words that are more than a slip of the pen."""


def find(context: Context) -> Iterator[Finding]:
    """One finding where a linked definition or sentence of the scope says something else in so many words."""
    for pair in context.pairs:
        units = (*pair.draft, *pair.reference)
        is_scope = all(unit.role == "scope" for unit in units)
        is_term = all(unit.group == "term" for unit in units)
        if is_scope and (reaches := _reach_otherwise(pair)):
            yield _finding(pair, "SC", "extent", reaches)
            continue
        if is_scope and (left_out := _left_out_alone(context, pair)):
            yield _finding(pair, "SC", "exclusion", left_out)
            continue
        if not (is_scope or is_term) or len(units) != 2:
            continue
        rule, evidence = _difference(pair, is_term=is_term)
        if rule:
            yield _finding(pair, "TD" if is_term else "SC", rule, evidence)


def _difference(pair: Pair, *, is_term: bool) -> tuple[str, tuple[tuple[Evidence, ...], ...]]:
    mine, theirs = pair.draft[0], pair.reference[0]
    if is_term and all(mentions("lot", _head(unit), unit.language) for unit in (mine, theirs)):
        bounds = named_in("lots", pair.draft), named_in("lots", pair.reference)
        if all(bounds) and bounds[0].keys() != bounds[1].keys():
            return "lot", tuple(tuple(side.values()) for side in bounds)
    opposite = opposites_between(mine, theirs)
    if opposite:
        return "opposite", opposite
    left_out = found("left-out", mine.text, mine.language), found("left-out", theirs.text, theirs.language)
    if (
        is_term
        and (left_out[0] is None) != (left_out[1] is None)
        and not _denied_instead(mine, theirs, left_out)
    ):
        return "left-out", (
            ((mine, *left_out[0]),) if left_out[0] else (),
            ((theirs, *left_out[1]),) if left_out[1] else (),
        )
    alternatives = [_alternative(unit) for unit in (mine, theirs)]
    if is_term and not _deny(mine, theirs) and (alternatives[0] is None) != (alternatives[1] is None):
        one, other = (
            ((unit, *span),) if span else () for unit, span in zip((mine, theirs), alternatives, strict=True)
        )
        return "alternative", (one, other)
    if is_term and _measures(mine) != _measures(theirs):
        return "measure", ((), ())
    if is_term and _says_more(mine, theirs):
        return "differentia", ((), ())
    excluded = [found("exclusion", unit.text, unit.language) for unit in (mine, theirs)]
    if not is_term and all(excluded):
        sides = [
            _what_is_excluded(unit.text, span, unit.language)
            for unit, span in zip((mine, theirs), excluded, strict=True)
            if span
        ]
        counts = [
            sum(_items(part, unit.language) for part in _parts(text, unit.language))
            for (text, _), unit in zip(sides, (mine, theirs), strict=True)
        ]
        # "A or B are excluded" is not counted against "does not apply to C": one may be a word for both.
        if counts[0] != counts[1] and sides[0][1] == sides[1][1]:
            return "exclusion", ((), ())
    return "", ()


def _denied_instead(mine: Unit, theirs: Unit, left_out: tuple[tuple[int, int] | None, ...]) -> bool:
    """Whether the text that leaves nothing out denies something: "without coating"."""
    other = theirs if left_out[0] else mine
    return found("denying", other.text, other.language) is not None


def _left_out_alone(context: Context, pair: Pair) -> tuple[tuple[Evidence, ...], ...] | None:
    """Where one scope leaves something out, and the scope of the other document denies nothing."""
    sides = _exclusion(pair.draft), _exclusion(pair.reference)
    for side, others in ((0, context.alignment.reference), (1, context.alignment.draft)):
        if sides[side] and not any(
            mentions(topic, unit.text, unit.language)
            for topic in ("exclusion", "denying")
            for unit in others
            if unit.role == "scope"
        ):
            return sides
    return None


def _exclusion(units: tuple[Unit, ...]) -> tuple[Evidence, ...]:
    """Where texts first say that something is left out."""
    for unit in units:
        if span := found("exclusion", unit.text, unit.language):
            return ((unit, *span),)
    return ()


def _reach_otherwise(pair: Pair) -> tuple[tuple[Evidence, ...], ...] | None:
    """Where two scopes name different things in one respect: electric motors, and combustion engines too.

    Sentences that leave several things out are compared one by one.
    """
    units = (*pair.draft, *pair.reference)
    if len(units) > 2 and any(mentions("exclusion", unit.text, unit.language) for unit in units):
        return None
    named: list[dict[str, dict[str, Evidence]]] = [{}, {}]
    for side, respects in zip((pair.draft, pair.reference), named, strict=True):
        for thing, evidence in named_in("extents", side).items():
            respects.setdefault(thing.partition(".")[0], {})[thing] = evidence
    for respect in sorted(named[0].keys() & named[1].keys()):
        things = named[0][respect], named[1][respect]
        if things[0].keys() != things[1].keys():
            return tuple(things[0].values()), tuple(things[1].values())
    return None


def _alternative(unit: Unit) -> tuple[int, int] | None:
    """Where a definition holds for one thing or another."""
    start = unit.text.find(":") + 1 if unit.group == "term" else 0
    return next((span for span in places("alternative", unit.text, unit.language) if span[0] >= start), None)


def _deny(mine: Unit, theirs: Unit) -> bool:
    """Whether a definition denies something: "without A or B" lacks both."""
    return any(reading.negations for unit in (mine, theirs) for reading in unit.readings)


def _measures(unit: Unit) -> bool:
    """Whether a definition holds by a physical quantity: "until the water has 95 °C"."""
    return any(isinstance(kind, str) and "^" in kind for kind in unit.quantity_kinds)


def _says_more(mine: Unit, theirs: Unit) -> bool:
    """Whether of two definitions in one language one has all the words of the other, and more."""
    if mine.language.split("-")[0] != theirs.language.split("-")[0]:
        return False
    words = [Counter(_WORD.findall(unit.text.casefold())) for unit in (mine, theirs)]
    more, less = words[0] - words[1], words[1] - words[0]
    return bool(more) != bool(less) and sum((more or less).values()) >= _MORE


def _what_is_excluded(text: str, verb: tuple[int, int], language: str) -> tuple[str, bool]:
    """What stands behind "does not apply to", or before "are excluded", and whether it is the latter.

    "…, and does not apply to": what a comma and a conjunction part from the verb is not its subject.
    """
    before, behind = text[: verb[0]], text[verb[1] :]
    trailing = _TRAILING.search(before)
    goes_on = trailing and (
        mentions("conjunctions", trailing[0], language) or not trailing[0].strip(_FULL_WIDTH)
    )
    return (before, True) if not goes_on and len(before) > len(behind) else (behind, False)


def _parts(text: str, language: str) -> list[str]:
    """What is left out, each time a text says so: "is not applicable to A, nor does it apply to B"."""
    ends = [0, *(end for span in places("exclusion", text, language) for end in span), len(text)]
    return [_TRAILING.sub("", text[ends[i] : ends[i + 1]]) for i in range(0, len(ends), 2)]


def _items(text: str, language: str) -> int:
    """How many things a text enumerates: one where it has commas, but no conjunction."""
    if not mentions("conjunctions", text, language):
        return 1
    return sum(bool(part.strip(" .。")) for part in items(text, language))


def _finding(pair: Pair, category: str, rule: str, evidence: tuple[tuple[Evidence, ...], ...]) -> Finding:
    sub = {"TD": "differentia", "SC": "exclusion" if rule == "exclusion" else "extent"}[category]
    said = [in_words(side) for side in evidence]
    return Finding(
        category=category,
        sub=sub,
        rule=f"wording-{rule}",
        confidence=0.7,
        draft=pair.draft,
        reference=pair.reference,
        characteristic=_head(pair.draft[0]),
        draft_value=said[0],
        reference_value=said[1],
        message=Message(f"divergence.note.wording.{rule}", {"draft": said[0], "reference": said[1]}),
        draft_evidence=evidence[0],
        reference_evidence=evidence[1],
    )


def _head(unit: Unit) -> str:
    return unit.text.partition(":")[0] if unit.group == "term" else unit.provision.heading
