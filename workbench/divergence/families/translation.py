"""Translation drift (TR): what a translation lost or turned into something else (taxonomy, clause 6).

Looked for only where the draft claims to be identical in another language, or is to be held against the
reference as a translation. Numbers, units, verbal forms and references that differ are found by their own
families; here is what those do not see.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from workbench.alignment import Unit
from workbench.designations import same
from workbench.divergence.context import Context, Pair
from workbench.divergence.finding import Evidence, Finding
from workbench.divergence.lexicon import found
from workbench.messages import Message
from workbench.resources import read_data

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
        if len(pair.draft) == len(pair.reference) == 1 and context.speaks(pair.draft[0]):
            yield from _compare(context, pair, pair.draft[0], pair.reference[0])


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
    cited = [_others(context, unit) for unit in (draft, reference)]
    if cited[0] != cited[1] and draft.group != "reference":
        yield _finding(pair, "references", "reference-lost", (), ())


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
    others = ("unless", "if", "left-out", "only") if topic == "unless" else ("unless", "left-out")
    if any(found(other, without.text, without.language) for other in others):
        return True
    return len(without.readings[0].negations) > len(with_word.readings[0].negations)


def _taken_for(
    friend: _FalseFriend, draft: Unit, reference: Unit
) -> tuple[tuple[Evidence, ...], tuple[Evidence, ...]] | None:
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
