"""Language codes: by BCP 47, since a country code in their place sends the text to the wrong reader."""

from collections.abc import Iterator
from functools import cache
from typing import TypedDict, cast

from workbench.resources import read_data
from workbench.sts.validation.context import XML_LANG, Document, remedy, text_of
from workbench.sts.validation.problems import Problem, Severity


class _Codes(TypedDict):
    two_letters: str
    meant: dict[str, str]


@cache
def _codes() -> _Codes:
    return cast(_Codes, read_data("workbench.sts.validation", "data", "language-codes.yaml"))


@cache
def _two_letters() -> frozenset[str]:
    return frozenset(_codes()["two_letters"].split())


def check(document: Document) -> Iterator[Problem]:
    """Codes that name no language, in xml:lang and in the stated language of the content."""
    for element in document.elements:
        code = element.get(XML_LANG, "")
        if element.tag == "content-language":
            code = code or text_of(element)
        if code and not _is_language(code):
            meant = _codes()["meant"].get(code.lower())
            suggestion = remedy("did-you-mean", name=meant) if meant else remedy("language-codes")
            yield document.problem(Severity.WARNING, "languages.unknown", element, suggestion, code=code)


def _is_language(code: str) -> bool:
    primary = code.split("-")[0].lower()
    # Three letters are ISO 639-3, with some 8,000 members; two are the 180 of ISO 639-1.
    return primary in _two_letters() or (len(primary) == 3 and primary.isalpha()) or primary in ("x", "i")
