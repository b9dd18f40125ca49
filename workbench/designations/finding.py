"""Designations in running text of any language."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from workbench.designations._data import remembered, words
from workbench.designations._folding import Folded, fold
from workbench.designations._grammar import Grammar, by_prefix, prefix_pattern
from workbench.designations._localities import localities, unit_pattern
from workbench.designations._lookalikes import cleaned
from workbench.designations._patterns import LETTER, alternatives
from workbench.designations.model import Adoption, Degree, Designation, Found, Locality, Relation
from workbench.designations.parsing import degree_of, read, with_adoption

# A prefix that is also a word, a unit or a code needs this much evidence that a designation is meant.
_ENOUGH = 2
_UNIT_BEFORE = re.compile(r"\d ?$")
_SENTENCE_END = re.compile(r"[;]|[.!?](?= |$)")
_LONGEST_BRACKET = 800
_CUE_LENGTH = 80
_STATED_DEGREE = re.compile(r"[,;] ?([^\s,;()]+) ?$")
# A shortened number of a list is at most this long.
_LONGEST_NUMBER = 40
# An undated number that continues a list is certain from this many digits on, fewer only where it begins as
# the number before it does.
_CERTAIN_DIGITS = 4
_YEAR = re.compile(r"(?:19|20)\d{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class _Hit:
    """A designation with how it was read; ``head`` is what stands before its number."""

    found: Found
    rule: Grammar
    head: str


def find(text: str, *, country: str = "") -> tuple[Found, ...]:
    """The designations in ``text``, in its order, none inside another.

    The text may be of any language, break lines inside a designation, and write it in full-width
    characters or with any dash. What does not parse is not found: see
    :func:`~workbench.designations.unparsed`. ``country`` is that of
    :func:`~workbench.designations.parse`. A short prefix that is also a word, a unit or a
    code (``PS``, ``IS``, ``HB``) counts only with evidence: a year, an inner ISO, the country, a citing
    word, a list of others. In a list the prefix may be written once (``GB/T 2423.1、2423.17``), where the
    shortened number can be nothing else.
    """
    folded = fold(text)
    clean, mistyped = cleaned(folded.text)
    folded = Folded(clean, folded.offsets)
    found = [hit.found for hit in _scan(clean, country.upper())]
    if not found:
        return ()
    if mistyped:
        found = [_marked(item, mistyped) for item in found]
    places = localities(found, folded, text)
    related = _with_relations(found, folded)
    return tuple(_placed(item, place, folded, text) for item, place in zip(related, places, strict=True))


def _scan(text: str, country: str) -> list[_Hit]:
    """The designations, with spans in the folded text."""
    hits: list[_Hit] = []
    position = 0
    prefixes = prefix_pattern()
    while prefix := prefixes.search(text, position):
        hit = _longest_at(text, prefix, country, hits)
        if hit:
            hits.append(hit)
            hits += _continued(text, hit, country)
        position = hits[-1].found.end if hit else prefix.start() + 1
    return hits


def _longest_at(text: str, prefix: re.Match[str], country: str, before: list[_Hit]) -> _Hit | None:
    start = prefix.start()
    matches = [(rule, match) for rule in by_prefix()[prefix[0]] if (match := rule.in_text.match(text, start))]
    if not matches:
        return None
    rule, match = max(matches, key=lambda pair: pair[1].end())
    groups = _groups(match)
    if not _is_meant(rule, groups, text, match.span(), country, before):
        return None
    end = start + len(match[0].rstrip())
    designation = read(rule, groups, raw=text[start:end], country=country)
    all_parts = _all_parts_after(text, end)
    if all_parts:
        designation, end = replace(designation, all_parts=True), all_parts
    found = Found(designation, start, end, text[start:end])
    return _Hit(found, rule, text[start : match.start("num")])


def _groups(match: re.Match[str]) -> dict[str, str]:
    return {name: value or "" for name, value in match.groupdict().items()}


def _is_meant(
    rule: Grammar,
    groups: Mapping[str, str],
    text: str,
    span: tuple[int, int],
    country: str,
    before: list[_Hit],
) -> bool:
    """Whether a designation is meant, where its prefix alone does not tell."""
    start, end = span
    dated = bool(groups.get("year"))
    if rule.fact(groups, "unit", False) and not dated and _UNIT_BEFORE.search(text, max(0, start - 2), start):
        return False
    if groups.get("nat") or not rule.fact(groups, "common", False):
        return True
    if groups.get("inner") or groups.get("mand") or groups.get("part"):
        return True
    evidence = int(dated) + int(dated and ":" in text[start:end])
    evidence += int(country in rule.countries(groups))
    evidence += _ENOUGH * int(cited(text, start))
    if before and _listing().fullmatch(text, before[-1].found.end, start):
        same_body = before[-1].found.designation.publisher == rule.spelling(groups["pub"])
        evidence += _ENOUGH if same_body else 1
    return evidence >= _ENOUGH


def cited(text: str, start: int) -> bool:
    """Whether a word that cites stands right before ``start`` in folded text."""
    return bool(_citing().search(text[max(0, start - _CUE_LENGTH) : start]))


@remembered
def _citing() -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<![{LETTER}]))(?i:{alternatives(words('citing'))}) ?$")


@remembered
def _listing() -> re.Pattern[str]:
    return re.compile(rf" ?{alternatives(words('listing'))} ?")


@remembered
def _all_parts() -> re.Pattern[str]:
    return re.compile(rf" ?\( ?(?i:{alternatives(words('all_parts'))}) ?\)")


def _all_parts_after(text: str, end: int) -> int:
    match = _all_parts().match(text, end)
    return match.end() if match else 0


# Lists in which the prefix is written once


def _continued(text: str, first: _Hit, country: str) -> Iterator[_Hit]:
    """The designations that follow ``first`` with their number alone: "GB/T 2423.1、2423.17"."""
    hit: _Hit | None = first
    while hit and (sign := _continuing().match(text, hit.found.end)):
        hit = _number_at(text, sign.end(), hit, country)
        if hit:
            yield hit


@remembered
def _continuing() -> re.Pattern[str]:
    """What joins two numbers of one list, before a digit or before the joint of a part."""
    signs = alternatives(words("continuing"))
    return re.compile(rf"(?: ?,)? ?(?:{signs}) ?(?=[A-Z]?\d|-[A-Z]?\d|\.\d)", re.ASCII)


@remembered
def _followed_by_quantity() -> re.Pattern[str]:
    return re.compile(rf" ?(?:{unit_pattern()}|[+*/=<>×±])")


def _number_at(text: str, start: int, before: _Hit, country: str) -> _Hit | None:
    """The designation whose shortened number stands at ``start``, where nothing else can be meant."""
    written = text[start : start + _LONGEST_NUMBER]
    number = _family_number(before) if written[0] in "-." else ""
    match = before.rule.in_text.match(before.head + number + written)
    added = match.end() - len(before.head) - len(number) if match else 0
    if not match or added <= 0 or match.start("num") != len(before.head):
        return None
    end = start + len(written[:added].rstrip())
    if _followed_by_quantity().match(text, end):
        return None
    designation = read(before.rule, _groups(match), raw=text[start:end], country=country)
    if not (number or _certain(designation, before.found.designation)):
        return None
    found = Found(designation, start, end, text[start:end])
    return _Hit(found, before.rule, before.head)


def _family_number(hit: _Hit) -> str:
    """The number without its part, which a shortened one replaces: "ISO 105-A02 and -A03"."""
    return hit.found.designation.number if hit.found.designation.part else ""


def _certain(new: Designation, before: Designation) -> bool:
    """Whether a number without a prefix can only be that of a standard: dated, or of the same form."""
    if new.year is not None:
        return (before.year is not None or bool(new.part)) and not _YEAR.fullmatch(new.number)
    if not (new.part and before.part and _joints(new) == _joints(before)):
        return False
    if new.number == before.number:
        return len(new.number) > 1
    return len(new.number) == len(before.number) >= _CERTAIN_DIGITS


def _joints(designation: Designation) -> tuple[str, int]:
    """The sign between number and part, and for a dot how many levels there are."""
    return designation.part_form, designation.part.count(".")


def _marked(item: Found, mistyped: frozenset[int]) -> Found:
    """``item`` with whether any of its letters was of the wrong script."""
    if mistyped.isdisjoint(range(item.start, item.end)):
        return item
    return Found(_confusable(item.designation), item.start, item.end, item.text)


@lru_cache(maxsize=1024)
def _confusable(designation: Designation) -> Designation:
    return replace(designation, confusable=True)


# What brackets and sentences say about correspondence


def _with_relations(found: list[Found], folded: Folded) -> list[Found]:
    """The same with what brackets and sentences say about correspondence."""
    result = list(found)
    starts = [item.start for item in result]
    for opening, closing in _brackets(folded.text):
        inside = list(range(bisect_left(starts, opening), bisect_left(starts, closing)))
        if inside:
            _read_bracket(result, inside, (opening, closing), folded.text)
    for index, item in enumerate(result):
        degree = _adopted_before(folded.text, item.start)
        if degree:
            result[index] = replace(item, adopted=degree)
    return result


def _read_bracket(result: list[Found], inside: list[int], span: tuple[int, int], text: str) -> None:
    opening, closing = span
    bracket = text[opening + 1 : closing]
    degree = _degree_in(bracket)
    if len(inside) == 1:
        _adopt(result, inside[0], opening, bracket, degree, text)
        degree = degree or _degree_by_number(result, inside[0], bracket)
    if degree:
        _relate(result, inside, opening, degree, text)


def _degree_by_number(result: list[Found], inside: int, bracket: str) -> Degree | None:
    """The degree by which an entry's own number adopts the standard of which the bracket states the edition.

    "GSO ISO 1402:2022 Rubber hoses (ISO 1402:2021)" is of that edition.
    """
    stated = result[inside]
    entry = result[inside - 1] if inside else None
    if entry is None or entry.start or entry.relation or bracket.strip() != stated.text:
        return None
    adopts = entry.designation.adopts
    while adopts and adopts.designation.adopts:  # NF EN ISO: by way of EN ISO
        adopts = adopts.designation.adopts
    undated = replace(stated.designation, year=None, month=None, raw=adopts.designation.raw if adopts else "")
    return adopts.degree if adopts and adopts.designation == undated else None


def _brackets(text: str) -> Iterator[tuple[int, int]]:
    """Opening and closing of each bracket, in order, with those inside it counted as its content.

    One pass; an unpaired sign spoils nothing, and what is too long for a remark is none.
    """
    open_at: list[int] = []
    pairs: list[tuple[int, int]] = []
    for sign in _BRACKET.finditer(text):
        if sign[0] == "(":
            open_at.append(sign.start())
        elif open_at:
            pair = (open_at.pop(), sign.start())
            if pair[1] - pair[0] <= _LONGEST_BRACKET:
                while pairs and pairs[-1][0] > pair[0]:
                    pairs.pop()
                pairs.append(pair)
    yield from pairs


_BRACKET = re.compile(r"[()]")


def _degree_in(bracket: str) -> Degree | None:
    stated = _STATED_DEGREE.search(bracket)
    return degree_of(stated[1]) if stated else None


def _adopt(
    result: list[Found], inside: int, opening: int, bracket: str, degree: Degree | None, text: str
) -> None:
    """Give a designation what the bracket right after it says: "ГОСТ 30804.4.2-2013 (IEC 61000-4-2:2008)"."""
    adopted = result[inside]
    alone = degree or bracket.strip() == adopted.text
    if inside == 0 or not alone or text[result[inside - 1].end : opening].strip():
        return
    before = result[inside - 1]
    designation = with_adoption(before.designation, Adoption(adopted.designation, degree))
    if designation is None:
        return
    stated = designation.adopts and designation.adopts.degree
    relation = Relation(designation, adopted.designation, stated) if stated else None
    result[inside - 1] = replace(before, designation=designation, relation=relation)
    result[inside] = replace(adopted, counterpart=True)


def _relate(result: list[Found], inside: list[int], opening: int, degree: Degree, text: str) -> None:
    """Attach "(ISO 2859-1:1999, IDT)" to the designation before it, or to the document itself.

    An undated entry states the edition in the bracket: "GB/T 4208 … (GB/T 4208—2017, IEC 60529:2013, IDT)".
    """
    target = result[inside[-1]].designation
    of = list(inside[:-1])
    if inside[0] > 0:
        before = result[inside[0] - 1]
        # Titles of Russian standards are several sentences; an entry begins with its number.
        is_entry = before.start == 0 and not text[text.find(")", result[inside[-1]].end) + 1 :].strip(" .")
        if is_entry or not _SENTENCE_END.search(text, before.end, opening):
            of.append(inside[0] - 1)
    for index in of:
        subject = result[index].designation
        result[index] = replace(result[index], relation=Relation(subject, target, degree))
    for index in inside if of else ():
        result[index] = replace(result[index], counterpart=True)
    if not of:
        result[inside[-1]] = replace(result[inside[-1]], adopted=degree)


def _adopted_before(text: str, start: int) -> Degree | None:
    """The degree with which a sentence says that the document adopts what begins at ``start``."""
    before = text[max(0, start - _CUE_LENGTH) : start].rstrip().lower()
    if not before.endswith(tuple(_adopting())):
        return None
    said = max((phrase for phrase in _adopting() if before.endswith(phrase)), key=len)
    denied = before.removesuffix(said).rstrip().endswith(words("denying"))
    return None if denied else _adopting()[said]


@remembered
def _adopting() -> Mapping[str, Degree]:
    degrees: tuple[Degree, ...] = ("IDT", "MOD", "NEQ")
    return {phrase.lower(): degree for degree in degrees for phrase in words("adopting", degree)}


def _placed(item: Found, place: Locality | None, folded: Folded, text: str) -> Found:
    """``item`` with its span and its spelling in the original text."""
    start, end = folded.span(item.start, item.end)
    raw = text[start : folded.span(item.start, item.start + len(item.designation.raw))[1]]
    designation, relation = item.designation, item.relation
    if raw != designation.raw:
        designation = replace(designation, raw=raw)
        relation = relation and replace(relation, of=designation)
    return Found(designation, start, end, text[start:end], relation, item.adopted, item.counterpart, place)


def relations(text: str, *, country: str = "") -> tuple[Relation, ...]:
    """What ``text`` states about correspondence: brackets, dual numbers and numbers that name another."""
    stated: list[Relation] = []
    for item in find(text, country=country):
        adopts = item.designation.adopts
        if item.relation:
            stated.append(item.relation)
        elif adopts and adopts.degree:
            stated.append(Relation(item.designation, adopts.designation, adopts.degree))
    return tuple(stated)
