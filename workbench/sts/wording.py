"""New words for provisions, cells and titles, with what the words referred to kept right."""

import re

from lxml import etree

from workbench.sts.document import Standard
from workbench.sts.errors import StsError
from workbench.sts.placing import place_behind, place_first, targets, unwrap
from workbench.sts.provisions import Cell, Clause, Figure, Provision, ProvisionKind, Row, Table
from workbench.sts.rewriting import Rewriting, normalised, rewrite

_REFERENCE_TYPES = {
    "app": "app",
    "disp-formula": "disp-formula",
    "fig": "fig",
    "fn": "fn",
    "list-item": "list",
    "ref": "bibr",
    "sec": "sec",
    "table-wrap": "table",
}
_CELLS = "|"


def set_text(provision: Provision, text: str) -> Provision:
    """Give ``provision`` the plain text ``text``, which is what :attr:`Provision.text` gives from then on.

    Only the words that differ are replaced: cross-references, formulas and other markup beside them survive.
    A cross-reference whose words become the label of something else refers to that from then on; one whose
    words become anything else becomes plain text. Cells of a row are separated by `` | ``, terms by commas,
    with a colon before what they mean.

    Returns:
        The provision as it is now.

    Raises:
        StsError: for a formula, no text at all, a row with another number of cells, and text that cuts a
            formula in two.
    """
    if provision.kind is ProvisionKind.FORMULA:
        raise StsError("sts.edit-formula", provision=provision.id)
    if not normalised(text):
        raise StsError("sts.edit-emptied", provision=provision.id)
    standard, element = provision.standard, provision.element
    wishes = _cells_of_row(provision, text) if isinstance(provision, Row) else _parts_of(provision, text)
    _rewrite(standard, element, wishes)
    return provision_of(standard, element)


def set_cell(standard: Standard, cell: Cell, text: str) -> None:
    """Give a cell of a table the plain text ``text``, as :func:`set_text` does.

    Raises:
        StsError: for text that cuts a formula in two.
    """
    _rewrite(standard, cell.element, [_cell(standard, cell, text)])


def set_title(part: Clause | Table | Figure, text: str) -> None:
    """Give a clause the title ``text``, or a table or figure the caption, as :func:`set_text` does.

    Raises:
        StsError: for text that cuts a formula in two.
    """
    element = part.element
    title = element.find("title" if isinstance(part, Clause) else "caption/title")
    if title is None:
        title = element.makeelement("title")
        _put_title(element, title, inside_caption=not isinstance(part, Clause))
    reader = part.standard.reader
    _rewrite(part.standard, title, [Rewriting(title, (title,), reader.read, text)])


def _put_title(element: etree._Element, title: etree._Element, *, inside_caption: bool) -> None:
    holder = title
    if inside_caption:
        caption = element.find("caption")
        if caption is not None:
            place_first(title, caption)
            return
        holder = element.makeelement("caption")
        holder.append(title)
    label = element.find("label")
    if label is not None:
        place_behind(holder, label)
    else:
        place_first(holder, element)


def _rewrite(standard: Standard, element: etree._Element, wishes: list[Rewriting]) -> None:
    references = {xref: words_of(xref) for xref in element.iter("xref")}
    rewrite(*wishes)
    for xref, words in references.items():
        if words_of(xref) != words and element in xref.iterancestors():
            _retarget(standard, xref)
    standard.changed()


def _cells_of_row(row: Row, text: str) -> list[Rewriting]:
    texts = [part.strip() for part in text.split(_CELLS)]
    if len(texts) != len(row.cells):
        raise StsError("sts.edit-cells", given=len(texts), wanted=len(row.cells))
    return [
        _cell(row.standard, cell, new)
        for cell, new in zip(row.cells, texts, strict=True)
        if normalised(new) != cell.text
    ]


def _cell(standard: Standard, cell: Cell, text: str) -> Rewriting:
    reader = standard.reader
    return Rewriting(cell.element, (cell.element,), lambda part: reader.read(part, skip=frozenset()), text)


def _parts_of(provision: Provision, text: str) -> list[Rewriting]:
    """One wish for each part that marks separate from the next (``term: definition``), else one for all."""
    groups: list[list[etree._Element | str]] = [[]]
    marks: list[str] = []
    for part in provision.parts:
        if isinstance(part, str) and part.strip():
            marks.append(part.rstrip())
            groups.append([])
        else:
            groups[-1].append(part)
    pattern = "(.+?)" + "".join(re.escape(mark) + r"\s*(.+?)" for mark in marks)
    found = re.fullmatch(pattern, normalised(text), re.DOTALL)
    if found is None:
        raise StsError("sts.edit-no-colon", kind=provision.kind.value, text=normalised(text))
    return [
        Rewriting(provision.element, tuple(group), provision.read, new)
        for group, new in zip(groups, found.groups(), strict=True)
    ]


def words_of(element: etree._Element) -> str:
    """All words of ``element`` on one line."""
    return normalised("".join(element.itertext()))


def _retarget(standard: Standard, xref: etree._Element) -> None:
    """Make a cross-reference with new words refer to what they name, or to nothing."""
    words = words_of(xref)
    if any(words == standard.label_of(target) for target in targets(xref)):
        return
    named = [
        element
        for element in standard.root.iter(*_REFERENCE_TYPES)
        if element.get("id") and standard.label_text(element) == words
    ]
    if len(named) == 1:
        xref.set("rid", named[0].get("id", ""))
        xref.set("ref-type", _REFERENCE_TYPES[str(named[0].tag)])
    else:
        unwrap(xref)


def provision_of(standard: Standard, element: etree._Element) -> Provision:
    """The provision that ``element`` is now."""
    return next(provision for provision in standard.provisions if provision.element is element)
