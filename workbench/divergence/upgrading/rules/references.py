"""References that a higher level does not take: national ones in a proposal to ISO, those of groups.

ISO/IEC Directives Part 2, 10.2: documents referred to are those of ISO and IEC, others only where there is
none.
"""

from collections.abc import Iterator

from workbench.alignment import Unit
from workbench.designations import Designation, Found, Relation, counterparts, same
from workbench.divergence.upgrading.draft import Draft
from workbench.divergence.upgrading.model import Change, UpgradeStep
from workbench.divergence.upgrading.rules.chapters import doomed

_PRIVATE = ("T/", "Q/", "DB")
"""How designations of groups, enterprises and provinces begin in China."""


def find(draft: Draft) -> Iterator[UpgradeStep]:
    """One step for each standard that has to be replaced, with the counterpart where one is known."""
    stated = tuple(item.relation for unit in draft.units for item in unit.found if item.relation)
    gone = doomed(draft)
    cited: dict[str, list[tuple[Unit, Found]]] = {}
    for unit in draft.speaking():
        if unit.chapter and unit.chapter.number in gone:
            continue
        for item in unit.found:
            own = draft.own is not None and same(item.designation, draft.own) != "different"
            if not item.counterpart and not own:
                cited.setdefault(item.designation.canonical, []).append((unit, item))
    for places in cited.values():
        designation = places[0][1].designation
        private = designation.publisher.startswith(_PRIVATE)
        if draft.target == "gb" and private:
            yield draft.step(
                "private-reference", "blocker", places[0][0], cited=places[0][1].text, places=_named(places)
            )
        elif draft.target == "iso" and not designation.international:
            yield _national(draft, places, stated)


def _named(places: list[tuple[Unit, Found]]) -> str:
    """The clauses in which a standard is cited."""
    return ", ".join(dict.fromkeys(unit.provision.clause_number or "–" for unit, _ in places))


def _national(draft: Draft, places: list[tuple[Unit, Found]], stated: tuple[Relation, ...]) -> UpgradeStep:
    unit, item = places[0]
    source = "ISO/IEC Directives Part 2, 10.2"
    known = [one for one in counterparts(item.designation, stated=stated) if _is_global(one.designation)]
    where = _named(places)
    if not known:
        return draft.step("national-reference", "blocker", unit, source=source, cited=item.text, places=where)
    best = known[0]
    written = best.designation.canonical if item.designation.year else best.designation.undated
    degree = best.equivalence.degree
    rule = "national-reference-identical" if degree == "IDT" else "national-reference-modified"
    changes = tuple(_replaced(one, cited, written) for one, cited in places) if degree == "IDT" else ()
    return draft.step(
        rule, "blocker", unit, source=source, changes=changes,
        cited=item.text, other=written, degree=degree, places=where,
    )  # fmt: skip


def _replaced(unit: Unit, cited: Found, written: str) -> Change:
    new = unit.text[: cited.start] + written + unit.text[cited.end :]
    return Change(kind="text", target=unit.id, old=unit.text, new=new)


def _is_global(designation: Designation) -> bool:
    return designation.publisher.split(" ")[0].split("/")[0] in ("ISO", "IEC", "ITU")
