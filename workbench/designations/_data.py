"""The bodies' data files."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_SHARED = "_shared.yaml"
_REGISTRY = "equivalences.yaml"


def _read(name: str) -> dict[str, Any]:
    text = (files("workbench.designations") / "data" / name).read_text(encoding="utf-8")
    content: dict[str, Any] = yaml.safe_load(text)
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
    folder = files("workbench.designations") / "data"
    names = sorted(item.name for item in folder.iterdir() if item.name.endswith(".yaml"))
    return tuple(_read(name) for name in names if name not in (_SHARED, _REGISTRY))


def words(name: str, inner: str = "") -> tuple[str, ...]:
    """The words of all languages under ``name`` (and ``inner``), longest first."""
    page = shared()[name][inner] if inner else shared()[name]
    return tuple(
        sorted({word for language in page.values() for word in language}, key=lambda w: (-len(w), w))
    )
