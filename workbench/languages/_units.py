"""Units: from their spelling in any language to UCUM, and exact conversion to base units.

Spellings and the Pint expression of each unit stand in ``data/units.yaml``. Pint is asked for exact
fractions, so that two limits are equal exactly where their definitions say so.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib.resources import files

from workbench.languages._scales import product, root
from workbench.languages._schema import UnitData, UnitsFile, checked

PROTECTION = frozenset({"{IP}", "{IPX}"})
"""Degrees of protection, against solids and water and against water alone (IEC 60529)."""
_EXPONENTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_EXPONENT = re.compile(r"[⁻⁺]?[¹²³⁴⁵⁶⁷⁸⁹]+|\^-?\d|-[1-4](?!\d)|(?P<bare>[23])(?!\d)")
_TO_A_POWER = re.compile(r"m|.m|s|\[(?:ft|in|yd|mi)_i\]")
"""UCUM codes of the units whose exponent may be written as a plain digit: m2, s2; T3 is a code."""
_LETTER = re.compile(r"[A-Za-zÀ-ÖØ-öø-ʯͰ-ϿЀ-ӿ\u0620-\u0652\u0671-\u06d3Ḁ-ỿ]")
"""A letter of a script that writes words apart: a symbol must not end inside a word of such letters."""
_ELIDED = tuple("aàâeéèêiîoôuhAEIOUHÉ")
"""Letters before which French elides."""
_FIRST_IDEOGRAPH = "\u4e00"
_TIMES = re.compile(r"\s?[·*]\s?|\.(?=[^\W\d_])|⋅")
_SEVERAL = re.compile(r"([2-9]|[1-9]\d{1,2}|1[ \u00a0\u2009]?000)\s?(?=[^\W\d_])")
"""A number of units behind a solidus or inside a bracket: stitches/3 cm, N/50 mm, g/10 min, g/(m²·24 h)."""
_LENGTH = re.compile(r"[cmu]?m")
_SHARED_OUT = (
    (re.compile(r"(?:[mckM]|da)?N|\[lbf_av\]|k?gf"), re.compile(r"[cm]m|\[in_i\]")),
    (re.compile(r"[mukn]?g|t"), re.compile(r"min|h|[muk]?g|m?L|[cm]?m[23]?")),
    (re.compile(r"[mu]?L"), re.compile(r"k?m|min|h|m?L|[mk]?g|[cdm]?m2")),
    (re.compile(r"[kM]?J|k?cal|[kM]?W\.h"), re.compile(r"k?g|m?L|h|d")),
    (re.compile(r"\{CFU\}"), re.compile(r"m?L|k?g|cm2")),
)
"""UCUM codes of what is given for a number of which units; 220 V/50 Hz are two quantities."""
_SLASH = re.compile(r"\s?/\s?")


@dataclass(frozen=True, slots=True)
class Symbol:
    """One unit symbol or name, with its prefix."""

    ucum: str
    pint: str | None
    power: int
    dimension: str | None
    count: bool


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit found in a text: its extent, its spelling and what it is made of, numbers included: N/50 mm."""

    start: int
    end: int
    text: str
    parts: tuple[tuple[Symbol, int], ...]

    @property
    def ucum(self) -> str:
        """The unit in UCUM notation; counts are ``1``."""
        above = [_power(symbol.ucum, power) for symbol, power in self.parts if power > 0 and not symbol.count]
        below = [_power(symbol.ucum, -power) for symbol, power in self.parts if power < 0]
        return "/".join([".".join(above) or "1", *below])

    @property
    def is_count(self) -> bool:
        """Whether it only counts (times, pieces)."""
        return all(symbol.count for symbol, _ in self.parts)

    @property
    def symbols(self) -> frozenset[str]:
        """UCUM codes of its parts."""
        return frozenset(symbol.ucum for symbol, _ in self.parts)


def _power(code: str, power: int) -> str:
    if power == 1:
        return code
    return f"{code}{power}" if not code[-1].isdigit() else f"({code}){power}"


@dataclass(frozen=True)
class _Table:
    symbols: dict[str, Symbol]
    lengths: dict[str, tuple[int, ...]]
    """By first character, the lengths of the spellings that begin with it, longest first."""
    per: re.Pattern[str]
    of_what: re.Pattern[str]
    before: re.Pattern[str]
    longer: re.Pattern[str]
    by_ucum: dict[str, Symbol]


