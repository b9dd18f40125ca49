"""The shipped data files, and what is remembered of them."""

from collections.abc import Callable, Iterable
from functools import cache
from importlib.resources import files
from typing import Any, ParamSpec, Protocol, TypeVar, cast

from workbench.resources import data_files, read_data

PACKAGE = "workbench.designations"
_SHARED = "_shared.yaml"
_SLIPS = "_slips.yaml"
EQUIVALENCES = "equivalences.yaml"

_Arguments = ParamSpec("_Arguments")
_Result = TypeVar("_Result")


class _Cached(Protocol):
    def cache_clear(self) -> None: ...


_remembered: list[_Cached] = []


def remembered(function: Callable[_Arguments, _Result]) -> Callable[_Arguments, _Result]:
    """:func:`functools.cache` for what depends on the user's files: :func:`reload` forgets it."""
    cached = cache(function)
    _remembered.append(cached)
    return cast(Callable[_Arguments, _Result], cached)


def also_forget(cached: _Cached) -> None:
    """Let :func:`reload` clear one more cache."""
    _remembered.append(cached)


def reload() -> None:
    """Read the user's bodies and equivalences anew, for a session in which they were edited."""
    for cached in _remembered:
        cached.cache_clear()


def _read(name: str) -> dict[str, Any]:
    content: dict[str, Any] = read_data(PACKAGE, "data", name)
    return content


@cache
def shared() -> dict[str, Any]:
    """What all bodies share: fragments of patterns, folding, degrees, cue words by language."""
    return _read(_SHARED)


@cache
def slips() -> dict[str, Any]:
    """How designations are miswritten."""
    return _read(_SLIPS)


def shipped_text(name: str) -> str:
    """The text of a shipped data file."""
    return files(PACKAGE).joinpath("data", name).read_text(encoding="utf-8")


def body_files() -> tuple[str, ...]:
    """Names of the shipped files of bodies, one a body or a family of them."""
    names = data_files(PACKAGE, "data")
    return tuple(name for name in names if name not in (_SHARED, _SLIPS, EQUIVALENCES))


def words(*path: str) -> tuple[str, ...]:
    """The words of all languages under ``path``, longest first."""
    page: Any = shared()
    for step in path:
        page = page[step]
    return longest_first(word for language in page.values() for word in language)


def longest_first(found: Iterable[str]) -> tuple[str, ...]:
    """``found`` without repetitions, longest first."""
    return tuple(sorted(set(found), key=lambda word: (-len(word), word)))
