"""Limits that are classes with an order of their own (QL): V-0 is better than V-1, 2H harder than HB.

Which is the better says the standard of the classes (``data/classes.yaml`` names each); numbers of grades,
degrees of protection and tolerance classes are read as quantities and compared with those.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from workbench.alignment import Unit
from workbench.divergence.categories import with_headers
from workbench.divergence.context import Context, Pair
from workbench.divergence.finding import Evidence, Finding
from workbench.divergence.indices import is_safety
from workbench.languages import normalised
from workbench.messages import Message
from workbench.resources import read_data


@dataclass(frozen=True)
class _Scale:
    """Classes of one property, from the best to the least, each with all its spellings."""

    near: re.Pattern[str]
    written: re.Pattern[str]
    classes: tuple[frozenset[str], ...]

    def stated(self, units: tuple[Unit, ...]) -> tuple[int, Evidence] | None:
        """The place of the one class that texts name, and where; nothing where they name several or none."""
        places: dict[int, Evidence] = {}
        for unit in units:
            if not self.near.search(f"{with_headers(unit)} {unit.provision.heading}"):
                continue
            for match in self.written.finditer(normalised(unit.text)):
                number = match.lastindex or 1
                name = _plain(match[number])
                place = next((at for at, names in enumerate(self.classes) if name in names), None)
                if place is not None:
                    places.setdefault(place, (unit, *match.span(number)))
        return next(iter(places.items())) if len(places) == 1 else None


@cache
def _scales() -> tuple[_Scale, ...]:
    return tuple(
        _Scale(
            re.compile(row["near"], re.IGNORECASE),
            re.compile(row["written"]),
            tuple(frozenset(map(_plain, str(one).split("|"))) for one in row["classes"]),
        )
        for row in read_data("workbench.divergence", "data", "classes.yaml")
    )


def find(context: Context) -> Iterator[Finding]:
    """One finding where two linked requirements name other classes of one property."""
    for pair in context.pairs:
        units = (*pair.draft, *pair.reference)
        if not all(unit.speaks and unit.group == "text" and not unit.is_test for unit in units):
            continue
        for scale in _scales():
            mine, theirs = scale.stated(pair.draft), scale.stated(pair.reference)
            if mine and theirs and mine[0] != theirs[0]:
                yield _finding(pair, "stricter" if mine[0] < theirs[0] else "looser", mine[1], theirs[1])


def _plain(name: str) -> str:
    """A class as the data name it: "V - 0" is V0, "Sa 2 ½" is SA2.5."""
    half = re.sub(r"2 ?(?:½|1/2)", "2.5", name)
    return re.sub(r"[\s-]", "", half).replace(",", ".").upper()


def _finding(pair: Pair, sub: str, mine: Evidence, theirs: Evidence) -> Finding:
    said = [unit.text[start:end] for unit, start, end in (mine, theirs)]
    return Finding(
        category="QL",
        sub=sub,
        rule="ordered-class",
        confidence=0.85,
        draft=pair.draft,
        reference=pair.reference,
        characteristic=pair.draft[0].provision.heading,
        draft_value=said[0],
        reference_value=said[1],
        message=Message(f"divergence.note.QL.{sub}", {"draft": said[0], "reference": said[1]}),
        draft_evidence=(mine,),
        reference_evidence=(theirs,),
        safety=is_safety(mine[0]) or is_safety(theirs[0]),
    )
