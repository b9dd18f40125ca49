"""Statistic to which a requirement applies (SA): each result, or the mean, median, largest, smallest."""

from collections.abc import Iterator

from workbench.alignment import Unit
from workbench.divergence.context import Context
from workbench.divergence.finding import Finding
from workbench.messages import Message


def find(context: Context) -> Iterator[Finding]:
    """One finding where the two sides judge by different statistics."""
    for pair in context.pairs:
        if not all(context.speaks(unit) and unit.group == "text" for unit in (*pair.draft, *pair.reference)):
            continue
        mine, theirs = _statistics(pair.draft), _statistics(pair.reference)
        if not mine or not theirs or not mine.keys().isdisjoint(theirs.keys()):
            continue
        names = sorted(mine), sorted(theirs)
        yield Finding(
            category="SA",
            sub=f"statistic-{names[0][0]}",
            rule="statistic",
            confidence=0.75,
            draft=(mine[names[0][0]],),
            reference=(theirs[names[1][0]],),
            characteristic=pair.draft[0].provision.heading,
            message=Message(
                "divergence.note.SA.statistic", {"draft": _named(names[0]), "reference": _named(names[1])}
            ),
        )


def _statistics(units: tuple[Unit, ...]) -> dict[str, Unit]:
    """The statistics that the texts name, with the unit that names each."""
    statistics: dict[str, Unit] = {}
    for unit in units:
        for reading in unit.readings:
            for statistic in reading.statistics:
                statistics.setdefault(statistic, unit)
    return statistics


def _named(statistics: list[str]) -> Message:
    return Message(f"divergence.statistic.{statistics[0]}")
