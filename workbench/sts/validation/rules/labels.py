"""Numbers of clauses and annexes against their places (GB/T 1.1-2020, 9.6; Directives Part 2, 20.2)."""

from collections.abc import Iterator

from lxml import etree

from workbench.sts.validation.context import NUMBERED, Document, number_in, remedy, text_of
from workbench.sts.validation.problems import Problem, Severity
from workbench.sts.validation.rules import sequences

# Clauses that have no number by the rules of drafting.
_UNNUMBERED = frozenset({"foreword", "intro", "index", "bibl", "toc", "titlepage", "patent"})


def check(document: Document) -> Iterator[Problem]:
    """Numbers under a wrong parent, twice, out of sequence, or missing between numbered neighbours."""
    for standard in document.standards:
        clauses = list(sequences.own_elements(document, standard, NUMBERED))
        amendment = sequences.is_amendment(standard)
        groups: dict[etree._Element | None, list[etree._Element]] = {}
        for clause in clauses:
            parent = _numbered_parent(clause)
            if parent is not None:
                yield from _check_parent(document, clause, parent)
            groups.setdefault(parent, []).append(clause)
        for group in groups.values():
            yield from _check_sequence(document, group, amendment)
        for siblings in _by_parent(clauses):
            yield from _check_missing(document, siblings)


def _number(clause: etree._Element) -> str:
    number = number_in(text_of(clause.find("label")))
    return number if number and sequences.is_countable(number) else ""


def _numbered_parent(clause: etree._Element) -> etree._Element | None:
    return next((above for above in clause.iterancestors(*NUMBERED) if _number(above)), None)


def _check_parent(document: Document, clause: etree._Element, parent: etree._Element) -> Iterator[Problem]:
    number, above = _number(clause), _number(parent)
    if number and number.rpartition(".")[0] != above:
        last = number.rpartition(".")[2]
        right = f"{above}.{last}" if last.isdigit() else f"{above}.1"
        yield document.problem(
            Severity.ERROR,
            "labels.parent",
            clause,
            remedy("number-under-parent", number=right, wrong=number),
            number=number,
            parent=above,
        )


def _check_sequence(document: Document, siblings: list[etree._Element], amendment: bool) -> Iterator[Problem]:
    last: dict[str, str] = {}
    seen: dict[str, etree._Element] = {}
    for clause in siblings:
        number = _number(clause)
        if not number:
            continue
        series = sequences.kind(number)
        previous = last.get(series)
        expected = sequences.nexts(previous) if previous else sequences.firsts(number)
        right = sequences.join(number, expected[0]) if expected else number
        if number in seen:
            yield document.problem(
                Severity.ERROR,
                "labels.duplicate",
                clause,
                remedy("renumber", number=right),
                number=number,
                line=seen[number].sourceline or 0,
            )
            continue
        seen[number] = clause
        last[series] = number
        if not amendment and sequences.split(number)[1] not in expected:
            rule = "labels.sequence" if previous else "labels.first"
            yield document.problem(
                Severity.WARNING,
                rule,
                clause,
                remedy("renumber", number=right),
                number=number,
                previous=previous or "",
            )


def _by_parent(clauses: list[etree._Element]) -> list[list[etree._Element]]:
    found: dict[etree._Element | None, list[etree._Element]] = {}
    for clause in clauses:
        found.setdefault(clause.getparent(), []).append(clause)
    return list(found.values())


def _check_missing(document: Document, siblings: list[etree._Element]) -> Iterator[Problem]:
    """Clauses without a number between numbered ones; before the first and after the last there may be."""
    numbered = [position for position, clause in enumerate(siblings) if _number(clause)]
    if len(numbered) < 2:
        return
    for position in range(numbered[0], numbered[-1]):
        clause = siblings[position]
        if clause.find("label") is None and clause.get("sec-type") not in _UNNUMBERED and clause.tag != "app":
            yield document.problem(
                Severity.WARNING,
                "labels.missing",
                clause,
                remedy("add-label"),
                previous=_number(siblings[max(p for p in numbered if p < position)]),
            )
