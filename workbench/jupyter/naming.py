"""What the codes of a comparison are called, from the catalogue that all front ends share."""

from typing import get_args

from workbench.divergence import Comparison, Severity
from workbench.jupyter.pages import Names
from workbench.messages import translate


def names_of(comparison: Comparison) -> Names:
    """The names of the codes in ``comparison``, in the user's language."""
    parts = {part for link in comparison.alignment for part in link.reasons}
    categories = {each.category for each in comparison.divergences}
    subs = {each.sub for each in comparison.divergences if each.sub}
    return Names(
        category={code: _name("category", code) for code in sorted(categories)},
        sub={code: _name("sub", code) for code in sorted(subs)},
        severity={code: _name("severity", code) for code in get_args(Severity)},
        degree=_name("degree", comparison.degree),
        part={code: _named(f"alignment.part.{code}", code) for code in sorted(parts)},
    )


def _name(kind: str, code: str) -> str:
    return _named(f"divergence.{kind}.{code}", code)


def _named(key: str, code: str) -> str:
    try:
        return translate(key)
    except KeyError:  # Families grow without the lab: what has no name yet is shown by its code.
        return code.replace("-", " ")
