"""One designation from its text."""

import re
from dataclasses import replace
from functools import lru_cache

from workbench.designations._data import also_forget, shared, words
from workbench.designations._folding import fold
from workbench.designations._grammar import BUDDHIST_ERA, Grammar, by_prefix, fill, grammar, prefix_pattern
from workbench.designations._lookalikes import cleaned
from workbench.designations.model import Adoption, Degree, Designation

_CENTURY = 1900
_YEAR_IN_NUMBER = re.compile(r"(?:(.*)-)?((?:19|20)\d{2})")
_SUPPLEMENT = re.compile(r"[/ ]?(\+?[^/+]+)")
_COMMON_MODIFICATION = re.compile(r"A1\d")
"""The amendments of an EN in which CENELEC modifies what it adopts are numbered from A11."""
_SUPPLEMENT_GROUPS = ("iteration", "cons", "sups", "ish", "re", "eps")
# No designation is longer, with its bracket; more is not tried.
_OLD_YEAR = re.compile(r"[—–-]([5-9]\d)\s*$")
_OLD_NUMBER = 4
"""Most digits of the numbers of IEC standards before 1997."""
_LONGEST = 200
_LONGEST_RAW = 4000
_TRAILING = " .,;"
_BRACKET_AT_END = re.compile(r"(.+?) ?\(((?:[^()]|\([^()]*\))+)\)")
_DEGREE_AT_END = re.compile(r"(.+?)[,;]? ?([^\s,;]+)")


def parse(text: str, *, country: str = "") -> Designation | None:
    """The designation that ``text`` is, ``None`` where it is none: nothing is guessed or mended.

    Full-width characters, any dash and any space are accepted; punctuation at the end, "(all parts)" and a
    bracket that states a correspondence, ``(ISO 2859-1:1999, IDT)``, may follow. ``country`` (ISO 3166,
    ``"IN"``) says whose documents are read, and decides a prefix that several bodies use (IS, SS, KS);
    without it :attr:`Designation.countries` lists them all.
    """
    if len(text) > _LONGEST_RAW:
        return None
    folded = fold(text).text.strip().rstrip(_TRAILING)
    if len(folded) > _LONGEST:
        return None
    clean, mistyped = cleaned(folded)
    designation = _parse_folded(clean, text, country.upper())
    return replace(designation, confusable=True) if designation and mistyped else designation


def _parse_folded(folded: str, raw: str, country: str) -> Designation | None:
    found = recognise(folded)
    if found:
        return read(*found, raw=raw, country=country)
    match = _BRACKET_AT_END.fullmatch(folded)
    designation = match and _parse_folded(match[1], raw, country)
    if not match or not designation:
        return None
    if match[2].strip().lower() in words("all_parts"):
        return replace(designation, all_parts=True)
    adoption = _stated_adoption(match[2], country)
    return with_adoption(designation, adoption) if adoption else None


def with_adoption(designation: Designation, adoption: Adoption) -> Designation | None:
    """The designation with what the bracket after it says, ``None`` where its body knows no such bracket.

    A bracket that states no degree counts only where the body has this habit, ``ГОСТ … (IEC …)``, and says
    no more than the body's own rule.
    """
    if adoption.degree is None:
        rule = grammar(designation.scheme)
        if not rule.page.get("bracket_adopts"):
            return None
        adoption = replace(adoption, degree=rule.fact({"pub": designation.publisher}, "bracket_degree", None))
    return replace(designation, adopts=adoption)


def recognise(folded: str) -> tuple[Grammar, dict[str, str]] | None:
    """The first grammar that reads all of ``folded``, with the groups of its pattern."""
    prefix = prefix_pattern().match(folded)
    for rule in by_prefix()[prefix[0]] if prefix else ():
        match = rule.pattern.fullmatch(folded)
        if match:
            return rule, {name: value or "" for name, value in match.groupdict().items()}
    return None


def read(rule: Grammar, groups: dict[str, str], *, raw: str, country: str = "") -> Designation:
    """The designation that the groups of a match of ``rule`` say."""
    return _read(rule.scheme, tuple(groups.items()), raw, country)


# A document names few standards, each many times.
@lru_cache(maxsize=4096)
def _read(scheme: str, found: tuple[tuple[str, str], ...], raw: str, country: str) -> Designation:
    rule, groups = grammar(scheme), dict(found)
    number, part, part_form = _number(rule, groups)
    number, part, year = _year(rule, groups, number, part)
    part, year = _old_year(rule, groups, raw, part, year)
    countries = rule.countries(groups)
    return Designation(
        scheme=rule.scheme,
        publisher=_publisher(rule, groups),
        number=number,
        part=part,
        year=year,
        month=_digits(groups, "month"),
        supplements=_supplements(groups),
        language=groups.get("lang", ""),
        adopts=_adopts(rule, groups, country),
        raw=raw,
        document_type=""
        if "{type}" in rule.page.get("publisher", "")
        else rule.spelling(groups.get("type", "")),
        stage=groups.get("stage", ""),
        product=groups.get("product", ""),
        agency=groups.get("agency", ""),
        countries=(country,) if country in countries else countries,
        part_form=part_form,
    )


also_forget(_read)


