"""New provisions and clauses."""

from lxml import etree

from workbench.sts.building import build
from workbench.sts.document import Standard
from workbench.sts.errors import StsError
from workbench.sts.numbering import next_item
from workbench.sts.placing import place_after, place_first, place_in_clause, place_last
from workbench.sts.provisions import Clause, Part, Provision, ProvisionKind, Row, Table, derived_id, text_hash
from workbench.sts.renumbering import clause_label, numbered_clauses
from workbench.sts.rewriting import normalised
from workbench.sts.text import XML_LANG
from workbench.sts.wording import provision_of


def insert(
    place: Clause | Provision | Table, kind: ProvisionKind | str, text: str, *, after: Provision | None = None
) -> Provision:
    """A new provision in a clause or table, or right behind another provision.

    In a clause it comes behind its provision ``after``, else at the end of its own provisions, before its
    subclauses; a list item, reference or definition joins the last list of the clause. ``text`` is plain: a
    row's cells are separated by `` | ``, a term or symbol stands before a colon, its definition behind it, a
    reference begins with its designation. It gets an id of its own. Labels are left to :func:`renumber`, but
    a list item in a numbered list and a term entry get one right away.

    Returns:
        The new provision.

    Raises:
        StsError: for a kind that is more than its text (formula, footnote), for text without the parts that
            it needs, and where a provision of that kind has no place.
    """
    standard, wanted = place.standard, _kind(kind)
    text = normalised(text)
    if not text:
        raise StsError("sts.edit-empty")
    near = after if after is not None else place
    table = near if isinstance(near, Table) else near.table if isinstance(near, Row) else None
    language = near.language if isinstance(near, Provision) else _language_in(near)
    element = build(standard, wanted, text, language, table=table)
    # No other provision may lose its id to the new one, also where that id is derived from the same text.
    taken = {provision.id for provision in standard.provisions}
    element.set("id", _free_id(standard, derived_id(wanted, text), taken))
    if isinstance(near, Clause):
        place_in_clause(element, near.element)
    elif isinstance(near, Table):
        _place_in_table(element, near)
    else:
        place_after(element, near.element)
    _label_new(element)
    standard.changed()
    return provision_of(standard, element)


def insert_clause(place: Clause | Standard, title: str, *, after: Clause | None = None) -> Clause:
    """A new clause with ``title``: behind its sibling ``after``, else at the end of ``place``.

    It has the number of its position; those behind it are left to :func:`renumber`.

    Raises:
        StsError: for an empty title, and where no clause may stand.
    """
    standard = place if isinstance(place, Standard) else place.standard
    title = normalised(title)
    if not title:
        raise StsError("sts.edit-empty")
    if after is not None and after.element.tag != "sec":
        raise StsError("sts.edit-not-there", element="sec", near=after.element.tag)
    parent = _holder_of_clauses(place) if after is None else after.element.getparent()
    assert parent is not None, "a clause stands in something"
    end = len(parent) if after is None else parent.index(after.element) + 1
    before = [clause for clause in numbered_clauses(parent) if parent.index(clause) < end]
    made, label = standard.root.makeelement("sec"), clause_label(parent, position=len(before) + 1)
    if label:
        made.append(_with_text(made.makeelement("label"), label))
    made.append(_with_text(made.makeelement("title"), title))
    taken = {provision.id for provision in standard.provisions}
    made.set("id", _free_id(standard, f"sec-{label or text_hash(title)}", taken))
    if after is None:
        place_last(made, parent)
    else:
        place_after(made, after.element)
    standard.changed()
    return next(clause for clause in standard.structure.clauses if clause.element is made)


def _with_text(element: etree._Element, text: str) -> etree._Element:
    element.text = text
    return element


def _holder_of_clauses(place: Clause | Standard) -> etree._Element:
    holder = place.element if isinstance(place, Clause) else next(place.root.iter("body"), None)
    if holder is None or holder.tag not in ("sec", "app", "body"):
        raise StsError("sts.edit-not-there", element="sec", near="" if holder is None else holder.tag)
    return holder


def _kind(kind: ProvisionKind | str) -> ProvisionKind:
    try:
        return ProvisionKind(kind)
    except ValueError:
        raise StsError("sts.edit-kind", kind=kind) from None


def _language_in(part: Part) -> str:
    stated = (element.get(XML_LANG) for element in (part.element, *part.element.iterancestors()))
    return next((language for language in stated if language), part.standard.language)


def _place_in_table(element: etree._Element, table: Table) -> None:
    body = next(table.element.iter("tbody"), None)
    if element.tag != "tr" or body is None:
        raise StsError("sts.edit-not-there", element=element.tag, near=table.element.tag)
    place_last(element, body)


def _label_new(element: etree._Element) -> None:
    """Labels that a reader needs at once: list items and terms without one would look like another kind."""
    label = ""
    if element.tag == "list-item":
        before = element.getprevious()
        if before is None:
            before = element.getnext()
        label = "" if before is None else before.findtext("label", "")
        if element.getprevious() is not None:
            label = next_item(label)
    elif element.tag == "term-sec":
        parent = element.getparent()
        if parent is not None:
            before_it = [
                item for item in numbered_clauses(parent) if parent.index(item) < parent.index(element)
            ]
            label = clause_label(parent, position=len(before_it) + 1)
    if label:
        place_first(_with_text(element.makeelement("label"), label), element)


def _free_id(standard: Standard, wanted: str, taken: set[str]) -> str:
    """``wanted``, counted on where an element or a provision has that id."""
    found, count = wanted, 1
    while found in taken or standard.element(found) is not None:
        count += 1
        found = f"{wanted}-{count}"
    return found
