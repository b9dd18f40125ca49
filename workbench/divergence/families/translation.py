"""Translation drift (TR): what a translation lost or turned into something else (taxonomy, clause 6).

Looked for only where the draft claims to be identical in another language, or is to be held against the
reference as a translation. Numbers, units, verbal forms and references that differ are found by their own
families; here is what those do not see.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from workbench.alignment import Unit
from workbench.alignment.encoders.encoder import primary_subtag
from workbench.alignment.termbase import Termbase
from workbench.designations import same
from workbench.divergence.context import Context, Pair
from workbench.divergence.finding import Evidence, Finding
from workbench.divergence.opposites import Opposition, opposites_between, other_kinds
from workbench.divergence.vocabulary import in_words
from workbench.languages import Form, Span
from workbench.languages.lexicon import found, items, places
from workbench.messages import Message
from workbench.resources import read_data

_NUMBER = re.compile(r"\d+(?:[.,٫]\d+)*")
_ITEM = r"(?:[\u4e00-\u9fff]{1,10}|(?:[^\s、，,،.。;；:：()（）\u4e00-\u9fff]+\s?){1,3})"
_LIST = re.compile(rf"{_ITEM}(?:[、，,،]\s*{_ITEM})+")
"""A run of short items between commas: of at most three words, or ten Chinese characters."""

_ITEMS = 3
"""Items from which an enumeration is counted: two are a pair of adjectives as often as a list."""

_COUNTS = ("2", "3", "4", "5")
"""Numbers that a text tells in words as often as in digits, and as part of a word: two-dimensional."""

_QUALIFIERS = ("unless", "only")
"""Words whose loss changes what is demanded. "Each" and "if" come and go with the grammar of a language."""


@dataclass(frozen=True)
class _FalseFriend:
    name: str
    languages: tuple[str, str]
    source: re.Pattern[str]
    wrong: re.Pattern[str]
    right: re.Pattern[str]


@cache
def _false_friends() -> tuple[_FalseFriend, ...]:
    return tuple(
        _FalseFriend(
            row["name"],
            (row["from"], row["to"]),
            *(re.compile(row[part], re.IGNORECASE) for part in ("source", "wrong", "right")),
        )
        for row in read_data("workbench.divergence", "data", "false-friends.yaml")
    )


def find(context: Context) -> Iterator[Finding]:
    """One finding for each pair in which a word was lost, or taken for another."""
    if not context.is_translation:
        return
    for pair in context.pairs:
        if len(pair.draft) == len(pair.reference) == 1 and pair.draft[0].speaks:
            yield from _compare(context, pair, pair.draft[0], pair.reference[0])
    yield from _terms_taken(context)


def _terms_taken(context: Context) -> Iterator[Finding]:
    """Where one defined term stands for another: "breaking tenacity" for "breaking force".

    A text that names one more defined term than the other may only say more; here each names one that the
    other does not.
    """
    entries = {
        str(pair.draft[0].index): (pair.draft[0], pair.reference[0])
        for pair in context.pairs
        if len(pair.draft) == len(pair.reference) == 1
        and pair.draft[0].group == pair.reference[0].group == "term"
    }
    named: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for entry, sides in entries.items():
        for unit in sides:
            named[primary_subtag(unit.language)] += [(term, entry) for term in unit.terms]
    defined = Termbase(named)
    for pair in context.pairs:
        if not all(unit.speaks and unit.group == "text" for unit in (*pair.draft, *pair.reference)):
            continue
        mine, theirs = (
            frozenset(term for unit in side for term in defined.concepts_in(unit.text, unit.language))
            for side in (pair.draft, pair.reference)
        )
        if len(mine - theirs) == len(theirs - mine) == 1:
            said = [
                entries[term][side].terms[0] for side, (term,) in enumerate((mine - theirs, theirs - mine))
            ]
            yield _taken(pair, said)


def _taken(pair: Pair, said: Sequence[str]) -> Finding:
    """One term that stands for another."""
    return _finding(pair, "term", "term-taken-for", (), ()).but(
        message=Message("divergence.note.TR.term-taken-for", {"draft": said[0], "reference": said[1]}),
        draft_value=said[0],
        reference_value=said[1],
    )


def _compare(context: Context, pair: Pair, draft: Unit, reference: Unit) -> Iterator[Finding]:
    for topic in _QUALIFIERS:
        spans = [found(topic, unit.text, unit.language) for unit in (draft, reference)]
        if (spans[0] is None) != (spans[1] is None) and not _said_otherwise(topic, draft, reference, spans):
            evidence = [
                ((unit, *span),) if span else () for unit, span in zip((draft, reference), spans, strict=True)
            ]
            yield _finding(pair, topic, "qualifier", evidence[0], evidence[1])
    for friend in _false_friends():
        wrong = _taken_for(friend, draft, reference)
        if wrong:
            yield _finding(pair, friend.name, "false-friend", wrong[0], wrong[1])
    kinds = other_kinds(draft, reference)
    if kinds:
        yield _taken(pair, [in_words(side) for side in kinds]).but(
            draft_evidence=kinds[0], reference_evidence=kinds[1]
        )
    # The state in which something is tested is told as another test.
    opposite = opposites_between(draft, reference, states=False if draft.is_test else None)
    if opposite:
        yield _finding(pair, "opposite", "opposite", *opposite)
    if context.as_translation:
        yield from _lost(pair, draft, reference)
    if denial := _denied_once(draft, reference):
        yield _finding(pair, "negation", "denial-lost", *denial)
    cited = [_others(context, unit) for unit in (draft, reference)]
    if cited[0] != cited[1] and draft.group != "reference":
        yield _finding(pair, "references", "reference-lost", (), ())


def _denied_once(draft: Unit, reference: Unit) -> Opposition | None:
    """Where of two prohibitions one alone says of what it forbids that it is not: "cloths that have not been
    wetted shall not be used"."""
    sides = draft, reference
    if any(len(unit.readings) != 1 or unit.readings[0].form is not Form.PROHIBITION for unit in sides):
        return None
    denies = [bool(_outside_forms(unit, "denying")) for unit in sides]
    if denies[0] == denies[1]:
        return None
    evidence = tuple((unit, *span) for unit in sides for span in _outside_forms(unit, "denial")[:1])
    return ((evidence, ()) if denies[0] else ((), evidence)) if evidence else None


