"""One language, compiled from its data file."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from workbench import userdata
from workbench.languages._errors import LanguageDataError
from workbench.languages._patterns import (
    NEVER,
    PhraseError,
    Phrases,
    Scanner,
    compiled,
    compiled_groups,
    scanning,
    scanning_groups,
)
from workbench.languages._schema import (
    ExampleData,
    FormData,
    LanguageData,
    SenseData,
    checked,
)

NEUTRAL = "zxx"
"""Code (ISO 639-2, no linguistic content) of the file with what holds in every language."""

_TABLES = ("units", "detection", "tolerance-classes")
"""Data files that are not about one language."""

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
    duals: Mapping[str, str]


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
    limit_after: re.Pattern[str]
    weak_before: re.Pattern[str]
    subordinate: re.Pattern[str]
    conjunctions: re.Pattern[str]
    kept: re.Pattern[str]
    procedure: re.Pattern[str]
    endure: re.Pattern[str]
    predicate: re.Pattern[str]
    test: re.Pattern[str]
    apparatus: re.Pattern[str]
    accuracy: re.Pattern[str]
    instruments: re.Pattern[str]
    classes: re.Pattern[str]
    specimens: re.Pattern[str]
    grade: re.Pattern[str]
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
    scales: re.Pattern[str]
    scale_values: Mapping[str, int]
    numerals: Numerals
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
    unit_leads: re.Pattern[str]
    ignore: Phrases
    designations: tuple[re.Pattern[str], ...]
    sentence_end: str
    sentence_spaced: bool
    abbreviations: re.Pattern[str]
    script: str
    examples: tuple[ExampleData, ...]


def available() -> tuple[str, ...]:
    """Codes of the languages that have a data file, shipped or the user's, in alphabetical order."""
    return tuple(sorted({*_shipped(), *_own()}))


@cache
def _shipped() -> frozenset[str]:
    folder = files("workbench.languages") / "data"
    names = (item.name for item in folder.iterdir() if item.name.endswith(".yaml"))
    return frozenset(name.removesuffix(".yaml") for name in names) - {NEUTRAL, *_TABLES}


@cache
def _own() -> Mapping[str, "Language"]:
    """The languages of the user's own files; one that is wrong is left out, and what is shipped stays.

    A file of the user's takes the place of the shipped one for its language.
    """
    found: dict[str, Language] = {}
    for file in userdata.user_files("languages", ".yaml", ".yml"):
        try:
            own = _read(file.read_bytes().decode("utf-8-sig"), str(file), file.stem)
            found[own.code] = own
        except LanguageDataError as error:
            userdata.leave_out(file, error)
        except (OSError, UnicodeDecodeError) as error:
            userdata.leave_out(file, LanguageDataError("languages.unreadable", file=str(file), problem=error))
        except Exception as error:
            # Whatever a user writes into a file, what is shipped goes on working.
            problem = f"{type(error).__name__}: {error}"
            userdata.leave_out(file, LanguageDataError("languages.unusable", file=str(file), problem=problem))
    return MappingProxyType(found)


def language(code: str) -> Language:
    """The language of a BCP 47 tag, by its primary subtag: ``zh-CN`` is ``zh``.

    A code without a data file gives what is the same in every language (``known`` is false).

    Raises:
        LanguageDataError: where a data file is wrong.
    """
    return _language(re.split(r"[-_]", code.strip().lower(), maxsplit=1)[0])


@cache
def _language(primary: str) -> Language:
    own = _own().get(primary)
    if own:
        return own
    if primary not in _shipped():
        return _compile(LanguageData(code=primary, name=primary), _neutral(), known=False)
    return _read(_source(primary), f"{primary}.yaml", primary)


def _source(code: str) -> str:
    return (files("workbench.languages") / "data" / f"{code}.yaml").read_text(encoding="utf-8")


@cache
def _neutral() -> LanguageData:
    """What holds in every language."""
    return checked(LanguageData, _source(NEUTRAL), f"{NEUTRAL}.yaml")


def _read(source: str, file: str, code: str) -> Language:
    """The language that a file holds, which must be named by the code that stands in it.

    Raises:
        LanguageDataError: naming file, line, and what is wrong.
    """
    if code in (NEUTRAL, *_TABLES) or not re.fullmatch(r"[a-z]{2,3}", code):
        raise LanguageDataError("languages.no-code", file=file, name=code)
    data = checked(LanguageData, source, file)
    if data.code != code:
        raise LanguageDataError("languages.other-code", file=file, line=1, code=data.code, name=code)
    try:
        return _compile(data, _neutral(), known=True)
    except PhraseError as error:
        raise LanguageDataError(
            "languages.bad-phrase",
            file=file,
            line=_line_of(error.phrase, source),
            phrase=error.phrase,
            problem=str(error),
        ) from error


