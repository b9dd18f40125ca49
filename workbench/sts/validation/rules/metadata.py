"""Metadata beyond their order, which the grammar holds: titles, printed number, dates."""

import datetime
import re
from collections.abc import Iterator

from lxml import etree

from workbench.sts.validation.context import XML_LANG, Document, remedy, text_of
from workbench.sts.validation.problems import Problem, Severity

BLOCKS = ("std-meta", "iso-meta", "reg-meta", "nat-meta")
_YEAR = re.compile(r"[-:\u2013\u2014]\s*(?:19|20)\d\d(?!\d)")
_ISO_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")


def check(document: Document) -> Iterator[Problem]:
    """Metadata that cannot serve: no number, a language twice, dates that no calendar has."""
    for element in document.elements:
        if element.tag in BLOCKS:
            yield from _check_block(document, element)
        if element.get("iso-8601-date") is not None:
            yield from _check_date(document, element)


def _check_block(document: Document, block: etree._Element) -> Iterator[Problem]:
    if block.find("std-ref") is None and block.find("std-ident") is None:
        yield document.problem(Severity.WARNING, "metadata.no-number", block, remedy("add-std-ref"))
    languages: dict[str, int] = {}
    for wrap in block.iterfind("title-wrap"):
        language = wrap.get(XML_LANG, "")
        if language in languages:
            yield document.problem(
                Severity.WARNING,
                "metadata.title-twice",
                wrap,
                remedy("one-title-a-language"),
                language=language or "-",
                line=languages[language],
            )
        languages.setdefault(language, wrap.sourceline or 0)
    for reference in block.iterfind("std-ref[@type='dated']"):
        if text_of(reference) and not _YEAR.search(text_of(reference)):
            yield document.problem(
                Severity.WARNING,
                "metadata.dated-without-year",
                reference,
                remedy("write-value", attribute="type", value="undated"),
                text=text_of(reference),
            )


def _check_date(document: Document, element: etree._Element) -> Iterator[Problem]:
    value = element.get("iso-8601-date", "")
    if not _is_date(value):
        yield document.problem(Severity.WARNING, "metadata.date", element, remedy("iso-date"), value=value)


def _is_date(value: str) -> bool:
    found = _ISO_DATE.match(value)
    if not found:
        return False
    year, month, day = found.groups()
    try:
        datetime.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return False
    return True
