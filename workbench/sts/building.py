"""New elements from plain text, written as the rest of the document writes them."""

import re
from typing import TYPE_CHECKING

from lxml import etree

from workbench import designations
from workbench.sts import numbering
from workbench.sts.errors import StsError
from workbench.sts.provisions import ProvisionKind, Table
from workbench.sts.text import TBX, XML_LANG

if TYPE_CHECKING:
    from workbench.sts.document import Standard

KINDS = (
    ProvisionKind.PARAGRAPH,
    ProvisionKind.LIST_ITEM,
    ProvisionKind.ROW,
    ProvisionKind.TERM,
    ProvisionKind.NOTE,
    ProvisionKind.EXAMPLE,
    ProvisionKind.REFERENCE,
    ProvisionKind.DEFINITION,
)
"""Kinds that plain text is enough for; a formula or a footnote is more than its text."""

_HEAD_AND_REST = re.compile(r"\s*(.+?)\s*[:\uff1a]\s*(.+)", re.DOTALL)
_AFTER_DESIGNATION = re.compile(r"\s*[,\uff0c;]?\s*")


def build(
    standard: "Standard", kind: ProvisionKind, text: str, language: str, *, table: Table | None = None
) -> etree._Element:
    """An element of ``kind`` with ``text``, in no place yet.

    A row's cells are separated by `` | ``; a term or symbol stands before a colon, its definition behind it;
    a reference begins with its designation.

    Raises:
        StsError: for a kind that is more than text, and for text that does not have the parts it needs.
    """
    if kind not in KINDS:
        raise StsError("sts.edit-kind", kind=kind.value)
    maker = _Maker(standard, language)
    if kind is ProvisionKind.PARAGRAPH:
        return maker.element("p", text)
    if kind is ProvisionKind.LIST_ITEM:
        return maker.element("list-item", maker.element("p", text))
    if kind is ProvisionKind.ROW:
        return maker.row(text, table)
    if kind is ProvisionKind.TERM:
        return maker.term(text)
    if kind is ProvisionKind.REFERENCE:
        return maker.reference(text)
    if kind is ProvisionKind.DEFINITION:
        return maker.definition(text)
    return maker.labelled(kind, text)


class _Maker:
    def __init__(self, standard: "Standard", language: str) -> None:
        self.standard = standard
        self.language = language

    def element(self, name: str, *content: str | etree._Element) -> etree._Element:
        return _filled(self.standard.root.makeelement(name), content)

    def row(self, text: str, table: Table | None) -> etree._Element:
        texts = [part.strip() for part in text.split("|")]
        columns = len(table.columns) if table is not None else 0
        if columns and len(texts) != columns:
            raise StsError("sts.edit-cells", given=len(texts), wanted=columns)
        return self.element("tr", *(self.element("td", part) for part in texts))

    def term(self, text: str) -> etree._Element:
        head, meaning = self._head_and_rest(text, ProvisionKind.TERM)
        words = re.split(r"\s*[,\uff0c;\uff1b]\s*", head)
        part = self._tbx("langSet", self._tbx("definition", meaning), *map(self._term, words))
        part.set(XML_LANG, self.language or "und")
        for other in part.findall(f"{TBX}tig")[1:]:
            other.append(self._tbx("normativeAuthorization", value="admittedTerm"))
        return self.element("term-sec", self._tbx("termEntry", part))

    def _term(self, word: str) -> etree._Element:
        return self._tbx("tig", self._tbx("term", word), self._tbx("partOfSpeech", value="noun"))

    def _tbx(self, name: str, *content: str | etree._Element, **attributes: str) -> etree._Element:
        made = self.standard.root.makeelement(f"{TBX}{name}", attributes, {"tbx": TBX[1:-1]})
        return _filled(made, content)

    def definition(self, text: str) -> etree._Element:
        head, meaning = self._head_and_rest(text, ProvisionKind.DEFINITION)
        return self.element(
            "def-item", self.element("term", head), self.element("def", self.element("p", meaning))
        )

    def reference(self, text: str) -> etree._Element:
        """A standard with its title, or other literature as it is written."""
        found = next((item for item in designations.find(text) if not text[: item.start].strip()), None)
        if found is None:
            return self.element("ref", self.element("mixed-citation", text))
        named = self.element("std-ref", text[found.start : found.end])
        std = self.element("std", named)
        behind = text[found.end :]
        between = _AFTER_DESIGNATION.match(behind)
        title = behind[between.end() :].strip() if between else ""
        if title and between:
            named.tail = between.group() or " "
            std.append(self.element("title", title))
        return self.element("ref", std)

    def labelled(self, kind: ProvisionKind, text: str) -> etree._Element:
        name = "non-normative-note" if kind is ProvisionKind.NOTE else "non-normative-example"
        return self.element(name, self.element("label", self._label(kind)), self.element("p", text))

    def _label(self, kind: ProvisionKind) -> str:
        """As the document writes it, without a number; else as its language does."""
        for provision in self.standard.provisions:
            if provision.kind is kind and provision.label:
                return numbering.counted(provision.label, None)
        words = numbering.label_words()["note" if kind is ProvisionKind.NOTE else "example"]
        return words.get(self.language.split("-")[0], words["en"])

    def _head_and_rest(self, text: str, kind: ProvisionKind) -> tuple[str, str]:
        found = _HEAD_AND_REST.fullmatch(text)
        if found is None:
            raise StsError("sts.edit-no-colon", kind=kind.value, text=text)
        return found.group(1), found.group(2)


def _filled(element: etree._Element, content: tuple[str | etree._Element, ...]) -> etree._Element:
    for item in content:
        if isinstance(item, str):
            element.text = item
        else:
            element.append(item)
    return element
