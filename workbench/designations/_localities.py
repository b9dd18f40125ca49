"""The cited place: clause, table, figure, annex, ... beside a designation."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from workbench.designations._data import longest_first, remembered, shared, words
from workbench.designations._folding import Folded
from workbench.designations._patterns import LETTER, alternatives
from workbench.designations.model import Found, Locality, LocalityKind

# As much text as a place with its noun and the words between can take, in characters and in words.
_WINDOW = 100
_MOST_WORDS = 7
_SHORTEST = len("1.1 ")
_CHINESE = "zh"
_END = rf"(?![{LETTER}])(?![.,]\d)(?!-[A-Z])"
_START = rf"(?<![{LETTER}])"
_SPACE = r"(?: |(?<=[.§]))"
_WORD = re.compile("[^ ]+")
_LIKE_A_NUMBER = re.compile(r"\d|\)$|(?:^|\()[A-Z\u0410-\u042F](?:\.|$)")


@dataclass(frozen=True, slots=True)
class _Place:
    """A place in the folded text."""

    start: int
    end: int
    kind: LocalityKind
    number: str


def localities(found: list[Found], folded: Folded, original: str) -> list[Locality | None]:
    """The place cited of each designation, with its span in the original text."""
    ends = [0, *(item.end for item in found)]
    places = [
        _before(item, folded.text, end) or _after(item, folded, original)
        for item, end in zip(found, ends, strict=False)
    ]
    for index in range(1, len(places)):
        place, earlier = places[index], places[index - 1]
        # "ISO 1, Table 3 of ISO 2": the table is linked to the second by a word, to the first by nothing.
        if place and earlier and place.start < earlier.end:
            places[index - 1] = None
    return [
        Locality(place.kind, place.number, *folded.span(place.start, place.end)) if place else None
        for place in places
    ]


def _after(item: Found, folded: Folded, original: str) -> _Place | None:
    match = _following().match(folded.text, item.end, item.end + _WINDOW)
    place = _read(match) if match else None
    if not place:
        return None
    between = original[folded.offsets[item.end - 1] + 1 : folded.offsets[place.start]]
    listed = not set(between).isdisjoint(shared()["no_place_after"])
    # A standard that is a part itself has no parts: what follows is its title.
    titled = place.kind == "part" and bool(item.designation.part)
    return None if listed or titled else place


def _before(item: Found, text: str, earliest: int) -> _Place | None:
    """The place that words link to the designation after it; the one that begins first."""
    beginning = max(earliest, item.start - _WINDOW)
    if item.start - beginning < _SHORTEST:
        return None
    found = list(_WORD.finditer(text, beginning, item.start))[-_MOST_WORDS:]
    while found and found[-1][0].lower() in _links():
        found.pop()
    if not found or not _LIKE_A_NUMBER.search(found[-1][0]):
        return None
    for word in found:
        match = _leading().match(text, word.start(), item.start)
        place = _read(match) if match else None
        if place:
            return place
    return None


def _read(match: re.Match[str]) -> _Place | None:
    """What a match of one of the patterns says, ``None`` where the number is of another kind than the noun.

    The group ``<form>`` is the whole place, ``noun_<form>`` and ``number_<form>`` are its parts.
    """
    groups = {name: value for name, value in match.groupdict().items() if value is not None}
    form = next(name for name in groups if "_" not in name)
    number = groups.get(f"number_{form}", groups[form])
    noun = groups.get(f"noun_{form}")
    if noun is None:
        kind: LocalityKind = "clause"
    elif form == "counted":
        kind = _counted_kinds()[noun]
    else:
        kind = _kinds()[noun.lower()]
        if not _number_of(kind).fullmatch(number):
            return None
    end = match.end(form)
    if "(" in match[form].strip("(") and match.string[end : end + 1] == ")":
        end += 1
    return _Place(match.start(form), end, kind, number)


@remembered
def _kinds() -> Mapping[str, LocalityKind]:
    """The kind of place that each noun before a number names."""
    return _by_noun("localities")


@remembered
def _counted_kinds() -> Mapping[str, LocalityKind]:
    return _by_noun("localities_after_number")


def _by_noun(name: str) -> dict[str, LocalityKind]:
    return {
        noun: cast(LocalityKind, kind)
        for kind, page in shared()[name].items()
        for nouns in page.values()
        for noun in nouns
    }


@remembered
def _number_of(kind: LocalityKind) -> re.Pattern[str]:
    return re.compile(_number(kind))


@remembered
def _links() -> frozenset[str]:
    """The words of which what links a place to a designation is made."""
    names = ("place_of", "place_in", "place_of_what")
    return frozenset(word for name in names for phrase in words(name) for word in phrase.split())


@remembered
def _following() -> re.Pattern[str]:
    """The place after a designation, from its end on."""
    opening, closing = map(re.escape, shared()["title_quotes"])
    title = rf"(?: ?{opening}[^{opening}{closing}]{{0,80}}{closing})?"
    links = alternatives(shared()["place_follows"][_CHINESE])
    bare_links = alternatives(words("place_follows_bare"))
    western = _cased(_words("place_follows", _languages()))
    bare = rf"{_number('bare')}{_END}{_no_unit()}"
    forms = (
        rf"{title} ?{links}? ?\(?(?P<chinese>{_noun('chinese', (_CHINESE,), ' ?')})",
        rf"{title} ?{links}? ?\(?(?P<counted>{_counted()})",
        rf"(?:,? \(?|, ?|\()(?:{western} )?(?P<western>{_noun('western', _languages(), _SPACE)})",
        rf"{title} ?{bare_links} ?(?P<barelinked>{bare})",
        rf",? ?\((?P<barebracketed>{_number('bare')})\)",
        rf", ?(?P<bare>{bare})",
    )
    return re.compile("|".join(forms))


@remembered
def _leading() -> re.Pattern[str]:
    """The place before a designation, up to its start."""
    number = r"[A-Z]?\d{1,3}(?:\.\d{1,3}){0,5}"
    more = rf"(?:(?:,| {alternatives(words('continuing'))}) ?{number}){{0,3}}"
    of, within = alternatives(words("place_of")), alternatives((*words("place_of"), *words("place_in")))
    what = rf"(?: ?{_cased(words('place_of_what'))}){{0,3}} ?"
    direct = tuple(shared()["place_stands_directly"])
    citing = _cased(words("citing"))
    before = rf"{_START}\(?(?:[A-Za-z]{{1,2}}')?"  # The apostrophe of an elision.
    forms = (
        rf"{before}(?P<linked>{_noun('linked', _languages(), _SPACE)}){more},? {within}{what}",
        rf"{before}(?P<direct>{_noun('direct', direct, _SPACE)}){more} {what}",
        rf"(?<![{LETTER}.,])(?P<bareof>{_number('bare')}) {of}{what}",
        rf"{_START}{citing} (?P<barecited>{_number('bare')}) {what}",
    )
    return re.compile("(?:" + "|".join(forms) + r")\Z")


def _languages() -> tuple[str, ...]:
    """All languages but Chinese, where nouns and numbers are joined in another way."""
    found = {language for page in shared()["localities"].values() for language in page}
    return tuple(sorted(found - {_CHINESE}))


def _words(name: str, languages: Iterable[str]) -> tuple[str, ...]:
    page: Mapping[str, Iterable[str]] = shared()[name]
    return longest_first(word for language in languages for word in page.get(language, ()))


def _cased(found: Iterable[str]) -> str:
    """A pattern of words in small letters, with a capital, and in capitals; faster than ignoring case."""
    return alternatives(form for word in found for form in (word, word[:1].upper() + word[1:], word.upper()))


def _noun(form: str, languages: tuple[str, ...], joint: str) -> str:
    """Any noun with what may be its number."""
    nouns = [
        noun
        for page in shared()["localities"].values()
        for language in languages
        for noun in page.get(language, ())
    ]
    numbers = dict.fromkeys(_number(kind) for kind in shared()["localities"])
    longest = "|".join(rf"{number}{_END}" for number in numbers)
    return rf"(?P<noun_{form}>{_cased(nouns)}){joint}\(?(?P<number_{form}>{longest})"


def _counted() -> str:
    """Any number with the noun after it."""
    ordinal = alternatives(words("locality_ordinal"))
    numbers = "|".join(_number(kind) for kind in (*shared()["localities_after_number"], "ordinal"))
    nouns = alternatives(_counted_kinds())
    # Without the ordinal sign only what counts nothing.
    return (
        rf"(?:{ordinal} ?|(?={_number('bare')} ?{nouns}|{_number('item')} ?{nouns}))"
        rf"(?P<number_counted>{numbers}) ?(?P<noun_counted>{nouns})"
    )


def _number(kind: str) -> str:
    return str(shared()["locality_numbers"][kind])


def _no_unit() -> str:
    return rf"(?! ?(?:{unit_pattern()}))"


@remembered
def unit_pattern() -> str:
    """Any unit, as a whole word where it is written in letters that make words."""
    unspaced = frozenset(shared()["units"][_CHINESE])
    spaced = [unit for unit in words("units") if unit not in unspaced]
    return rf"{alternatives(spaced)}(?![{LETTER}])|{alternatives(unspaced)}"
