"""What stands between the draft and the international document that it was compared with."""

from collections.abc import Iterator

from workbench.divergence.model import Divergence
from workbench.divergence.perspectives import judge
from workbench.divergence.upgrading.draft import Draft
from workbench.divergence.upgrading.model import UpgradeStep, Weight
from workbench.divergence.upgrading.rules.chapters import doomed

_PERSPECTIVES = {"gb": "adoption", "iso": "iso-proposal"}
_WEIGHTS: dict[str, Weight] = {
    "fix": "blocker", "list": "blocker", "explain": "blocker", "state": "blocker", "undo": "advice",
    "blocker": "blocker", "burden": "burden", "justify": "burden",
}  # fmt: skip
_TOLD_BY_OTHERS = frozenset({"CA", "LG", "EX", "DP", "NR"})
"""Categories that the rules about the draft itself tell with the change."""


def find(draft: Draft) -> Iterator[UpgradeStep]:
    """One step for each finding that stops or burdens the way, as the perspective of the target judges it."""
    comparison = draft.comparison
    if comparison is None:
        return
    gone = doomed(draft)
    units = {unit.id: unit for unit in draft.units}
    found: dict[str, Divergence] = {one.id: one for one in comparison.divergences}
    for verdict in judge(comparison, _PERSPECTIVES[draft.target]).verdicts:
        weight = _WEIGHTS.get(verdict.code)
        one = found[verdict.finding]
        told = one.category in _TOLD_BY_OTHERS or (one.category, one.sub) == ("AD", "reference")
        if weight is None or (draft.target == "iso" and told):
            continue
        unit = next((units[name] for name in one.draft if name in units), None)
        if unit and unit.chapter and unit.chapter.number in gone:
            continue
        step = draft.step(
            "counterpart",
            weight,
            unit,
            source=one.id,
            finding=one.id,
            reference=comparison.reference.designation,
        )
        note = {language: f"{one.note[language]} {verdict.note[language]}" for language in step.note}
        yield step.model_copy(update={"note": note})
