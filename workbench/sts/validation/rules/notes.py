"""Labels of notes and examples: one alone has no number, several are counted (GB/T 1.1-2020, 9.9 and 9.10)."""

import re
from collections.abc import Iterator

from lxml import etree

from workbench.sts.validation.context import Document, remedy, text_of
from workbench.sts.validation.problems import Problem, Severity

_FAMILIES = (
    ("non-normative-note", "normative-note"),
    ("non-normative-example", "normative-example"),
)
# What notes are counted in; a note in a list still counts with those of its clause.
_SCOPES = ("sec", "app", "term-sec", "table-wrap", "fig", "fig-group", "notes-group", "abstract", "ref-list")
_NUMBER = re.compile(r"(\d+)\s*[:\uff1a.\u2014\u2013-]?\s*$")


def check(document: Document) -> Iterator[Problem]:
    """Notes and examples without a label, or counted wrongly."""
    for family in _FAMILIES:
        groups: dict[etree._Element | None, list[etree._Element]] = {}
        for element in document.root.iter(*family):
            groups.setdefault(next(element.iterancestors(*_SCOPES), None), []).append(element)
        for notes in groups.values():
            yield from _check_group(document, notes)


def _check_group(document: Document, notes: list[etree._Element]) -> Iterator[Problem]:
    labels = [text_of(note.find("label")) for note in notes]
    numbers = [int(found.group(1)) if (found := _NUMBER.search(label)) else None for label in labels]
    for note, label in zip(notes, labels, strict=True):
        if not label:
            yield document.problem(Severity.WARNING, "notes.no-label", note, remedy("label-note"))
    if len(notes) == 1:
        if numbers[0] is not None:
            yield document.problem(
                Severity.WARNING, "notes.alone", notes[0], remedy("drop-number"), label=labels[0]
            )
        return
    for position, (note, number) in enumerate(zip(notes, numbers, strict=True), start=1):
        if number != position and labels[position - 1]:
            yield document.problem(
                Severity.WARNING,
                "notes.sequence",
                note,
                remedy("number-note", number=position),
                label=labels[position - 1],
                position=position,
                total=len(notes),
            )