def _outside_forms(unit: Unit, topic: str) -> list[Span]:
    """Where a text speaks of a topic, its verbal forms apart."""
    forms = [mark.span for reading in unit.readings for mark in reading.forms]
    return [
        span
        for span in places(topic, unit.text, unit.language)
        if not any(start < span[1] and span[0] < end for start, end in forms)
    ]


def _lost(pair: Pair, draft: Unit, reference: Unit) -> Iterator[Finding]:
    """Numbers, denials, bounds and items that only one text has.

    Each asks for more than one sign, since languages deny and enumerate in their own ways; a draft that
    merely claims to be identical is not judged by them.
    """
    numbers = [_numbers(unit.text) for unit in (draft, reference)]
    if numbers[0] - numbers[1] and numbers[1] - numbers[0]:
        yield _finding(pair, "number", "number", (), ())
    counts = [_counts(unit, found) for unit, found in zip((draft, reference), numbers, strict=True)]
    if counts[0] - counts[1] and counts[1] - counts[0]:
        yield _finding(pair, "number", "number", (), ())
    for one, other in ((draft, reference), (reference, draft)):
        span = found("denial", one.text, one.language)
        if span and not found("denying", other.text, other.language):
            evidence: tuple[Evidence, ...] = ((one, *span),)
            yield _finding(
                pair, "negation", "denial-lost", *((evidence, ()) if one is draft else ((), evidence))
            )
        span = found("each-one", one.text, one.language)
        if span and not found("each", other.text, other.language):
            evidence = ((one, *span),)
            yield _finding(pair, "each", "qualifier", *((evidence, ()) if one is draft else ((), evidence)))
    if {_bounds(draft), _bounds(reference)} == {"lower", "upper"}:
        yield _finding(pair, "bound", "bound-turned", (), ())
    listed = [_longest_list(unit.text) for unit in (draft, reference)]
    if min(listed) >= _ITEMS and listed[0] != listed[1]:
        yield _finding(pair, "items", "items-lost", (), ())


