"""Statistic to which a requirement applies, each result or the mean, level of inspection, and second samples
after a failure (SA)."""

import re
import unicodedata
from collections.abc import Iterator

from workbench.alignment import Unit
from workbench.divergence.context import Context
from workbench.divergence.finding import Evidence, Finding
from workbench.languages import Form
from workbench.languages.lexicon import found, mentions
from workbench.messages import Message
from workbench.sts import Row

_LEVEL = re.compile(r"S-[1-4]|I{1,3}")


def find(context: Context) -> Iterator[Finding]:
    """One finding where the two sides judge by different statistics, or inspect at different levels."""
    yield from _levels(context)
    yield from _retests(context)
    for pair in context.pairs:
        units = (*pair.draft, *pair.reference)
        if not all(unit.speaks and unit.group == "text" for unit in units):
            continue
        if any(mentions("formula-key", unit.text.strip(), unit.language) for unit in units):
            continue
        mine, theirs = _telling(_statistics(pair.draft)), _telling(_statistics(pair.reference))
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


def _levels(context: Context) -> Iterator[Finding]:
    """Another level of inspection: another size of the sample (ISO 2859-1)."""
    for pair in context.pairs:
        levels = [
            [level for unit in side if (level := _level(unit))] for side in (pair.draft, pair.reference)
        ]
        if not all(levels) or levels[0][0][0] == levels[1][0][0]:
            continue
        yield Finding(
            category="SA",
            sub="level",
            rule="inspection-level",
            confidence=0.85,
            draft=pair.draft,
            reference=pair.reference,
            characteristic=pair.draft[0].provision.heading,
            draft_value=levels[0][0][0],
            reference_value=levels[1][0][0],
            message=Message(
                "divergence.note.SA.level", {"draft": levels[0][0][0], "reference": levels[1][0][0]}
            ),
            draft_evidence=(levels[0][0][1],),
            reference_evidence=(levels[1][0][1],),
        )


def _retests(context: Context) -> Iterator[Finding]:
    """A second sample after a failure, on one side only."""
    for pair in context.pairs:
        units = (pair.draft, pair.reference)
        if not all(
            unit.speaks and mentions("failure", unit.text, unit.language) for side in units for unit in side
        ):
            continue
        spans = [_retest(side) for side in units]
        if (spans[0] is None) == (spans[1] is None):
            continue
        yield Finding(
            category="SA",
            sub="retest",
            rule="retest",
            confidence=0.75,
            draft=pair.draft,
            reference=pair.reference,
            characteristic=pair.draft[0].provision.heading,
            message=Message(f"divergence.note.SA.retest.{'draft' if spans[0] else 'reference'}"),
            draft_evidence=(spans[0],) if spans[0] else (),
            reference_evidence=(spans[1],) if spans[1] else (),
        )


def _retest(units: tuple[Unit, ...]) -> Evidence | None:
    """Where a second sample is allowed; nothing where it is only mentioned in order to be forbidden."""
    for unit in units:
        span = found("retest", unit.text, unit.language)
        forbidden = any(
            mark.form is Form.PROHIBITION and span and mark.span[0] <= span[0] < mark.span[1]
            for reading in unit.readings
            for mark in reading.forms
        )
        if span and not forbidden:
            return (unit, *span)
    return None


def _level(unit: Unit) -> tuple[str, Evidence] | None:
    """The level of inspection that a text names, in one way of writing, with where."""
    span = found("inspection-level", unit.text, unit.language)
    if span:
        return _written_level(unit.text[slice(*span)]), (unit, *span)
    for cell in unit.provision.cells if isinstance(unit.provision, Row) else ():
        under = f"{' '.join(cell.headers)} {cell.text}"
        if span := found("inspection-level", under, unit.language):
            start = unit.text.rfind(cell.text)
            return _written_level(under[slice(*span)]), (unit, start, start + len(cell.text))
    return None


def _written_level(text: str) -> str:
    return str(_LEVEL.findall(unicodedata.normalize("NFKC", text))[-1])


def _telling(statistics: dict[str, Unit]) -> dict[str, Unit]:
    """Without "each" where another is named: "the mean of five specimens of each size" judges the mean."""
    others = {name: unit for name, unit in statistics.items() if name != "each"}
    return others or statistics


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
