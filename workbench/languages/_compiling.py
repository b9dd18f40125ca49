"""From the data file of a language to patterns that read it."""

import re
from decimal import Decimal
from functools import cache
from types import MappingProxyType

from workbench.languages._language import (
    SENSES,
    Comparators,
    Forms,
    Frequencies,
    Language,
    Numerals,
    Ranges,
    Roles,
    Split,
)
from workbench.languages._patterns import (
    NEVER,
    Phrases,
    Scanner,
    check,
    compiled,
    compiled_groups,
    scanning,
    scanning_groups,
)
from workbench.languages._schema import LanguageData, SenseData


def compiled_language(data: LanguageData, neutral: LanguageData, *, known: bool) -> Language:
    """The language of ``data``, with ``neutral``, what holds in every language.

    Raises:
        PhraseError: where a phrase is no regular expression.
    """
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
        below_zero=pattern(*data.numbers.below_zero),
        above_zero=pattern(*data.numbers.above_zero),
        scales=pattern(*map(re.escape, sorted(data.numbers.scales, key=len, reverse=True)), prefix=r"\s?"),
        scale_values=MappingProxyType({key.lower(): value for key, value in data.numbers.scales.items()}),
        numerals=_numerals(data),
        frequencies=_frequencies(data),
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
        measures=pattern(*data.measures),
        unit_leads=pattern(*data.unit_leads, suffix=r"[\s:：]*"),
        ignore=anywhere(data.ignore),
        designations=_designations(neutral.ignore, neutral.bodies, neutral.not_bodies),
        sentence_end=data.sentences.end,
        sentence_spaced=data.sentences.spaced,
        abbreviations=pattern(*data.sentences.abbreviations, suffix="$"),
        script=data.script,
        stemmer=data.stemmer.algorithm if data.stemmer else "",
        written_together=_written_together(data),
        examples=data.examples,
    )


def _written_together(data: LanguageData) -> re.Pattern[str]:
    pattern = data.stemmer.written_together if data.stemmer else ""
    return compiled([pattern] if pattern else [], word_boundaries=False, prefix="^")


@cache
def _designations(
    ignore: tuple[str, ...], bodies: tuple[str, ...], not_bodies: tuple[str, ...]
) -> tuple[re.Pattern[str], ...]:
    """One pattern for each kind of text with digits that is no quantity in any language.

    They are not joined to one: a pattern that begins with a class of characters is searched for much faster.
    """
    lists = {"bodies": bodies, "not_bodies": not_bodies}
    sources = []
    for source in ignore:
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
    amounts = {word: (Decimal(2), ucum) for word, ucum in numerals.duals.items()}
    for word, amount in numerals.amounts.items():
        number, _, ucum = amount.partition(" ")
        amounts[word] = (_ratio(number), ucum)
    joining = [*numerals.words, *numerals.multipliers, *numerals.fractions]
    alone = [*numerals.times, *amounts]
    added = {f"added{index}": (phrase,) for index, phrase in enumerate(numerals.added)}
    adjectives = {f"adjective{index}": (stem,) for index, stem in enumerate(numerals.adjectives)}
    one, single = _either_word(joining), _either_word(alone)
    joint = numerals.joiner or (r"[\s-]" if boundaries else "")
    check(joint, joint)
    # What a hyphen follows is a number where a unit comes next: a two-hour test, but not a two-way valve.
    edge = (
        (r"(?<![\w-])", r"(?!\w|-(?![^\W\d]{3}))") if boundaries else ("", r"(?!\w)" if data.clitics else "")
    )
    source = f"{edge[0]}(?:{one})(?:{joint}(?:{one}))*{edge[1]}"
    if alone:
        source = f"(?:{edge[0]}(?:{single}){edge[1]}|{source})"

    def pattern(phrases: tuple[str, ...], prefix: str = "", suffix: str = "") -> re.Pattern[str]:
        return compiled(phrases, word_boundaries=boundaries, prefix=prefix, suffix=suffix)

    return Numerals(
        pattern=_anywhere(
            source, [*joining, *alone], spaced=boundaries or bool(data.clitics), clitics=data.clitics
        ),
        words=MappingProxyType({key.lower(): value for key, value in numerals.words.items()}),
        multipliers=MappingProxyType(dict(numerals.multipliers)),
        fractions=MappingProxyType({key: _ratio(value) for key, value in numerals.fractions.items()}),
        times=MappingProxyType(dict(numerals.times)),
        articles=frozenset(numerals.articles),
        unit_needed=frozenset(numerals.unit_needed),
        not_before=pattern(numerals.not_before, prefix=r"\s*"),
        not_after=pattern(numerals.not_after, suffix=r"\s*$"),
        exclude=scanning(numerals.exclude, word_boundaries=boundaries, clitics=data.clitics),
        amounts=MappingProxyType(amounts),
        added=compiled_groups(added, word_boundaries=boundaries),
        fractions_added=MappingProxyType(
            {name: _ratio(numerals.added[phrase]) for name, (phrase,) in added.items()}
        ),
        of=pattern(numerals.of, prefix=r"\s?", suffix=r"\s?"),
        of_words=frozenset(numerals.of),
        between=pattern(numerals.between, prefix=r"\s", suffix=r"\s"),
        adjectives=compiled_groups(adjectives, word_boundaries=False),
        units_of_adjectives=MappingProxyType(
            {name: numerals.adjectives[stem] for name, (stem,) in adjectives.items()}
        ),
    )


def _frequencies(data: LanguageData) -> Frequencies:
    own = data.frequencies
    boundaries = data.word_boundaries

    def pattern(phrases: tuple[str, ...], prefix: str = "", suffix: str = "") -> re.Pattern[str]:
        return compiled(phrases, word_boundaries=boundaries, prefix=prefix, suffix=suffix)

    return Frequencies(
        times=pattern(own.times, prefix=r"\s?"),
        bare=scanning(own.bare, word_boundaries=boundaries, clitics=data.clitics),
        per=pattern(own.per, prefix=r"\s*"),
        every=pattern(own.every, suffix=r"\s?"),
        first=own.first,
    )


def _either_word(words: list[str]) -> str:
    """A pattern for any of ``words``, longer ones first."""
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))


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
        certain=anywhere((*data.instructions.certain, *data.instructions.products)),
        likely=anywhere(data.instructions.likely),
        never=compiled(data.instructions.never, word_boundaries=boundaries),
        relative=compiled(data.instructions.relative, word_boundaries=boundaries, suffix=r"\s*$"),
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
        ratio_under=pattern(comparators.ratio_under),
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
        moment_after=pattern(own.moment_after, prefix=r"\s*"),
        limit_after=pattern(own.limit_after, prefix=r"[\s)]*"),
        weak_before=pattern(own.weak_before, suffix=r"\s*\(?$"),
        subordinate=pattern(own.subordinate, prefix=r"[\s,，;；:(]*"),
        conjunctions=pattern(own.conjunctions, suffix=r"(?:\s+[^\W\d_]{1,30}){0,3}\s*$"),
        kept=pattern(own.kept),
        procedure=pattern(own.procedure),
        endure=pattern(own.endure),
        products=pattern(data.instructions.products),
        predicate=pattern(own.predicate, prefix=r"[\s,，]*", suffix=r"[\s:：]*"),
        test=pattern(own.test),
        apparatus=pattern(own.apparatus),
        accuracy=pattern(own.accuracy),
        instruments=pattern(own.instruments),
        classes=pattern(own.classes),
        specimens=pattern(own.specimens),
        grade=pattern(own.grade),
        graded=pattern(own.graded),
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
