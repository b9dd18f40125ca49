"""Labels of notes and examples: one alone has no number, several in a clause are counted.

GB/T 1.1-2020, 9.11; ISO/IEC Directives Part 2:2021, clause 24. Notes to term entries are counted even
where there is one (Directives, 16.5.8).
"""

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
_NUMBER = re.compile(r"\d+")


def check(document: Document) -> Iterator[Problem]:
    """Notes and examples without a label, or counted wrongly."""
    for family in _FAMILIES:
        groups: dict[etree._Element | None, list[etree._Element]] = {}
        for element in document.root.iter(*family):
            groups.setdefault(next(element.iterancestors(*_SCOPES), None), []).append(element)
        for scope, notes in groups.items():
            to_entry = scope is not None and scope.tag == "term-sec"
            yield from _check_group(document, notes, to_entry)


def _check_group(document: Document, notes: list[etree._Element], to_entry: bool) -> Iterator[Problem]:
    labels = [text_of(note.find("label")) for note in notes]
    numbers = [int(found.group()) if (found := _NUMBER.search(label)) else None for label in labels]
    for note, label in zip(notes, labels, strict=True):
        if not label:
            yield document.problem(Severity.WARNING, "notes.no-label", note, remedy("label-note"))
    if len(notes) == 1:
        if numbers[0] is not None and not to_entry:
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