def _line_of(phrase: str, source: str) -> int:
    """The line on which a phrase stands, of which alternatives at its beginning may have been written out."""
    ends = (phrase[start:] for start in range(len(phrase)))
    found = next((source.find(end) for end in ends if end in source), 0)
    return source.count("\n", 0, found) + 1


def _compile(data: LanguageData, neutral: LanguageData, *, known: bool) -> Language:
    boundaries = data.word_boundaries

    def pattern(*phrases: str, prefix: str = "", suffix: str = "") -> re.Pattern[str]:
        return compiled(phrases, word_boundaries=boundaries, prefix=prefix, suffix=suffix)

    def anywhere(phrases: tuple[str, ...]) -> Phrases:
        return scanning(phrases, word_boundaries=boundaries, clitics=data.clitics)

    return Language(
        code=data.code,
        name=data.name,
        known=known,
        word_boundaries=boundaries,
        clitics=data.clitics,
        decimal=data.numbers.decimal,
        group=data.numbers.group,
        minus=pattern(*data.numbers.minus, suffix=r"\s*$"),
        plus=pattern(*data.numbers.plus, suffix=r"\s*$"),
        scales=pattern(*map(re.escape, sorted(data.numbers.scales, key=len, reverse=True)), prefix=r"\s?"),
        scale_values=MappingProxyType({key.lower(): value for key, value in data.numbers.scales.items()}),
        numerals=_numerals(data),
        forms=MappingProxyType({name: _forms(data, name) for name in ("", *data.profiles)}),
        profiles=MappingProxyType(
            {
                name: compiled(profile.documents, word_boundaries=False)
                for name, profile in data.profiles.items()
            }
        ),
        comparators=_comparators(data, neutral),
        ranges=_ranges(data, neutral),
        roles=_roles(data),
        negations=_negations(data),
        statistics=_statistics(data),
        qualifiers=anywhere(data.qualifiers),
        polarity=scanning_groups(dict(data.polarity), word_boundaries=boundaries, clitics=data.clitics),
        counted=_counted(data),
        unit_leads=pattern(*data.unit_leads, suffix=r"[\s:：]*"),
        ignore=anywhere(data.ignore),
        designations=_designations(),
        sentence_end=data.sentences.end,
        sentence_spaced=data.sentences.spaced,
        abbreviations=pattern(*data.sentences.abbreviations, suffix="$"),
        script=data.script,
        examples=data.examples,
    )


@cache
def _designations() -> tuple[re.Pattern[str], ...]:
    """One pattern for each kind of text with digits that is no quantity in any language.

    They are not joined to one: a pattern that begins with a class of characters is searched for much faster.
    """
    neutral = _neutral()
    lists = {"bodies": neutral.bodies, "not_bodies": neutral.not_bodies}
    sources = []
    for source in neutral.ignore:
        for name, words in lists.items():
            source = source.replace(f"{{{name}}}", _behind_initials(words))
        sources.append(re.compile(source))
    return tuple(sources)


def _behind_initials(words: tuple[str, ...]) -> str:
    """What is left of ``words`` where their first letter has been read, longest first."""
    rest: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        rest.setdefault(word[0], []).append(re.escape(word[1:]))
    groups = (f"(?<={initial})(?:{'|'.join(endings)})" for initial, endings in rest.items())
    return f"(?:{'|'.join(groups)})"


