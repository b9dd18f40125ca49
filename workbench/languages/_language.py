"""One language, ready to read with."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from workbench.languages._patterns import Phrases
from workbench.languages._schema import ExampleData, FormData

SENSES = ("at_least", "at_most", "more_than", "less_than", "up_to", "from_", "better", "better_than")


@dataclass(frozen=True)
class Numerals:
    """Numbers written in words."""

    pattern: Phrases
    words: Mapping[str, int]
    multipliers: Mapping[str, int]
    fractions: Mapping[str, Decimal]
    times: Mapping[str, int]
    articles: frozenset[str]
    unit_needed: frozenset[str]
    not_before: re.Pattern[str]
    not_after: re.Pattern[str]
    exclude: Phrases
    amounts: Mapping[str, tuple[Decimal, str]]
    """Words that are a number of a unit, with its UCUM code."""
    added: re.Pattern[str]
    fractions_added: Mapping[str, Decimal]
    """By the name of the group of ``added``."""
    of: re.Pattern[str]
    of_words: frozenset[str]
    between: re.Pattern[str]
    adjectives: re.Pattern[str]
    """The ends of words that make an adjective of a unit; the groups name the unit."""
    units_of_adjectives: Mapping[str, str]
    """By the name of the group of ``adjectives``, the UCUM code."""


@dataclass(frozen=True)
class Frequencies:
    """How often something happens in a period."""

    times: re.Pattern[str]
    bare: Phrases
    per: re.Pattern[str]
    every: re.Pattern[str]
    first: bool


@dataclass(frozen=True)
class Split:
    """A comparator in two parts."""

    sense: str
    verb: re.Pattern[str]
    link: re.Pattern[str] | None


@dataclass(frozen=True)
class Comparators:
    """What makes a number a bound. The patterns' groups name the sense."""

    before: Phrases
    symbols: re.Pattern[str]
    after: re.Pattern[str]
    loose: re.Pattern[str]
    header: re.Pattern[str]
    implied: re.Pattern[str]
    denial: re.Pattern[str]
    nobody: re.Pattern[str]
    splits: tuple[Split, ...]
    glue: re.Pattern[str]
    ratio: re.Pattern[str]
    ratio_under: re.Pattern[str]
    inclusive: re.Pattern[str]
    links: re.Pattern[str]
    changes: re.Pattern[str]


@dataclass(frozen=True)
class Ranges:
    """How two numbers become one range."""

    to: re.Pattern[str]
    between: re.Pattern[str]
    and_: re.Pattern[str]
    and_directly: re.Pattern[str]
    or_directly: re.Pattern[str]
    or_: re.Pattern[str]
    joiners: re.Pattern[str]
    tolerance: re.Pattern[str]
    tolerance_before: re.Pattern[str]


@dataclass(frozen=True)
class Roles:
    """What tells the parts that quantities play."""

    condition_before: re.Pattern[str]
    condition_after: re.Pattern[str]
    moment_after: re.Pattern[str]
    limit_after: re.Pattern[str]
    weak_before: re.Pattern[str]
    subordinate: re.Pattern[str]
    conjunctions: re.Pattern[str]
    kept: re.Pattern[str]
    procedure: re.Pattern[str]
    endure: re.Pattern[str]
    predicate: re.Pattern[str]
    products: re.Pattern[str]
    test: re.Pattern[str]
    apparatus: re.Pattern[str]
    accuracy: re.Pattern[str]
    instruments: re.Pattern[str]
    classes: re.Pattern[str]
    specimens: re.Pattern[str]
    grade: re.Pattern[str]
    graded: re.Pattern[str]
    difference: re.Pattern[str]
    characteristic_after: re.Pattern[str]
    strip_left: re.Pattern[str]
    strip_right: re.Pattern[str]
    rate_before: re.Pattern[str]


@dataclass(frozen=True)
class Forms:
    """Verbal forms, for one profile."""

    pattern: Phrases
    entries: Mapping[str, FormData]
    certain: Phrases
    likely: Phrases
    never: re.Pattern[str]
    relative: re.Pattern[str]


@dataclass(frozen=True)
class Language:
    """What is known about a language, ready to read with.

    ``known`` is false for a code without a data file: then only what is the same in all languages is read.
    """

    code: str
    name: str
    known: bool
    word_boundaries: bool
    clitics: str
    decimal: str
    group: str | None
    minus: re.Pattern[str]
    plus: re.Pattern[str]
    below_zero: re.Pattern[str]
    above_zero: re.Pattern[str]
    scales: re.Pattern[str]
    scale_values: Mapping[str, int]
    numerals: Numerals
    frequencies: Frequencies
    forms: Mapping[str, Forms]
    profiles: Mapping[str, re.Pattern[str]]
    comparators: Comparators
    ranges: Ranges
    roles: Roles
    negations: Phrases
    statistics: Phrases
    qualifiers: Phrases
    polarity: Phrases
    counted: re.Pattern[str]
    measures: re.Pattern[str]
    unit_leads: re.Pattern[str]
    ignore: Phrases
    designations: tuple[re.Pattern[str], ...]
    sentence_end: str
    sentence_spaced: bool
    abbreviations: re.Pattern[str]
    script: str
    stemmer: str
    written_together: re.Pattern[str]
    examples: tuple[ExampleData, ...]
