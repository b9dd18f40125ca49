"""The bodies' data files."""

from functools import cache
from typing import Any

from workbench.resources import data_files, read_data

_SHARED = "_shared.yaml"
_REGISTRY = "equivalences.yaml"


def _read(name: str) -> dict[str, Any]:
    content: dict[str, Any] = read_data("workbench.designations", "data", name)
    return content


@cache
def shared() -> dict[str, Any]:
    """What all bodies share: fragments of patterns, folding, degrees, cue words by language."""
    return _read(_SHARED)


@cache
def registry() -> dict[str, Any]:
    """The open registry of equivalences."""
    return _read(_REGISTRY)


@cache
def bodies() -> tuple[dict[str, Any], ...]:
    """Every body's page, one a file."""
    names = data_files("workbench.designations", "data")
    return tuple(_read(name) for name in names if name not in (_SHARED, _REGISTRY))


def words(name: str, inner: str = "") -> tuple[str, ...]:
    """The words of all languages under ``name`` (and ``inner``), longest first."""
    page = shared()[name][inner] if inner else shared()[name]
    return tuple(
        sorted({word for language in page.values() for word in language}, key=lambda w: (-len(w), w))
    )
