"""The rules of an upgrade: one module a matter, each with a function ``find(draft)``.

A new matter is a new module in this package; nothing else has to be changed.
"""

from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from workbench.divergence.upgrading.draft import Draft
from workbench.divergence.upgrading.model import UpgradeStep

Find = Callable[[Draft], Iterator[UpgradeStep]]


@cache
def rules() -> tuple[Find, ...]:
    """The ``find`` functions of all modules, in the order of their names."""
    names = sorted(module.name for module in iter_modules(__path__))
    return tuple(import_module(f"{__name__}.{name}").find for name in names)
