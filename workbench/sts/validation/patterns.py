"""Content models as patterns that take one child element at a time.

The derivative of a pattern by a name is the pattern of what may follow (Brzozowski 1964; for RELAX NG:
James Clark, "An algorithm for RELAX NG validation", 2002). Patterns are built once for each distinct
structure, so that derivatives are kept with them and a second look costs one dictionary access.
"""

from collections.abc import Iterable
from functools import cache, cached_property


class Pattern:
    """What children may stand from here on."""

    nullable = False
    """Whether nothing more needs to follow."""

    @cached_property
    def first(self) -> frozenset[str]:
        """Names that may stand next."""
        return frozenset()

    @cached_property
    def alphabet(self) -> frozenset[str]:
        """Names that may stand anywhere from here on."""
        return frozenset()

    @cached_property
    def _derivatives(self) -> dict[str, "Pattern"]:
        return {}

    def after(self, name: str) -> "Pattern":
        """What may follow an element ``name`` (Clark notation); :data:`NOTHING` where it may not stand."""
        known = self._derivatives
        if name not in known:
            known[name] = self._derive(name)
        return known[name]

    def _derive(self, name: str) -> "Pattern":
        return NOTHING

    def takes_foreign(self, namespace: str) -> bool:
        """Whether any element of ``namespace`` may stand somewhere here."""
        return False


class _Nothing(Pattern):
    pass


class _Empty(Pattern):
    nullable = True


NOTHING: Pattern = _Nothing()
"""Matches no children at all, not even none."""

EMPTY: Pattern = _Empty()
"""Matches exactly no children."""


def _namespace(name: str) -> str:
    return name[1:].partition("}")[0] if name.startswith("{") else ""


class _Names(Pattern):
    """One element with one of these names."""

    def __init__(self, names: frozenset[str]) -> None:
        self.names = names

    @cached_property
    def first(self) -> frozenset[str]:
        return self.names

    @cached_property
    def alphabet(self) -> frozenset[str]:
        return self.names

    def _derive(self, name: str) -> Pattern:
        return EMPTY if name in self.names else NOTHING


class _Foreign(Pattern):
    """One element of any namespace but these."""

    def __init__(self, excluded: frozenset[str]) -> None:
        self.excluded = excluded

    def _derive(self, name: str) -> Pattern:
        return EMPTY if self.takes_foreign(_namespace(name)) else NOTHING

    def takes_foreign(self, namespace: str) -> bool:
        return namespace not in self.excluded


class _Choice(Pattern):
    def __init__(self, options: frozenset[Pattern]) -> None:
        self.options = options
        self.nullable = any(option.nullable for option in options)

    @cached_property
    def first(self) -> frozenset[str]:
        return frozenset().union(*(option.first for option in self.options))

    @cached_property
    def alphabet(self) -> frozenset[str]:
        return frozenset().union(*(option.alphabet for option in self.options))

    def _derive(self, name: str) -> Pattern:
        return choice(option.after(name) for option in self.options)

    def takes_foreign(self, namespace: str) -> bool:
        return any(option.takes_foreign(namespace) for option in self.options)


class _Sequence(Pattern):
    def __init__(self, head: Pattern, rest: Pattern) -> None:
        self.head, self.rest = head, rest
        self.nullable = head.nullable and rest.nullable

    @cached_property
    def first(self) -> frozenset[str]:
        return self.head.first | self.rest.first if self.head.nullable else self.head.first

    @cached_property
    def alphabet(self) -> frozenset[str]:
        return self.head.alphabet | self.rest.alphabet

    def _derive(self, name: str) -> Pattern:
        within = sequence(self.head.after(name), self.rest)
        return choice((within, self.rest.after(name))) if self.head.nullable else within

    def takes_foreign(self, namespace: str) -> bool:
        return self.head.takes_foreign(namespace) or self.rest.takes_foreign(namespace)


class _OneOrMore(Pattern):
    def __init__(self, item: Pattern) -> None:
        self.item = item
        self.nullable = item.nullable

    @cached_property
    def first(self) -> frozenset[str]:
        return self.item.first

    @cached_property
    def alphabet(self) -> frozenset[str]:
        return self.item.alphabet

    def _derive(self, name: str) -> Pattern:
        return sequence(self.item.after(name), choice((EMPTY, self)))

    def takes_foreign(self, namespace: str) -> bool:
        return self.item.takes_foreign(namespace)


@cache
def names(allowed: frozenset[str]) -> Pattern:
    """One element with one of ``allowed`` names (Clark notation)."""
    return _Names(allowed)


@cache
def foreign(excluded: frozenset[str]) -> Pattern:
    """One element of any namespace but the ``excluded`` ones."""
    return _Foreign(excluded)


@cache
def sequence(head: Pattern, rest: Pattern) -> Pattern:
    """``head``, then ``rest``."""
    if head is NOTHING or rest is NOTHING:
        return NOTHING
    if head is EMPTY:
        return rest
    if rest is EMPTY:
        return head
    if isinstance(head, _Sequence):
        return sequence(head.head, sequence(head.rest, rest))
    return _Sequence(head, rest)


def choice(options: Iterable[Pattern]) -> Pattern:
    """One of ``options``; names beside each other become one set, so that big classes stay quick."""
    found: set[Pattern] = set()
    simple: frozenset[str] = frozenset()
    for option in options:
        for part in option.options if isinstance(option, _Choice) else (option,):
            if isinstance(part, _Names):
                simple |= part.names
            elif part is not NOTHING:
                found.add(part)
    if simple:
        found.add(names(simple))
    return _choice(frozenset(found))


@cache
def _choice(options: frozenset[Pattern]) -> Pattern:
    if not options:
        return NOTHING
    return next(iter(options)) if len(options) == 1 else _Choice(options)


@cache
def one_or_more(item: Pattern) -> Pattern:
    """``item`` once or repeatedly."""
    return item if item is NOTHING or item is EMPTY else _OneOrMore(item)


def optional(item: Pattern) -> Pattern:
    """``item`` or nothing."""
    return choice((EMPTY, item))
