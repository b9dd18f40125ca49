"""Term entries: number, preferred term in bold, other terms, definition, examples, notes, source."""

from lxml import etree

from workbench.interchange._page import XML_LANG, Page, local_name, renders, set_language
from workbench.interchange._tree import add
from workbench.messages import translate

_ORDER = ("definition", "example", "note", "source", "xref", "see")
_CSS = {"definition": "wb-meaning", "example": "wb-example", "note": "wb-note", "source": "wb-source"}
_GRAMMAR = frozenset({"partOfSpeech", "normativeAuthorization", "termType", "grammaticalGender",
                      "grammaticalNumber", "pronunciation", "geographicalUsage"})  # fmt: skip


@renders("term-sec", "term-display")
def _term(page: Page, into: etree._Element, source: etree._Element) -> None:
    html = add(into, "div", "wb-term")
    page.mark(html, source)
    label = source.find("label")
    if label is not None:
        page.flow(add(html, "div", "wb-term-number"), label)
    page.flow(html, source, skip=frozenset({"label"}))


@renders("termEntry")
def _entry(page: Page, into: etree._Element, source: etree._Element) -> None:
    """The document's language first and in full; other languages as equivalents below the term."""
    html = add(into, "div", "wb-term-entry")
    page.mark(html, source)
    sets = [child for child in source if local_name(child) == "langSet"]
    own = page.standard.language_set(source, page.standard.language)
    for part in sorted(sets, key=lambda part: part is not own):
        _language_set(page, html, part, own=part is own)
    page.flow(html, source, skip=frozenset({"langSet"}))


def _language_set(page: Page, into: etree._Element, source: etree._Element, *, own: bool) -> None:
    html = add(into, "div", "wb-term-language" if own else "wb-term-language wb-equivalent")
    page.mark(html, source)
    parts = [child for child in source if isinstance(child.tag, str)]
    for position, part in enumerate(part for part in parts if local_name(part) in ("tig", "ntig")):
        _one_term(page, html, part, preferred=position == 0)
    rest = [part for part in parts if local_name(part) not in ("tig", "ntig")]
    rank = {name: position for position, name in enumerate(_ORDER)}
    for part in sorted(rest, key=lambda part: rank.get(local_name(part), len(rank))):
        _about(page, html, part)


def _about(page: Page, into: etree._Element, source: etree._Element) -> None:
    name = local_name(source)
    if name not in _CSS:
        page.node(into, source)
        return
    html = add(into, "div", _CSS[name])
    page.mark(html, source)
    if name == "source":
        text = add(html, "span", "wb-source-text")
        text.text = f"[{translate('interchange.source', page.ui_language)} "
        page.flow(text, source)
        add(html, "span", text="]")
    else:
        page.flow(html, source)


def _one_term(page: Page, into: etree._Element, source: etree._Element, *, preferred: bool) -> None:
    """One term, in bold where it is preferred, marked where its use is deprecated."""
    stated = next((part.get("value", "") for part in source.iter() if
                   local_name(part) == "normativeAuthorization"), "")  # fmt: skip
    html = add(into, "div", "wb-term-name")
    page.mark(html, source)
    if stated.startswith("deprecated") or stated.startswith("superseded"):
        add(html, "span", "wb-deprecated", translate("interchange.deprecated", page.ui_language))
        html[-1].tail = " "
    bold = stated.startswith("preferred") or (preferred and not stated)
    for part in source.iterdescendants(etree.Element):
        if local_name(part) == "term":
            name = add(html, "b" if bold else "span", "wb-term-text")
            set_language(name, part.get(XML_LANG, ""))
            page.mark(name, part)
            page.flow(name, part)
            html[-1].tail = " "
    for part in source:
        if isinstance(part.tag, str) and local_name(part) not in _GRAMMAR | {"term", "termGrp"}:
            page.node(html, part)
