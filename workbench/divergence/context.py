"""What the families of divergences look at: the aligned units, and what the documents say of themselves."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from workbench.alignment import Alignment, Link, PlacedQuantity, Unit, is_bound, leads
from workbench.designations import (
    Designation,
    Equivalence,
    Found,
    Relation,
    equivalence,
    parse,
    same,
)
from workbench.divergence.claims import Claim, claims_of
from workbench.languages.lexicon import mentions
from workbench.messages import Message
from workbench.sts import Row, Standard


def _holds(row: Unit, column: int | None) -> bool:
    return any(placed.column == column for placed in row.quantities)


def _are_bounds(unit: Unit, *columns: int | None) -> bool:
    """Whether columns of a row's table hold the bounds of one property.

    Their headers say on which side and nothing else ("min."), or they stand side by side and bound their
    numbers from below and from above ("lowest temperature", "highest temperature").
    """
    headers = unit.provision.table.columns if isinstance(unit.provision, Row) else ()
    return all(
        column is not None and column < len(headers) and is_bound(headers[column], unit.language)
        for column in columns
    ) or _bound_from_both_sides(unit, columns)


def _bound_from_both_sides(unit: Unit, columns: tuple[int | None, ...]) -> bool:
    limits = [placed.limit for placed in unit.quantities if placed.column in columns]
    known = [column for column in columns if column is not None]
    if len(limits) != 2 or len(known) != 2 or abs(known[0] - known[1]) != 1:
        return False
    lower, upper = limits
    return lower.hi is None and upper.lo is None and lower.unit_ucum == upper.unit_ucum


def _in_their_editions(units: Sequence[Unit]) -> dict[int, tuple[Found, ...]]:
    """Designations in the text of every unit, by index, undated ones as its own list dates them."""
    entries = [
        unit.found[0].designation
        for unit in units
        if unit.group == "reference" and unit.found and unit.found[0].designation.year
    ]

    def dated(item: Found) -> Found:
        if item.designation.year or item.counterpart:
            return item
        listed = [one for one in entries if same(one, item.designation) == "same-undated"]
        return replace(item, designation=listed[0]) if len(listed) == 1 else item

    return {
        unit.index: unit.found if unit.group == "reference" else tuple(map(dated, unit.found))
        for unit in units
    }


@dataclass(frozen=True)
class Pair:
    """The units of one link that has both sides."""

    draft: tuple[Unit, ...]
    reference: tuple[Unit, ...]
    link: Link


@dataclass(frozen=True)
class Context:
    """Two aligned documents.

    ``as_translation`` says that the draft is to be held against the reference as a translation, whether or
    not it claims to be identical.
    """

    draft: Standard
    reference: Standard
    alignment: Alignment
    as_translation: bool = False

    @cached_property
    def is_translation(self) -> bool:
        """Whether the draft is, or claims to be, the same text in another language."""
        claimed = self.claim is not None and self.claim.degree == "IDT"
        return self.as_translation or (claimed and not self.is_monolingual)

    @cached_property
    def is_monolingual(self) -> bool:
        """Whether both documents are in one language."""
        one, other = (language.split("-")[0].lower() for language in self.alignment.languages)
        return one == other

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """All links with both sides, in the order of the draft."""
        draft = {unit.id: unit for unit in self.alignment.draft}
        reference = {unit.id: unit for unit in self.alignment.reference}
        return tuple(
            Pair(tuple(draft[i] for i in link.draft), tuple(reference[i] for i in link.reference), link)
            for link in self.alignment.links
            if link.draft and link.reference
        )

    @cached_property
    def added(self) -> tuple[Unit, ...]:
        """Units that only the draft has."""
        linked = {unit.index for pair in self.pairs for unit in pair.draft}
        return tuple(unit for unit in self.alignment.draft if unit.index not in linked)

    @cached_property
    def missing(self) -> tuple[Unit, ...]:
        """Units that only the reference has."""
        linked = {unit.index for pair in self.pairs for unit in pair.reference}
        return tuple(unit for unit in self.alignment.reference if unit.index not in linked)

    def same_column(self, draft: tuple[Unit, PlacedQuantity], reference: tuple[Unit, PlacedQuantity]) -> bool:
        """Whether two quantities of table rows stand in corresponding columns; true outside of tables."""
        (mine, value), (theirs, other) = draft, reference
        if not isinstance(mine.provision, Row) or not isinstance(theirs.provision, Row):
            return True
        tables = (mine.provision.table.element, theirs.provision.table.element)
        columns = self.alignment.columns.get(tables)
        if columns is None or columns.get(value.column) == other.column:
            return True
        # "min." and "max.", "mean" and "extreme", are columns of one property, for which the other table may
        # have one; a row that holds nothing in the one answers with what it holds in the other.
        beside = next((column for column, its in columns.items() if its == other.column), None)
        if value.column in columns and not _holds(theirs, columns[value.column]) and not _holds(mine, beside):
            return True
        return _are_bounds(theirs, other.column, columns.get(value.column)) or _are_bounds(
            mine, value.column, beside
        )

    def is_of_formula(self, unit: Unit, side: int) -> bool:
        """Whether a provision of the draft (0) or reference (1) is, or belongs to, the key of a formula."""
        lead = self._leads[side].get(unit.index)
        units = self.alignment.draft if side == 0 else self.alignment.reference
        said = [unit] if lead is None else [unit, units[lead]]
        return any(mentions("formula-key", one.text.strip(), one.language) for one in said)

    @cached_property
    def _leads(self) -> tuple[dict[int, int], dict[int, int]]:
        return leads(self.alignment.draft), leads(self.alignment.reference)

    # What the documents say of themselves and of others

    @cached_property
    def found(self) -> tuple[dict[int, tuple[Found, ...]], dict[int, tuple[Found, ...]]]:
        """Designations in the text of every unit of the draft and of the reference, by index.

        What a text cites without a year is the edition that its own list of references names, as GOST
        standards do.
        """
        return _in_their_editions(self.alignment.draft), _in_their_editions(self.alignment.reference)

    @cached_property
    def unavailable(self) -> tuple[str, ...]:
        """Standards that the draft cites and of which nothing says what they correspond to.

        Their content was not compared and is never taken for equal to another's.
        """
        theirs = dict.fromkeys(item.designation for items in self.found[1].values() for item in items)
        cited = (item for items in self.found[0].values() for item in items if not item.counterpart)
        unknown = [
            one
            for one in dict.fromkeys(item.designation for item in cited)
            if not any(
                same(one, other) != "different" or self.equivalence(one, other) is not None
                for other in theirs
            )
        ]
        return tuple(dict.fromkeys(one.undated for one in unknown))

    @cached_property
    def stated(self) -> tuple[Relation, ...]:
        """Correspondences that either document states: ``(ISO 188:2011, IDT)`` after a reference."""
        return tuple(
            item.relation
            for side in self.found
            for items in side.values()
            for item in items
            if item.relation is not None
        )

    @cached_property
    def own(self) -> tuple[Designation | None, Designation | None]:
        """The designations of the two documents."""
        return parse(self.draft.designation), parse(self.reference.designation)

    def equivalence(self, draft: Designation, reference: Designation) -> Equivalence | None:
        """How a standard that the draft names corresponds to one that the reference names."""
        mine, theirs = self.own
        if mine and theirs and same(draft, mine) != "different" and same(reference, theirs) != "different":
            return Equivalence("IDT", "stated", "exact", Message("divergence.own-number"))
        return equivalence(draft, reference, stated=self.stated)

    @cached_property
    def claim(self) -> Claim | None:
        """What the draft claims about its correspondence to the reference; ``None`` where nothing."""
        theirs = self.own[1]
        for claim in claims_of(self.draft):
            if theirs is None or claim.of is None or same(claim.of, theirs) != "different":
                return claim
        return None

    @cached_property
    def reference_is_mandatory(self) -> bool:
        """Whether the reference is law where it is in force, by its designation."""
        return mentions("mandatory", self.reference.designation, "")

    @property
    def counts_structure(self) -> bool:
        """Whether order, numbers and wording matter: in an adoption, and between versions of one document."""
        return self.claim is not None or self.alignment.is_revision
