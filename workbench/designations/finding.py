"""Designations in running text of any language."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from workbench.designations._data import words
from workbench.designations._folding import Folded, fold
from workbench.designations._grammar import Grammar, grammars
from workbench.designations.model import Adoption, Degree, Found, Relation
from workbench.designations.parsing import degree_of, read, with_adoption

# A prefix that is also a word, a unit or a code needs this much evidence that a designation is meant.
_ENOUGH = 2
_LETTER = r"0-9A-Za-z\u00C0-\u024F\u0400-\u04FF"
_UNIT_BEFORE = re.compile(r"\d ?$")
_SENTENCE_END = re.compile(r"[;]|[.!?](?= |$)")
# Bounded, so that a hostile text of brackets costs no more than its length.
_BRACKET = re.compile(r"\(([^()]{0,400}(?:\([^()]{0,100}\)[^()]{0,400}){0,8})\)")
_CUE_LENGTH = 80
_STATED_DEGREE = re.compile(r"[,;] ?([^\s,;()]+) ?$")


def find(text: str, *, country: str = "") -> tuple[Found, ...]:
    """The designations in ``text``, in its order, none inside another.

    The text may be of any language, break lines inside a designation, and write it in full-width
    characters or with any dash. What does not parse is not found. ``country`` is that of
    :func:`~workbench.designations.parse`. A short prefix that is also a word, a unit or a
    code (``PS``, ``IS``, ``HB``) counts only with evidence: a year, an inner ISO, the country, a citing
    word, a list of others.
    """
    folded = fold(text)
    found = _with_relations(_scan(folded, country.upper()), folded)
    return tuple(_placed(item, folded, text) for item in found)


@cache
def _prefixes() -> re.Pattern[str]:
    names = {prefix for rule in grammars() for prefix in (*rule.publishers, *rule.national)}
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<![{_LETTER}])(?<![A-Za-z]/)(?:{'|'.join(map(re.escape, longest_first))})")


def _scan(folded: Folded, country: str) -> list[Found]:
    """The designations, with spans in the folded text."""
    found: list[Found] = []
    position = 0
    while prefix := _prefixes().search(folded.text, position):
        item = _longest_at(folded.text, prefix.start(), country, found)
        if item:
            found.append(item)
        position = item.end if item else prefix.start() + 1
    return found


def _longest_at(text: str, start: int, country: str, before: list[Found]) -> Found | None:
    matches = [(rule, match) for rule in grammars() if (match := rule.in_text.match(text, start))]
    if not matches:
        return None
    rule, match = max(matches, key=lambda pair: pair[1].end())
    groups = {name: value or "" for name, value in match.groupdict().items()}
    if not _is_meant(rule, groups, text, match.span(), country, before):
        return None
    end = start + len(match[0].rstrip())
    designation = read(rule, groups, raw=match[0].rstrip(), country=country)
    all_parts = _all_parts_after(text, end)
    if all_parts:
        designation, end = replace(designation, all_parts=True), all_parts
    return Found(designation, start, end, text[start:end])


def _is_meant(
    rule: Grammar,
    groups: Mapping[str, str],
    text: str,
    span: tuple[int, int],
    country: str,
    before: list[Found],
) -> bool:
    """Whether a designation is meant, where its prefix alone does not tell."""
    start, end = span
    dated = bool(groups.get("year"))
    if rule.fact(groups, "unit", False) and not dated and _UNIT_BEFORE.search(text, 0, start):
        return False
    if groups.get("nat") or not rule.fact(groups, "common", False):
        return True
    if groups.get("inner") or groups.get("mand") or groups.get("part"):
        return True
    evidence = int(dated) + int(dated and ":" in text[start:end])
    evidence += int(country in rule.countries(groups))
    evidence += _ENOUGH * int(_cited(_before(text, start)))
    if _listed(text, start, before):
        same_body = before[-1].designation.publisher == rule.spelling(groups["pub"])
        evidence += _ENOUGH if same_body else 1
    return evidence >= _ENOUGH


@cache
def _citing() -> re.Pattern[str]:
    alternatives = "|".join(re.escape(word) for word in words("citing"))
    return re.compile(rf"(?:^|(?<![{_LETTER}]))(?:{alternatives}) ?$", re.IGNORECASE)


@cache
def _listing() -> re.Pattern[str]:
    alternatives = "|".join(re.escape(word) for word in words("listing"))
    return re.compile(rf" ?(?:{alternatives}) ?")


def _before(text: str, start: int) -> str:
    """As much of the text before ``start`` as a cue can take."""
    return text[max(0, start - _CUE_LENGTH) : start]


def _cited(before: str) -> bool:
    return bool(_citing().search(before))


def _listed(text: str, start: int, before: list[Found]) -> bool:
    return bool(before) and bool(_listing().fullmatch(text, before[-1].end, start))


@cache
def _all_parts() -> re.Pattern[str]:
    alternatives = "|".join(re.escape(word) for word in words("all_parts"))
    return re.compile(rf" ?\( ?(?:{alternatives}) ?\)", re.IGNORECASE)


def _all_parts_after(text: str, end: int) -> int:
    match = _all_parts().match(text, end)
    return match.end() if match else 0


def _with_relations(found: list[Found], folded: Folded) -> list[Found]:
    """The same with what brackets and sentences say about correspondence."""
    result = list(found)
    for bracket in _BRACKET.finditer(folded.text):
        inside = [i for i, item in enumerate(result) if bracket.start() < item.start < bracket.end()]
        if not inside:
            continue
        degree = _degree_in(bracket[1])
        if len(inside) == 1:
            _adopt(result, inside[0], bracket, degree, folded.text)
        if degree:
            _relate(result, inside, bracket.start(), degree, folded.text)
    for index, item in enumerate(result):
        degree = _adopted_before(_before(folded.text, item.start))
        if degree:
            result[index] = replace(item, adopted=degree)
    return result


def _degree_in(bracket: str) -> Degree | None:
    stated = _STATED_DEGREE.search(bracket)
    return degree_of(stated[1]) if stated else None


def _adopt(
    result: list[Found], inside: int, bracket: re.Match[str], degree: Degree | None, text: str
) -> None:
    """Give a designation what the bracket right after it says: "ГОСТ 30804.4.2-2013 (IEC 61000-4-2:2008)"."""
    adopted = result[inside]
    alone = degree or bracket[1].strip() == adopted.text
    if inside == 0 or not alone or text[result[inside - 1].end : bracket.start()].strip():
        return
    before = result[inside - 1]
    designation = with_adoption(before.designation, Adoption(adopted.designation, degree))
    if designation is None:
        return
    stated = designation.adopts and designation.adopts.degree
    relation = Relation(designation, adopted.designation, stated) if stated else None
    result[inside - 1] = replace(before, designation=designation, relation=relation)
    result[inside] = replace(adopted, counterpart=True)


def _relate(result: list[Found], inside: list[int], bracket: int, degree: Degree, text: str) -> None:
    """Attach "(ISO 2859-1:1999, IDT)" to the designation before it, or to the document itself.

    An undated entry states the edition in the bracket: "GB/T 4208 … (GB/T 4208—2017, IEC 60529:2013, IDT)".
    """
    target = result[inside[-1]].designation
    of = list(inside[:-1])
    if inside[0] > 0 and not _SENTENCE_END.search(text, result[inside[0] - 1].end, bracket):
        of.append(inside[0] - 1)
    for index in of:
        subject = result[index].designation
        result[index] = replace(result[index], relation=Relation(subject, target, degree))
    for index in inside if of else ():
        result[index] = replace(result[index], counterpart=True)
    if not of:
        result[inside[-1]] = replace(result[inside[-1]], adopted=degree)


@cache
def _adopting() -> Mapping[Degree, re.Pattern[str]]:
    degrees: tuple[Degree, ...] = ("IDT", "MOD", "NEQ")
    return {
        degree: re.compile(
            rf"(?:{'|'.join(re.escape(word) for word in words('adopting', degree))}) ?$", re.IGNORECASE
        )
        for degree in degrees
    }


def _adopted_before(before: str) -> Degree | None:
    return next((degree for degree, pattern in _adopting().items() if pattern.search(before)), None)


def _placed(item: Found, folded: Folded, text: str) -> Found:
    """``item`` with its span and its spelling in the original text."""
    start, end = folded.span(item.start, item.end)
    raw_end = folded.span(item.start, item.start + len(item.designation.raw))[1]
    designation = replace(item.designation, raw=text[start:raw_end])
    relation = item.relation and replace(item.relation, of=designation)
    return replace(
        item, designation=designation, start=start, end=end, text=text[start:end], relation=relation
    )


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