def _numbers(text: str) -> Counter[str]:
    """The numbers of a text in digits, in one script and with one decimal sign."""
    plain = "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)
    return Counter(number.replace(",", ".").replace("٫", ".") for number in _NUMBER.findall(plain))


def _counts(unit: Unit, digits: Counter[str]) -> set[str]:
    """The small numbers of a text, told in words or in digits."""
    said = {count for count in _COUNTS if found(f"count-{count}", unit.text, unit.language)}
    return said | (set(digits) & set(_COUNTS))


def _bounds(unit: Unit) -> str:
    """Whether a text bounds only from below or only from above; ``""`` where it does both or neither."""
    lower = found("lower-bound", unit.text, unit.language) is not None
    upper = found("upper-bound", unit.text, unit.language) is not None
    return "" if lower == upper else "lower" if lower else "upper"


def _longest_list(text: str) -> int:
    """Items of the longest enumeration of short items in a text; 0 where it has none."""
    lists = (items(match.group(), "") for match in _LIST.finditer(text))
    return max((sum(bool(item.strip()) for item in pieces) for pieces in lists), default=0)


def _others(context: Context, unit: Unit) -> int:
    """How many standards a text cites besides its own document and what a bracket says of them."""
    own = [one for one in context.own if one is not None]
    return sum(
        not item.counterpart and all(same(item.designation, one) == "different" for one in own)
        for item in unit.found
    )


def _said_otherwise(
    topic: str, draft: Unit, reference: Unit, spans: Sequence[tuple[int, int] | None]
) -> bool:
    """Whether the text without the word says the same in another way: "shall not be tested unless charged" is
    "what is not charged shall not be tested"."""
    with_word, without = (draft, reference) if spans[0] else (reference, draft)
    if topic == "only" and all(found("only-then", unit.text, unit.language) for unit in (draft, reference)):
        return True  # "may be released only then", "shall not be released until"
    others = ("unless", "if", "left-out", "only") if topic == "unless" else ("unless", "left-out")
    if any(found(other, without.text, without.language) for other in others):
        return True
    return topic == "unless" and len(without.readings[0].negations) > len(with_word.readings[0].negations)


def _taken_for(friend: _FalseFriend, draft: Unit, reference: Unit) -> Opposition | None:
    """Where the one text has the source word and the other only the wrong one, in either direction."""
    languages = tuple(unit.language.split("-")[0].lower() for unit in (draft, reference))
    if languages == friend.languages:
        source, target = draft, reference
    elif languages == friend.languages[::-1]:
        source, target = reference, draft
    else:
        return None
    said, wrong = friend.source.search(source.text), friend.wrong.search(target.text)
    if said is None or wrong is None or friend.right.search(target.text):
        return None
    here: tuple[Evidence, ...] = ((source, *said.span()),)
    there: tuple[Evidence, ...] = ((target, *wrong.span()),)
    return (here, there) if source is draft else (there, here)


def _finding(
    pair: Pair, name: str, rule: str, mine: tuple[Evidence, ...], theirs: tuple[Evidence, ...]
) -> Finding:
    return Finding(
        category="TR",
        sub=name,
        rule=rule,
        nature="TR",
        confidence=0.75,
        draft=pair.draft,
        reference=pair.reference,
        characteristic=pair.draft[0].provision.heading,
        message=Message(f"divergence.note.TR.{rule}"),
        draft_evidence=mine,
        reference_evidence=theirs,
    )