def _old_year(
    rule: Grammar, groups: dict[str, str], raw: str, part: str, year: int | None
) -> tuple[str, int | None]:
    """Part and year, where two digits behind a dash are the year: МЭК 68-2-11—81, as GOST cites."""
    written = _OLD_YEAR.search(raw)
    is_old = groups["pub"] in rule.page.get("old_years", ()) and len(groups["num"]) <= _OLD_NUMBER
    if year is not None or written is None or not is_old:
        return part, year
    rest, _, last = part.rpartition("-")
    return (rest, _CENTURY + int(written[1])) if last == written[1] else (part, year)


def _publisher(rule: Grammar, groups: dict[str, str]) -> str:
    atoms = {name: groups.get(name, "").strip() for name in ("nat", "pub", "type", "inner")}
    values = {**groups, **{name: rule.spelling(atom) for name, atom in atoms.items()}}
    return fill(rule.page.get("publisher", "{pub}"), values)


def _number(rule: Grammar, groups: dict[str, str]) -> tuple[str, str, str]:
    """Number, part, and the form in which the part is written after the number."""
    number, part = groups["num"], groups.get("part", "")
    if rule.page.get("squeeze"):
        number = number.replace(" ", "")
    bracketed = re.fullmatch(r" \(Part (.+)\)", part)
    if bracketed:
        return number, bracketed[1], " (Part {})"
    if part:
        return number, part, "-{}"
    if rule.number_form:
        divided = rule.number_form.fullmatch(number)
        if divided and divided.lastindex and divided.lastindex > 1:
            return divided[1], divided[3], divided[2] + "{}"
    return number, "", ""


def _year(rule: Grammar, groups: dict[str, str], number: str, part: str) -> tuple[str, str, int | None]:
    """Number and part without a year that was written like a part (``ISO 9001-2015``), and the year."""
    written = _digits(groups, "year")
    if written is not None:
        return number, part, _gregorian(rule, groups, written)
    misplaced = _YEAR_IN_NUMBER.fullmatch(part)
    if misplaced:
        return number, misplaced[1] or "", int(misplaced[2])
    return number, part, None


def _digits(groups: dict[str, str], name: str) -> int | None:
    """The number in a group; a user's pattern may let it hold anything."""
    written = groups.get(name, "")
    return int(written) if written.isdecimal() else None


def _gregorian(rule: Grammar, groups: dict[str, str], written: int) -> int:
    if written >= 100:
        buddhist = rule.fact(groups, "calendar") == "buddhist" and written >= 2400
        return written - BUDDHIST_ERA if buddhist else written
    return _CENTURY + written + (100 if written < rule.page.get("short_year_pivot", 0) else 0)


def _supplements(groups: dict[str, str]) -> tuple[str, ...]:
    return tuple(
        found[1] for name in _SUPPLEMENT_GROUPS for found in _SUPPLEMENT.finditer(groups.get(name, ""))
    )


def _adopts(rule: Grammar, groups: dict[str, str], country: str) -> Adoption | None:
    """What the number itself says is adopted: a dual number, an inner number, or one in brackets."""
    if groups.get("dual"):
        return _adoption(groups["dual"], rule.page["dual_degree"], country)
    if groups.get("inner"):
        # The year belongs to the national edition, so the adopted one is undated unless the body says so.
        number = groups["num"] + (f"-{groups['part']}" if groups.get("part") else "")
        same_year = rule.fact(groups, "inner_year") == "same" and groups.get("year")
        inner = f"{groups['inner'].strip()} {number}" + (f":{groups['year']}" if same_year else "")
        if groups.get("nat"):
            inner = f"{groups['pub']} {inner}"
        return _adoption(inner, rule.page["inner_degree"], country)
    if groups.get("nat"):
        part = f"-{groups['part']}" if groups.get("part") else ""
        return _adoption(f"{groups['pub']} {groups['num']}{part}", rule.page["inner_degree"], country)
    return _shared_number(rule, groups, country)


def _shared_number(rule: Grammar, groups: dict[str, str], country: str) -> Adoption | None:
    """The standard of another body whose number this one has taken over: EN 60529 is IEC 60529."""
    numbers = rule.page.get("shared_numbers")
    if not numbers or groups.get("type") or not numbers["first"] <= int(groups["num"]) <= numbers["last"]:
        return None
    part = f"-{groups['part']}" if groups.get("part") else ""
    is_modified = int(groups["num"]) in numbers.get("modified", ()) or _COMMON_MODIFICATION.search(
        groups.get("sups") or ""
    )
    degree: Degree = "MOD" if is_modified else numbers["degree"]
    return _adoption(f"{numbers['publisher']} {groups['num']}{part}", degree, country)


def _adoption(text: str, degree: Degree | None, country: str) -> Adoption | None:
    designation = _parse_folded(text, text, country)
    return Adoption(designation, degree) if designation else None


def degree_of(word: str) -> Degree | None:
    """The degree that a mark such as ``IDT``, ``eqv`` or ``≡`` stands for."""
    for degree, marks in shared()["degrees"].items():
        if word in marks:
            found: Degree = degree
            return found
    return None


def _stated_adoption(bracket: str, country: str) -> Adoption | None:
    """What a bracket says about correspondence: ``ISO 2859-1:1999, IDT`` or the designation alone."""
    stated = _DEGREE_AT_END.fullmatch(bracket.strip())
    degree = degree_of(stated[2]) if stated else None
    named = stated[1] if stated and degree else bracket
    return _adoption(named.strip(" ,;"), degree, country)
