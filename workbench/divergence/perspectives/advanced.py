"""Advancedness (先进性) of a draft against one reference: verdict of each index, gates G1 to G6.

The bar (国内一流、国际先进: first-class at home, advanced abroad) is that of the Zhejiang Made brand, the
method of counting ours (taxonomy, clause 7). One comparison sees one baseline: what needs others (national
and international ones together, reports of tests) is left open, and a panel decides.
"""

from collections.abc import Sequence

from workbench.designations import Designation
from workbench.divergence.model import Comparison, Index
from workbench.divergence.perspectives.judging import designation_of
from workbench.divergence.views import Gate, IndexVerdict, View
from workbench.languages.lexicon import mentions
from workbench.messages import UI_LANGUAGES, Message

_ENOUGH = 3
"""Core indices that have to be leading or new (gate G4)."""

_INCOMPARABLE = 0.3
"""Share of core indices that may be incomparable (gate G6)."""

_ADVANCED = frozenset({"leading", "domestic-lead", "new"})


def conclude(comparison: Comparison, view: View, asked: str) -> View:
    """The verdict of each index and the gates; core indices are those with a star, all where none has one."""
    reference = designation_of(comparison.reference.designation)
    verdicts = [_verdict(index, abroad=_is_abroad(reference)) for index in comparison.indices]
    starred = [place for place, index in enumerate(comparison.indices) if index.core]
    core = starred or list(range(len(verdicts)))
    codes = [verdicts[place] for place in core]
    named = tuple(
        IndexVerdict(
            index=place,
            code=code,
            name={language: _named(f"divergence.advanced.{code}", language) for language in UI_LANGUAGES},
        )
        for place, code in enumerate(verdicts)
    )
    gates = _gates(comparison, view, core, codes)
    key = "divergence.advanced.starred" if starred else "divergence.advanced.no-star"
    conclusion = {
        language: Message(
            key,
            {
                "core": len(core),
                "advanced": sum(code in _ADVANCED for code in codes),
                "par": sum(code.startswith("par") for code in codes),
                "behind": codes.count("behind"),
                "incomparable": codes.count("incomparable"),
                "failed": tuple(gate.id for gate in gates if gate.passed is False) or "–",
            },
        ).render(language)
        for language in UI_LANGUAGES
    }
    return view.model_copy(update={"conclusion": conclusion, "indices": named, "gates": gates})


def _named(key: str, language: str, **values: object) -> str:
    return Message(key, values).render(language)


def _is_abroad(reference: Designation | None) -> bool:
    """Whether the baseline is an international or foreign one; a Chinese one is domestic."""
    return reference is None or "CN" not in reference.countries


def _verdict(index: Index, *, abroad: bool) -> str:
    if index.verdict == "new":
        return "new"
    if index.verdict in ("equal", "marginal"):
        return "par-int" if abroad else "par-dom"
    if index.verdict == "stricter" or (index.verdict == "conflicting" and index.better):
        return "leading" if abroad else "domestic-lead"
    if index.verdict == "looser" or (index.verdict == "conflicting" and index.better is False):
        return "behind"
    return "incomparable"


def _gates(comparison: Comparison, view: View, core: Sequence[int], codes: Sequence[str]) -> tuple[Gate, ...]:
    mandatory = mentions("mandatory", comparison.reference.designation, "")
    below = sum(verdict.code == "gate" for verdict in view.verdicts)
    untested = [
        place
        for place, code in zip(core, codes, strict=True)
        if code in _ADVANCED and not comparison.indices[place].draft_method
    ]
    advanced = sum(code in _ADVANCED for code in codes)
    incomparable = codes.count("incomparable")
    share = incomparable / max(1, len(codes))
    states: tuple[tuple[str, bool | None, dict[str, object]], ...] = (
        ("G1", below == 0 if mandatory else None, {"count": below}),
        ("G2", "behind" not in codes, {"count": codes.count("behind")}),
        ("G3", None, {}),
        ("G4", advanced >= _ENOUGH, {"count": advanced, "needed": _ENOUGH}),
        ("G5", not untested, {"count": len(untested)}),
        ("G6", share <= _INCOMPARABLE, {"count": incomparable, "share": round(100 * share)}),
    )
    return tuple(
        Gate(
            id=name,
            passed=passed,
            note={
                language: _named(f"divergence.advanced.{name}", language, **values)
                for language in UI_LANGUAGES
            },
        )
        for name, passed, values in states
    )