def _numerals(data: LanguageData) -> Numerals:
    numerals = data.numerals
    boundaries = data.word_boundaries
    words = [*numerals.words, *numerals.multipliers, *numerals.fractions, *numerals.times, *numerals.duals]
    one = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))
    joint = numerals.joiner or (r"[\s-]" if boundaries else "")
    edge = (r"(?<![\w-])", r"(?![\w-])") if boundaries else ("", r"(?!\w)" if data.clitics else "")
    source = f"{edge[0]}(?:{one})(?:{joint}(?:{one}))*{edge[1]}"

    def pattern(phrases: tuple[str, ...], prefix: str = "", suffix: str = "") -> re.Pattern[str]:
        return compiled(phrases, word_boundaries=boundaries, prefix=prefix, suffix=suffix)

    return Numerals(
        pattern=_anywhere(source, words, spaced=boundaries or bool(data.clitics), clitics=data.clitics),
        words=MappingProxyType({key.lower(): value for key, value in numerals.words.items()}),
        multipliers=MappingProxyType(dict(numerals.multipliers)),
        fractions=MappingProxyType({key: _ratio(value) for key, value in numerals.fractions.items()}),
        times=MappingProxyType(dict(numerals.times)),
        articles=frozenset(numerals.articles),
        unit_needed=frozenset(numerals.unit_needed),
        not_before=pattern(numerals.not_before, prefix=r"\s*"),
        not_after=pattern(numerals.not_after, suffix=r"\s*$"),
        exclude=scanning(numerals.exclude, word_boundaries=boundaries, clitics=data.clitics),
        duals=MappingProxyType(dict(numerals.duals)),
    )


def _anywhere(source: str, words: list[str], *, spaced: bool, clitics: str) -> Phrases:
    """The numeral ``source``, which begins with one of ``words``."""
    if not words:
        return NEVER
    return Scanner([(word, source) for word in words], spaced=spaced, clitics=clitics)


def _counted(data: LanguageData) -> re.Pattern[str]:
    """A noun right after a number: what is counted. Function words and participles are none."""
    if not data.not_counted:
        return NEVER
    stop = compiled(data.not_counted, word_boundaries=True).pattern
    return re.compile(rf"\s((?!{stop})[^\W\d_]{{2,40}}(?:-[^\W\d_]{{1,40}})?)(?![\w-])", re.IGNORECASE)


def _ratio(text: str) -> Decimal:
    above, _, below = text.partition("/")
    return Decimal(above) / Decimal(below or 1)


def _forms(data: LanguageData, profile: str) -> Forms:
    entries = (*data.profiles[profile].forms, *data.forms) if profile else data.forms
    groups: dict[str, tuple[str, ...]] = {}
    seen: set[str] = set()
    for index, entry in enumerate(entries):
        groups[f"form{index}"] = tuple(p for p in entry.phrases if p not in seen)
        seen.update(entry.phrases)
    groups["none"] = data.not_forms
    groups["doubt"] = data.doubtful
    boundaries = data.word_boundaries

    def anywhere(phrases: tuple[str, ...]) -> Phrases:
        return scanning(phrases, word_boundaries=boundaries, clitics=data.clitics)

    return Forms(
        pattern=scanning_groups(groups, word_boundaries=boundaries, clitics=data.clitics),
        entries=MappingProxyType({f"form{index}": entry for index, entry in enumerate(entries)}),
        certain=anywhere(data.instructions.certain),
        likely=anywhere(data.instructions.likely),
        never=compiled(data.instructions.never, word_boundaries=boundaries),
    )


def _senses(data: LanguageData) -> dict[str, SenseData]:
    return {sense: getattr(data.comparators, sense) for sense in SENSES}


def _comparators(data: LanguageData, neutral: LanguageData) -> Comparators:
    own, common = _senses(data), _senses(neutral)
    boundaries = data.word_boundaries
    symbols = compiled_groups({sense: common[sense].before for sense in SENSES}, word_boundaries=False)

    def words(part: str, suffix: str = "") -> re.Pattern[str]:
        groups = {sense: getattr(own[sense], part) for sense in SENSES}
        return compiled_groups(groups, word_boundaries=boundaries, suffix=suffix)

    def pattern(phrases: tuple[str, ...], prefix: str = "", suffix: str = "") -> re.Pattern[str]:
        return compiled(phrases, word_boundaries=boundaries, prefix=prefix, suffix=suffix)

    comparators = data.comparators
    glue = pattern((*comparators.glue, *data.roles.grade))
    headers = compiled_groups(
        {s: (*own[s].header, *own[s].before, *own[s].after) for s in SENSES},
        word_boundaries=boundaries,
    )
    return Comparators(
        before=scanning_groups(
            {sense: own[sense].before for sense in SENSES},
            word_boundaries=boundaries,
            clitics=data.clitics,
        ),
        symbols=symbols,
        after=words("after"),
        loose=words("loose", rf"[\s:：=]*(?:{glue.pattern})?[\s:：=]*$"),
        header=_either(headers, symbols),
        implied=words("implied"),
        denial=pattern(comparators.not_, suffix=r"\s*$"),
        nobody=pattern(comparators.nobody, suffix=r"\s*$"),
        splits=tuple(
            Split(
                sense,
                pattern((part.verb,)),
                pattern((part.link,), suffix=r"\s?$") if part.link else None,
            )
            for sense in SENSES
            for part in own[sense].split
        ),
        glue=pattern((*comparators.glue, *data.roles.grade), prefix=r"\s*", suffix=r"\s*"),
        ratio=pattern(comparators.ratio),
        inclusive=pattern(comparators.inclusive, prefix=r"[\s,(]*", suffix=r"\)?"),
        links=pattern(comparators.links, prefix=r"(?:\s*", suffix=r")*\s*$"),
        changes=pattern(comparators.changes),
    )


