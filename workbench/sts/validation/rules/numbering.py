"""Numbers of tables, figures and formulas: one series in the body, one in each annex."""

from collections.abc import Iterator

from lxml import etree

from workbench.sts.validation.context import Document, number_in, remedy, text_of
from workbench.sts.validation.problems import Problem, Severity
from workbench.sts.validation.rules import sequences

_FAMILIES = ("table-wrap", "fig", "disp-formula")
_GROUPS = ("table-wrap-group", "fig-group", "disp-formula-group")


def check(document: Document) -> Iterator[Problem]:
    """Numbers twice, out of sequence, or of another annex."""
    for standard in document.standards:
        amendment = sequences.is_amendment(standard)
        for tag in _FAMILIES:
            yield from _check_family(document, standard, tag, amendment)


def _check_family(
    document: Document, standard: etree._Element, tag: str, amendment: bool
) -> Iterator[Problem]:
    last: dict[str, str] = {}
    seen: dict[str, etree._Element] = {}
    for element in sequences.own_elements(document, standard, (tag,)):
        number = number_in(text_of(element.find("label")).strip("()（）[]"))
        if not number or not sequences.split(number)[1].isdigit() or _is_part(element):
            continue
        if number in seen:
            line = seen[number].sourceline or 0
            yield document.problem(
                Severity.ERROR,
                "numbering.duplicate",
                element,
                remedy("renumber-next", name=tag),
                number=number,
                line=line,
            )
            continue
        seen[number] = element
        yield from _check_annex(document, element, number)
        series = sequences.kind(number)
        expected = sequences.nexts(last[series]) if series in last else ["1"]
        if not amendment and sequences.split(number)[1] not in expected:
            yield document.problem(
                Severity.WARNING,
                "numbering.sequence",
                element,
                remedy("renumber", number=sequences.join(number, expected[0])),
                number=number,
            )
        last[series] = number


def _is_part(element: etree._Element) -> bool:
    """Whether the number is of a sub-figure or the like, counted inside its group."""
    parent = element.getparent()
    return parent is not None and (
        parent.tag in _GROUPS or next(element.iterancestors(str(element.tag)), None) is not None
    )


def _check_annex(document: Document, element: etree._Element, number: str) -> Iterator[Problem]:
    series = sequences.split(number)[0]
    if not series or not series.isalpha():
        return
    annex = next(element.iterancestors("app"), None)
    here = number_in(text_of(annex.find("label"))) if annex is not None else ""
    if here and here != series:
        yield document.problem(
            Severity.WARNING,
            "numbering.annex",
            element,
            remedy("renumber", number=f"{here}.1"),
            number=number,
            annex=here,
        )
