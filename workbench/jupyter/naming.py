"""What the codes of a comparison are called, from the catalogue that all front ends share."""

import re
from typing import get_args

from workbench.decisions import ReasonType
from workbench.divergence import Comparison, Nature, Severity
from workbench.divergence.model import KeyPart
from workbench.divergence.perspectives import PerspectiveError, check, names
from workbench.divergence.perspectives.export import countries
from workbench.jupyter.pages import Country, Names, Purpose
from workbench.messages import translate, ui_language

_ORDER = ("revision", "adoption", "translation", "advanced", "iso-proposal", "export")
"""Purposes in the order of a draft's life; a user's own come after them."""


def names_of(comparison: Comparison) -> Names:
    """The names of the codes in ``comparison``, in the user's language."""
    parts = {part for link in comparison.alignment for part in link.reasons}
    found = (*comparison.divergences, *comparison.rejected)
    categories = {each.category for each in found}
    subs = {each.sub for each in found if each.sub}
    return Names(
        category={code: _name("category", code) for code in sorted(categories)},
        sub={code: _name("sub", code) for code in sorted(subs)},
        severity={code: _name("severity", code) for code in get_args(Severity)},
        nature={code: _name("nature", code) for code in get_args(Nature)},
        degree=_name("degree", comparison.degree),
        claimed=_name("degree", comparison.claimed) if comparison.claimed else "",
        part={code: _named(f"alignment.part.{code}", code) for code in sorted(parts)},
        key={code: _name("key", code) for code in get_args(KeyPart)},
        reason_type={code: _named(f"divergence.reason-type.{code}", code) for code in get_args(ReasonType)},
    )


def purposes() -> tuple[Purpose, ...]:
    """What a comparison can be read as, in the user's language."""
    known = names()
    ordered = (*(name for name in _ORDER if name in known), *(name for name in known if name not in _ORDER))
    return tuple(map(_purpose, ordered))


def _purpose(name: str) -> Purpose:
    needs_country = False
    try:
        perspective = check(name)
    except PerspectiveError:
        needs_country = True
        perspective = check(f"{name}:{next(iter(countries()))}")
    return Purpose(
        perspective="" if needs_country else name,
        # "Adoption: degree of correspondence": a list of purposes needs the first words only.
        name=re.split("[:\N{FULLWIDTH COLON}]", perspective.title[ui_language()])[0],
        countries=tuple(
            Country(perspective=f"{name}:{code}", name=str(country[ui_language()]))
            for code, country in countries().items()
            if needs_country
        ),
    )


def _name(kind: str, code: str) -> str:
    return _named(f"divergence.{kind}.{code}", code)


def _named(key: str, code: str) -> str:
    try:
        return translate(key)
    except KeyError:  # Families grow without the lab: what has no name yet is shown by its code.
        return code.replace("-", " ")