def _either(words: re.Pattern[str], symbols: re.Pattern[str]) -> re.Pattern[str]:
    """Both patterns in one; the groups of the second get names of their own."""
    if words is NEVER or symbols is NEVER:
        return symbols if words is NEVER else words
    renamed = re.sub(r"\(\?P<(\w+)__(\d+)>", r"(?P<\1__symbol\g<2>>", symbols.pattern)
    return re.compile(f"{words.pattern}|{renamed}", re.IGNORECASE)


def _ranges(data: LanguageData, neutral: LanguageData) -> Ranges:
    own = data.ranges

    def pattern(phrases: tuple[str, ...], prefix: str, suffix: str) -> re.Pattern[str]:
        return compiled(phrases, word_boundaries=data.word_boundaries, prefix=prefix, suffix=suffix)

    symbols = compiled(neutral.ranges.to, word_boundaries=False).pattern
    words = pattern(own.to, "", "").pattern
    return Ranges(
        to=re.compile(rf"\s*(?:{symbols}|{words})\s*", re.IGNORECASE),
        between=pattern(own.between, "", r"\s*$"),
        and_=pattern(own.and_, r"\s*", r"\s*"),
        and_directly=pattern(own.and_, "", r"\s*$"),
        or_directly=pattern(own.or_, "", r"\s*$"),
        or_=pattern(own.or_, r"\s*", r"\s*"),
        joiners=pattern(own.joiners, r"[\s,，]*(?:", r"[\s,，]*)*$"),
        tolerance=pattern(own.tolerance, r"[\s,，;；(]*", r"[\s:：(]*"),
        tolerance_before=pattern(own.tolerance, "", r"[\s:：(]*$"),
    )


def _roles(data: LanguageData) -> Roles:
    own = data.roles

    def pattern(phrases: tuple[str, ...], prefix: str = "", suffix: str = "") -> re.Pattern[str]:
        return compiled(phrases, word_boundaries=data.word_boundaries, prefix=prefix, suffix=suffix)

    return Roles(
        condition_before=pattern(own.condition_before, suffix=r"\s*\(?$"),
        condition_after=pattern(own.condition_after, prefix=r"[\s)]*"),
        limit_after=pattern(own.limit_after, prefix=r"[\s)]*"),
        weak_before=pattern(own.weak_before, suffix=r"\s*\(?$"),
        subordinate=pattern(own.subordinate, prefix=r"[\s,，;；:(]*"),
        conjunctions=pattern(own.conjunctions, suffix=r"(?:\s+[^\W\d_]{1,30}){0,3}\s*$"),
        kept=pattern(own.kept),
        procedure=pattern(own.procedure),
        endure=pattern(own.endure),
        predicate=pattern(own.predicate, prefix=r"[\s,，]*", suffix=r"[\s:：]*"),
        test=pattern(own.test),
        apparatus=pattern(own.apparatus),
        accuracy=pattern(own.accuracy),
        instruments=pattern(own.instruments),
        classes=pattern(own.classes),
        specimens=pattern(own.specimens),
        grade=pattern(own.grade),
        difference=pattern(own.difference),
        characteristic_after=pattern(own.characteristic_after),
        strip_left=pattern(own.characteristic_strip, prefix=r"^[\s,，:()]*"),
        strip_right=pattern(own.characteristic_strip, suffix=r"[\s,，:()]*$"),
        rate_before=pattern(own.rate_before, suffix=r"\s*"),
    )


def _negations(data: LanguageData) -> Phrases:
    groups = {"negation": data.negations, "none": data.not_negations}
    return scanning_groups(groups, word_boundaries=data.word_boundaries, clitics=data.clitics)


def _statistics(data: LanguageData) -> Phrases:
    groups = {str(name): phrases for name, phrases in data.statistics.items()}
    return scanning_groups(groups, word_boundaries=data.word_boundaries, clitics=data.clitics)
