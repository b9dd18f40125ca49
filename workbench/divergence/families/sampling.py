"""Statistic to which a requirement applies (SA): each single result, or their mean."""

from collections.abc import Iterator

from workbench.alignment import Unit
from workbench.divergence.context import Context
from workbench.divergence.finding import Evidence, Finding
from workbench.divergence.lexicon import found
from workbench.messages import Message

_STATISTICS = ("each", "mean")


def find(context: Context) -> Iterator[Finding]:
    """One finding where one side judges each result and the other the mean."""
    for pair in context.pairs:
        if not all(context.speaks(unit) and unit.group == "text" for unit in (*pair.draft, *pair.reference)):
            continue
        mine, theirs = _statistics(pair.draft), _statistics(pair.reference)
        if len(mine) == len(theirs) == 1 and mine.keys() != theirs.keys():
            sub = "each" if "each" in mine else "mean"
            yield Finding(
                category="SA",
                sub=f"statistic-{sub}",
                rule="statistic",
                confidence=0.75,
                draft=(next(iter(mine.values()))[0],),
                reference=(next(iter(theirs.values()))[0],),
                characteristic=pair.draft[0].provision.heading,
                draft_value=_words(next(iter(mine.values()))),
                reference_value=_words(next(iter(theirs.values()))),
                message=Message(f"divergence.note.SA.{sub}"),
                draft_evidence=tuple(mine.values()),
                reference_evidence=tuple(theirs.values()),
            )


def _statistics(units: tuple[Unit, ...]) -> dict[str, Evidence]:
    statistics: dict[str, Evidence] = {}
    for unit in units:
        for name in _STATISTICS:
            span = found(f"statistic-{name}", unit.text, unit.language)
            if span:
                statistics.setdefault(name, (unit, *span))
    return statistics


def _words(evidence: Evidence) -> str:
    unit, start, end = evidence
    return unit.text[start:end]
