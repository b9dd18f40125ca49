"""Export: whether what conforms to the draft can be sold in a country, by that country's standard."""

from functools import cache

from workbench.divergence.model import Comparison
from workbench.divergence.perspectives.judging import PerspectiveError, designation_of
from workbench.divergence.views import Gate, View
from workbench.messages import UI_LANGUAGES, Message
from workbench.resources import read_data

_STOPS = frozenset({"blocker", "adjust"})


@cache
def countries() -> dict[str, dict[str, object]]:
    """What is known of each country, by ISO 3166 code (``GC`` the Gulf region, ``EU``)."""
    known: dict[str, dict[str, object]] = read_data("workbench.divergence.perspectives", "countries.yaml")
    return known


def conclude(comparison: Comparison, view: View, asked: str) -> View:
    """Whether what conforms to the draft can go there, and by which scheme of conformity.

    Raises:
        PerspectiveError: where the country is not known.
    """
    code = asked.upper()
    country = countries().get(code)
    if country is None:
        raise PerspectiveError(
            "divergence.perspective.no-country", country=asked, known=", ".join(sorted(countries()))
        )
    found = {verdict.code for verdict in view.verdicts}
    stops = [verdict for verdict in view.verdicts if verdict.code in _STOPS]
    key = "blocked" if "blocker" in found else "changes" if stops else "tests" if "test" in found else "as-is"
    conclusion, route, whose = {}, {}, {}
    for language in UI_LANGUAGES:
        name = country[language]
        conclusion[language] = Message(
            f"divergence.export.{key}", {"country": name, "count": len(stops)}
        ).render(language)
        has_route = "route" if country["route"] else "no-route"
        route[language] = Message(
            f"divergence.export.{has_route}", {"country": name, "route": country["route"]}
        ).render(language)
        whose[language] = Message(
            "divergence.export.of" if _is_of(comparison, code) else "divergence.export.not-of",
            {"country": name, "reference": comparison.reference.designation},
        ).render(language)
    gates = (
        Gate(id="reference", passed=_is_of(comparison, code), note=whose),
        Gate(id="conformity", passed=None, note=route),
    )
    return view.model_copy(update={"conclusion": conclusion, "gates": gates})


def _is_of(comparison: Comparison, code: str) -> bool:
    """Whether the reference is a standard of the country, by its designation or its prefix."""
    designation = designation_of(comparison.reference.designation)
    if designation is not None and code in designation.countries:
        return True
    prefixes = countries()[code]["prefixes"]
    assert isinstance(prefixes, list)
    return any(comparison.reference.designation.startswith(f"{prefix} ") for prefix in prefixes)