@cache
def units_data() -> UnitsFile:
    """The checked content of ``units.yaml``."""
    file = files("workbench.languages") / "data" / "units.yaml"
    return checked(UnitsFile, file.read_text(encoding="utf-8"), "units.yaml")


@cache
def _table() -> _Table:
    data = units_data()
    symbols: dict[str, Symbol] = {}
    by_ucum: dict[str, Symbol] = {}
    for unit in data.units:
        for spelling, symbol in _spellings(unit, data):
            symbols.setdefault(spelling, symbol)
            by_ucum.setdefault(symbol.ucum, symbol)
    per = "|".join(re.escape(word) for word in sorted(data.per, key=len, reverse=True))
    before = "|".join(re.escape(word) for word in sorted(data.before, key=len, reverse=True))
    return _Table(
        symbols=symbols,
        lengths=_lengths(symbols),
        per=re.compile(rf"\s?(?:{per})(?:\s|(?<=[\u4e00-\u9fff]))", re.IGNORECASE),
        of_what=re.compile("|".join(data.of_what)),
        before=re.compile(rf"(?<![A-Za-zЀ-ӿ])(?:{before})\s?$"),
        longer=re.compile("|".join(map(re.escape, data.longer))),
        by_ucum=by_ucum,
    )


def _lengths(symbols: Iterable[str]) -> dict[str, tuple[int, ...]]:
    found: dict[str, set[int]] = {}
    for spelling in symbols:
        found.setdefault(spelling[0], set()).add(len(spelling))
    return {first: tuple(sorted(lengths, reverse=True)) for first, lengths in found.items()}


def _spellings(unit: UnitData, data: UnitsFile) -> list[tuple[str, Symbol]]:
    plain = Symbol(unit.ucum, unit.pint, unit.power, unit.dimension, unit.count)
    found = [(spelling, plain) for spelling in unit.spellings]
    for prefix in data.prefixes:
        if prefix.ucum not in unit.prefixed:
            continue
        power = unit.power + prefix.power
        symbol = Symbol(prefix.ucum + unit.ucum, unit.pint, power, unit.dimension, unit.count)
        # A symbol that looks like a word (mol, cal, bar) takes the prefixes of both: mmol, millimol.
        both = (*prefix.symbols, *prefix.words) if _is_word(unit.ucum) else ()
        for spelling in unit.spellings:
            marks = both or (prefix.words if _is_word(spelling) else prefix.symbols)
            found += [(mark + spelling, symbol) for mark in marks if _script(mark) == _script(spelling)]
    return found


def _is_word(spelling: str) -> bool:
    script = _script(spelling)
    return len(spelling) > 2 and (script == "arabic" or (spelling.islower() and script != "other"))


def _script(text: str) -> str:
    first = text[0]
    if "\u4e00" <= first <= "\u9fff":
        return "han"
    if "\u0400" <= first <= "\u04ff":
        return "cyrillic"
    if "\u0600" <= first <= "\u06ff":
        return "arabic"
    return "latin" if first.isalpha() and first < "\u0590" else "other"


def unit_at(text: str, position: int) -> Unit | None:
    """The unit that begins at ``position`` (one space is skipped), ``None`` where there is none.

    ``text`` must be normalised. Products and quotients are read: N/mm², MOhm·km, kJ/(m²·K), times per
    minute. What follows a solidus is below it even without the bracket that ISO 80000-1, 7.2.3, asks for:
    W/m·K.
    """
    start = position
    while start < len(text) and text[start] == " " and start - position < 2:
        start += 1
    first = _factor(text, start)
    if first is None:
        return None
    parts, end = [first[0]], first[1]
    over = _SLASH.match(text, end) or _table().per.match(text, end)
    if over and (several := _SEVERAL.match(text, over.end())):
        factor = _factor(text, several.end())
        in_words = "/" not in over[0]
        if factor and _is_shared_out(first[0][0], factor[0], in_words=in_words):
            parts += [(_number(several[1]), -1), (factor[0][0], -factor[0][1])]
            return Unit(start, factor[1], text[start : factor[1]], tuple(parts))
    below = False
    while True:
        following = _next_factor(text, end, below=below)
        if following is None:
            return Unit(start, end, text[start:end], tuple(parts))
        more, last = following
        below = below or (_SLASH.match(text, end) is not None and text[last - 1] != ")")
        end = last
        parts.extend(more)


