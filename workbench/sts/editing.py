"""Editing a standard through its proxies, with cross-references kept right.

Each function changes the tree, so that what was not edited is saved as it was, and makes the standard forget
what it had read. Proxies taken before an edit show the old text: take them from the standard again.

>>> from workbench import sts
>>> standard = sts.load("drafts/cup.sts.xml")
>>> provision = sts.edit.insert(standard.clause("5.3"), "note", "...")
>>> sts.edit.renumber(standard).mentions
>>> sts.save(standard)
"""

from lxml import etree

from workbench.sts.document import Standard
from workbench.sts.errors import StsError
from workbench.sts.inserting import insert, insert_clause
from workbench.sts.placing import (
    CONTAINERS,
    anchor_for,
    ids_inside,
    place_after,
    place_in_clause,
    place_last,
    referring,
    take_out,
    targets,
    unwrap,
    without_empty_containers,
)
from workbench.sts.provisions import Clause, Figure, Part, Provision, ProvisionKind, Row, Table
from workbench.sts.renumbering import REFERRING, Mention, Relabelled, Renumbering, renumber
from workbench.sts.wording import set_cell, set_text, set_title, words_of

__all__ = [
    "Mention",
    "Relabelled",
    "Renumbering",
    "delete",
    "insert",
    "insert_clause",
    "move",
    "renumber",
    "set_cell",
    "set_text",
    "set_title",
]

_EXCERPT = 40
_CLAUSES = ("sec", "app")


def delete(part: Part, *, force: bool = False) -> None:
    """Delete a provision, clause, table or figure with everything in it.

    Raises:
        StsError: where something else refers to it, naming the clauses that do. With ``force`` their
            cross-references become plain text instead.
    """
    standard, element = part.standard, part.element
    _refuse_last_row(part)
    doomed = [element, *_formula_key(part)]
    if isinstance(part, Provision) and part.kind is ProvisionKind.FOOTNOTE:
        doomed = [_footnote(element)]
    ids = ids_inside(doomed)
    references = referring(standard.root, ids, outside=doomed)
    if references and not force:
        raise StsError("sts.edit-referred", what=_named(part), where=", ".join(_places(standard, references)))
    for reference in references:
        _let_go(reference, ids)
    for one in doomed:
        parent = one.getparent()
        take_out(one)
        without_empty_containers(parent)
    standard.changed()


def move(part: Part, *, after: Part | None = None, into: Clause | None = None) -> None:
    """Move a provision, clause, table or figure behind another, or to the end of a clause.

    Ids stay, so cross-references still lead to it; their words are left to :func:`renumber`. Behind a
    provision that stands in a list or table, what may not stand there comes behind the list or table.

    Raises:
        StsError: where neither or both places are given, or the part may not stand there.
    """
    goal = after if after is not None else into
    if goal is None or (after is not None and into is not None):
        raise StsError("sts.edit-one-place")
    standard, element = part.standard, part.element
    if goal.element is element or element in goal.element.iterancestors():
        raise StsError("sts.edit-into-itself", what=_named(part))
    _refuse_last_row(part)
    _check_place(part, goal, inside=after is None)
    parent, keys = element.getparent(), _formula_key(part)
    take_out(element)
    if after is not None:
        place_after(element, goal.element, like=parent)
    elif isinstance(part, Clause):
        place_last(element, goal.element)
    else:
        place_in_clause(element, goal.element, like=parent)
    for last, key in zip([element, *keys], keys, strict=False):
        take_out(key)
        place_after(key, last)
    without_empty_containers(parent)
    standard.changed()


def _check_place(part: Part, goal: Part, *, inside: bool) -> None:
    """Refuse before anything is taken out of the tree."""
    element, near = part.element, goal.element
    if isinstance(part, Clause):
        if inside:
            fits = element.tag == "sec" and near.tag in _CLAUSES
        else:
            fits = element.tag in _CLAUSES and isinstance(goal, Clause) and anchor_for(element, near) is near
    elif inside:
        fits = element.tag != "tr" and (near.tag in _CLAUSES or near.tag == CONTAINERS.get(str(element.tag)))
    else:
        # Text behind a clause would stand between clauses.
        fits = not isinstance(goal, Clause) and anchor_for(element, near) is not None
    if not fits:
        raise StsError("sts.edit-not-there", element=element.tag, near=near.tag)


def _refuse_last_row(part: Part) -> None:
    if isinstance(part, Row) and len(part.table.rows) == 1:
        raise StsError("sts.edit-last-row", table=part.table.label or part.table.caption)


def _formula_key(part: Part) -> list[etree._Element]:
    """The key to the symbols of a formula, with the words that lead to it: they go where it goes."""
    if not isinstance(part, Provision) or part.kind is not ProvisionKind.FORMULA:
        return []
    keys = [item for item in part.parts if not isinstance(item, str) and item is not part.element]
    between: list[etree._Element] = []
    node = part.element.getnext() if keys else None
    while node is not None:
        between.append(node)
        if node is keys[-1]:
            return between
        node = node.getnext()
    return []


def _footnote(paragraph: etree._Element) -> etree._Element:
    """The footnote of which ``paragraph`` is all, else the paragraph."""
    footnote = next(paragraph.iterancestors("fn"), None)
    if footnote is None or len(list(footnote.iter("p"))) > 1:
        return paragraph
    return footnote


def _let_go(reference: etree._Element, ids: frozenset[str]) -> None:
    """Make ``reference`` refer to none of ``ids``; without any other target it is only its words."""
    for name in ("rid", "target"):
        left = [found for found in reference.get(name, "").split() if found not in ids]
        if left:
            reference.set(name, " ".join(left))
        else:
            reference.attrib.pop(name, None)
    if targets(reference) or reference.tag not in REFERRING:
        return
    if reference.get("ref-type") in ("fn", "table-fn") or not words_of(reference):
        take_out(reference)
    else:
        unwrap(reference)


def _places(standard: Standard, references: list[etree._Element]) -> list[str]:
    """Numbers, else titles, of the clauses in which ``references`` stand."""
    clauses = {clause.element: clause for clause in standard.structure.clauses}
    found: dict[str, None] = {}
    for reference in references:
        clause = next((clauses[above] for above in reference.iterancestors() if above in clauses), None)
        found[(clause.number or clause.title) if clause else standard.designation] = None
    return list(found)


def _named(part: Part) -> str:
    if isinstance(part, Clause):
        return f"{part.number} {part.title}".strip()
    if isinstance(part, Table | Figure):
        return part.label or part.caption or part.own_id
    if isinstance(part, Provision):
        return part.label or (part.text if len(part.text) <= _EXCERPT else part.text[:_EXCERPT] + "…")
    return part.own_id
