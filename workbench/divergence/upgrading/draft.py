"""The draft as the rules of an upgrade look at it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from workbench.alignment import Unit, language_of, prepare
from workbench.designations import Designation, parse
from workbench.divergence.methods import Methods
from workbench.divergence.model import Comparison
from workbench.divergence.upgrading.model import Change, Target, UpgradeStep, Weight
from workbench.messages import UI_LANGUAGES, Message
from workbench.sts import Clause, Standard

_SILENT = frozenset({"foreword", "introduction", "bibliography", "adoption-record"})
_DIGITS = 6


@dataclass(frozen=True)
class Draft:
    """A draft, where it shall go, and how it stands to the international document, if there is one."""

    standard: Standard
    target: Target
    comparison: Comparison | None = None

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """Its provisions, read."""
        return prepare(self.standard, language_of(self.standard))

    @cached_property
    def methods(self) -> Methods:
        """How its requirements are tested."""
        return Methods(self.units)

    @cached_property
    def own(self) -> Designation | None:
        """Its own designation."""
        return parse(self.standard.designation)

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """All clauses, in document order."""
        return tuple(_walk(self.standard.clauses))

    def speaking(self) -> Iterator[Unit]:
        """The provisions that can bind: not forewords or bibliographies, nor chapters that will go."""
        for unit in self.units:
            if unit.role not in _SILENT:
                yield unit

    def step(
        self,
        rule: str,
        weight: Weight,
        unit: Unit | None = None,
        *,
        clause: Clause | None = None,
        source: str = "",
        changes: tuple[Change, ...] = (),
        **values: object,
    ) -> UpgradeStep:
        """A step about a provision, a clause or the document as a whole."""
        part = unit.provision.clause if unit else clause
        text = unit.text if unit else clause.title if clause else ""
        content = "\n".join((rule, text, *map(str, values.values())))
        message = Message(f"divergence.upgrade.{rule}", values)
        return UpgradeStep(
            id=f"{rule}-{sha256(content.encode('utf-8', 'surrogatepass')).hexdigest()[:_DIGITS]}",
            rule=rule,
            weight=weight,
            clause=part.number if part else "",
            heading=part.title if part else "",
            provision=unit.id if unit else "",
            text=text,
            note={language: message.render(language) for language in UI_LANGUAGES},
            source=source,
            changes=changes,
        )


def _walk(clauses: Sequence[Clause]) -> Iterator[Clause]:
    for clause in clauses:
        yield clause
        yield from _walk(clause.clauses)