def _next_factor(text: str, end: int, *, below: bool) -> tuple[list[tuple[Symbol, int]], int] | None:
    """The next factors of a unit; one that is multiplied by stands ``below`` the solidus if that is open."""
    if end >= len(text):
        return None
    over = _SLASH.match(text, end) or _table().per.match(text, end) or _table().of_what.match(text, end)
    if over:
        if text.startswith("(", over.end()):
            return _bracket(text, over.end())
        factor = _factor(text, over.end())
        return ([(factor[0][0], -factor[0][1])], factor[1]) if factor else None
    times = _TIMES.match(text, end)
    if times:
        factor = _factor(text, times.end())
        if factor is None:
            return None
        symbol, power = factor[0]
        return [(symbol, -power if below else power)], factor[1]
    return None


def _is_shared_out(above: Symbol, below: tuple[Symbol, int], *, in_words: bool) -> bool:
    code = _power(below[0].ucum, below[1])
    if in_words and above.count and code in _PERIODS:
        return False  # once in 12 months: a frequency
    if in_words and _LENGTH.fullmatch(above.ucum):
        return bool(_LENGTH.fullmatch(code))  # 0,4 mm per 100 mm; 3 mm/100 mm may be two sizes
    return above.count or any(
        one.fullmatch(above.ucum) and other.fullmatch(code) for one, other in _SHARED_OUT
    )


_PERIODS = frozenset({"wk", "mo", "a"})


def _number(digits: str) -> Symbol:
    """A number as a part of a unit, which UCUM allows."""
    return Symbol("".join(digits.split()), "dimensionless", 0, None, False)


def _bracket(text: str, position: int) -> tuple[list[tuple[Symbol, int]], int] | None:
    inner = unit_at(text, position + 1)
    if inner is None:
        return None
    parts, end = list(inner.parts), inner.end
    times = _TIMES.match(text, end)
    several = _SEVERAL.match(text, times.end()) if times else None
    factor = _factor(text, several.end()) if several else None
    if several and factor:
        parts += [(_number(several[1]), 1), factor[0]]
        end = factor[1]
    if not text.startswith(")", end):
        return None
    return [(symbol, -power) for symbol, power in parts], end + 1


def _factor(text: str, position: int) -> tuple[tuple[Symbol, int], int] | None:
    table = _table()
    first = text[position : position + 1]
    if first >= _FIRST_IDEOGRAPH and table.longer.match(text, position):
        return None
    for length in table.lengths.get(first, ()):
        end = position + length
        symbol = table.symbols.get(text[position:end]) if end <= len(text) else None
        if symbol is None:
            continue
        power = _EXPONENT.match(text, end)
        if power and (not power["bare"] or _TO_A_POWER.fullmatch(symbol.ucum)):
            end = power.end()
        else:
            power = None
        if _ends_here(text, position, end):
            exponent = int(power[0].translate(_EXPONENTS).lstrip("^")) if power else 1
            return (symbol, exponent), end
    return None


def _ends_here(text: str, start: int, end: int) -> bool:
    """Whether a symbol in letters is not the beginning of a longer word."""
    if end >= len(text) or not _LETTER.match(text[end - 1]):
        return True
    following = text[end]
    if following == "'" and end - start == 1 and text[start].islower() and text[end + 1 : end + 2] in _ELIDED:
        return False  # An elision: base 10 d'un rapport; 50 N'dan is none.
    return not (_LETTER.match(following) or following.isdigit() or following == "_")


_COUNTED = Symbol("1", "dimensionless", 0, None, True)


def counted(text: str, start: int, end: int) -> Unit:
    """The noun ``text[start:end]``, which names what is counted, with a unit that it is divided by: CFU/g."""
    parts = [(_COUNTED, 1)]
    if over := _SLASH.match(text, end):
        factor = _factor(text, over.end())
        if factor:
            parts.append((factor[0][0], -factor[0][1]))
            end = factor[1]
    return Unit(start, end, text[start:end], tuple(parts))


