"""The families of divergences: one module a family, each with a function ``find(context)``.

A new family is a new module in this package; nothing else has to be changed.
"""

from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from workbench.divergence.context import Context
from workbench.divergence.finding import Finding

Find = Callable[[Context], Iterator[Finding]]


@cache
def families() -> tuple[Find, ...]:
    """The ``find`` functions of all families, in the order of their modules' names."""
    names = sorted(module.name for module in iter_modules(__path__))
    return tuple(import_module(f"{__name__}.{name}").find for name in names)
