"""The way to a higher level, and taking its steps."""

from collections.abc import Collection, Iterable

from workbench.divergence.model import Comparison
from workbench.divergence.upgrading.draft import Draft
from workbench.divergence.upgrading.model import Change, Target, UpgradePath, UpgradeStep
from workbench.divergence.upgrading.rules import rules
from workbench.messages import UserError
from workbench.sts import Standard, edit

_ORDER = ("blocker", "burden", "advice")


class UpgradeError(UserError):
    """A step that does not exist, or that nobody can take by program."""


def upgrade(standard: Standard, target: Target, comparison: Comparison | None = None) -> UpgradePath:
    """What has to change in a draft so that it can be proposed as a national or international standard.

    ``comparison`` is with the ISO or IEC document of the same matter, where there is one: then its
    divergences are steps too.
    """
    draft = Draft(standard, target, comparison)
    places = {unit.id: unit.index for unit in draft.units}
    numbers = {clause.number: place for place, clause in enumerate(draft.clauses)}
    steps = {step.id: step for find in rules() for step in find(draft)}

    def order(step: UpgradeStep) -> tuple[int, int, int]:
        place = places.get(step.provision, -1)
        return _ORDER.index(step.weight), numbers.get(step.clause, len(numbers)), place

    return UpgradePath(
        designation=standard.designation,
        target=target,
        against=comparison.reference.designation if comparison else "",
        degree=comparison.degree if comparison else "",
        steps=tuple(sorted(steps.values(), key=order)),
    )


def apply_steps(standard: Standard, path: UpgradePath, ids: Collection[str]) -> tuple[UpgradeStep, ...]:
    """Take the steps of ``ids`` in the tree of ``standard``; gives those that were taken.

    Raises:
        UpgradeError: for an id that no step has, and for a step without a change.
        StsError: where the document does not allow it.
    """
    by_id = {step.id: step for step in path.steps}
    for name in ids:
        step = by_id.get(name)
        if step is None:
            raise UpgradeError("divergence.upgrade.no-step", id=name)
        if not step.changes:
            raise UpgradeError("divergence.upgrade.no-change", id=name)
    chosen = [step for step in path.steps if step.id in ids]
    for change in _texts_first(change for step in chosen for change in step.changes):
        _apply(standard, change)
    if any(change.kind != "text" for step in chosen for change in step.changes):
        edit.renumber(standard)
    return tuple(chosen)


def _texts_first(changes: Iterable[Change]) -> list[Change]:
    """Texts before deletions: what is deleted needs no other text, and ids hold as long as texts do."""
    return sorted(
        changes, key=lambda change: ("text", "delete-provision", "delete-clause").index(change.kind)
    )


def _apply(standard: Standard, change: Change) -> None:
    if change.kind == "delete-clause":
        edit.delete(standard.clause(change.target), force=True)
    elif change.kind == "delete-provision":
        edit.delete(standard.provision(change.target), force=True)
    else:
        provision = standard.provision(change.target)
        # Two steps can change one text: each changes its own words of what is there now.
        edit.set_text(provision, _merged(provision.text, change))


def _merged(text: str, change: Change) -> str:
    """``text`` with the words replaced in which the change's new text differs from its old one."""
    if text == change.old:
        return change.new
    start = 0
    while start < min(len(change.old), len(change.new)) and change.old[start] == change.new[start]:
        start += 1
    end = 0
    while (
        end < min(len(change.old), len(change.new)) - start and change.old[-1 - end] == change.new[-1 - end]
    ):
        end += 1
    old, new = change.old[start : len(change.old) - end], change.new[start : len(change.new) - end]
    context = change.old[max(0, start - 3) : start]
    return text.replace(context + old, context + new, 1)