def per_unit(unit: Unit, place: int) -> Unit:
    """Counts per ``unit``, a single one; it is written in UCUM, as no single part of the text spells it."""
    parts = ((_COUNTED, 1), *((symbol, -power) for symbol, power in unit.parts))
    return Unit(place, place, f"1/{unit.ucum}", parts)


def unit_called(ucum: str, text: str, start: int, end: int) -> Unit | None:
    """The unit with this UCUM code, spelt ``text[start:end]``; ``None`` where it is not known."""
    symbol = _table().by_ucum.get(ucum)
    return Unit(start, end, text[start:end], ((symbol, 1),)) if symbol else None


def unit_before(text: str, position: int) -> Unit | None:
    """The symbol that stands before the number at ``position``, as in DN 15."""
    head = text[max(0, position - 8) : position]
    match = _table().before.search(head)
    if match is None:
        return None
    spelling = match[0].strip()
    if not spelling[0].isalpha() and head[: match.start()].rstrip()[-1:].isdigit():
        return None  # "65 % 20 °C": the sign is that of the number before.
    symbol = _table().symbols[spelling]
    start = position - len(head) + match.start()
    return Unit(start, start + len(spelling), spelling, ((symbol, 1),))


@dataclass(frozen=True, slots=True)
class Scale:
    """``base = value * factor + offset``, exactly, in base units of ``dimension``."""

    factor: Fraction
    offset: Fraction
    dimension: str


_CODE = re.compile(r"([^./()]+?)(-?[2-9])?$")


@cache
def scale(ucum: str, *, difference: bool = False) -> Scale | None:
    """How ``ucum`` converts to base units; ``None`` where its parts are not in ``units.yaml``.

    ``difference`` converts a temperature as a difference: 2 ℃ is 2 K.
    """
    parts = _parts_of(ucum)
    if parts is None:
        return None
    if len(parts) == 1 and parts[0][1] == 1:
        return _single(parts[0][0], difference)
    factor = Fraction(1)
    dimensions: list[str] = []
    for symbol, power in parts:
        one = _single(symbol, True)
        factor *= one.factor**power
        if symbol.pint is None or symbol.dimension:
            dimensions.append(f"{one.dimension}^{power}")
    physical = product(
        [
            (root(symbol.pint).dimension, power)
            for symbol, power in parts
            if symbol.pint and not symbol.dimension
        ]
    )
    dimension = "·".join([physical, *dimensions])
    return Scale(factor, Fraction(0), "share" if dimension == "1" else dimension)  # 2 mg/kg is 0.0002 %


def in_unit(value: Decimal, own: str, other: str) -> Decimal | None:
    """``value`` of one unit (UCUM) in another, ``None`` where that has another dimension or is not known."""
    mine, theirs = scale(own), scale(other)
    if mine is None or theirs is None or mine.dimension != theirs.dimension:
        return None
    exact = (Fraction(value) * mine.factor + mine.offset - theirs.offset) / theirs.factor
    return Decimal(exact.numerator) / Decimal(exact.denominator)


def _parts_of(ucum: str) -> list[tuple[Symbol, int]] | None:
    known = _table().by_ucum
    parts: list[tuple[Symbol, int]] = []
    for index, group in enumerate(ucum.split("/")):
        for code in group.split("."):
            if code in known:
                parts.append((known[code], 1 if index == 0 else -1))
                continue
            if index and code.isdecimal() and code.isascii():
                parts.append((_number(code), -1))
                continue
            match = _CODE.match(code.replace("(", "").replace(")", ""))
            if match is None or match[1] not in known:
                return _whole(ucum)
            power = int(match[2] or 1)
            parts.append((known[match[1]], power if index == 0 else -power))
    return parts


def _whole(ucum: str) -> list[tuple[Symbol, int]] | None:
    symbol = _table().by_ucum.get(ucum)
    return [(symbol, 1)] if symbol else None


def _single(symbol: Symbol, difference: bool) -> Scale:
    if symbol.ucum.isdecimal() and not symbol.count:
        return Scale(Fraction(symbol.ucum), Fraction(0), "1")
    if symbol.pint is None:
        return Scale(Fraction(1), Fraction(0), symbol.dimension or symbol.ucum)
    found = root(symbol.pint)
    offset = Fraction(0) if difference else found.zero
    factor = (found.one - found.zero) * Fraction(10) ** symbol.power
    return Scale(factor, offset, symbol.dimension or found.dimension)
