"""Whether two formulas are the same but for the names of their symbols.

Committees name one quantity by different letters, write ``(a − b)/a`` or ``1 − b/a``, and put the 100 of a
percentage first or last. So a formula is evaluated: two are the same where one renaming of the symbols gives
the same value, or one that differs by a constant factor, at several points.
"""

import ast
import math
import operator
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations, product

_LONGEST = 200
"""Characters of a formula that is evaluated; a longer one is no matter of renaming."""
_MOST_SYMBOLS = 6
"""720 renamings at most."""
_POINTS = ((1.37, 2.11, 3.53, 0.71, 5.09, 1.93), (2.71, 0.83, 1.49, 4.37, 1.19, 3.01))
"""Values of the symbols: any that stand in no simple ratio."""
_ALIKE = 1e-9

_TOKEN = re.compile(
    r"(?P<number>\d+(?:[ \u00a0\u2009]\d{3})*(?:[.,]\d+(?:[ \u00a0\u2009]\d{1,3})*)?)"
    r"|(?P<function>√(?=\s?\()|(?:lg|ln|exp|sin|cos|tan)(?=\s?\())"
    r"|(?P<symbol>[^\W\d_⁰¹²³⁴-⁹][^\W_⁰¹²³⁴-⁹]*(?:_\([^()]*\)|_[^\W_⁰¹²³⁴-⁹]+)?)"
    r"|(?P<sign>[-+−–×·⋅*/÷^()\[\]{}%=])"
    r"|(?P<power>[⁰¹²³⁴-⁹]+)"
    r"|(?P<space>\s+)"
)
_SIGNS = {"−": "-", "–": "-", "×": "*", "⋅": "·", "÷": "/", "^": "**", "[": "(", "]": ")", "{": "(", "}": ")"}
_FUNCTIONS = {
    # Of the magnitude: which of two symbols is the larger one the points do not know, ln((a − b)/(c − b)).
    "√": lambda value: math.sqrt(abs(value)),
    "lg": lambda value: math.log10(abs(value)),
    "ln": lambda value: math.log(abs(value)),
    "exp": math.exp,
    "sin": math.sin,
    "cos": math.cos,
    "tan": math.tan,
}
_CALLED = {sign: f"f{place}" for place, sign in enumerate(_FUNCTIONS)}
_TIMES = "·"
"""Multiplication without a sign, or with a dot, which binds more than ``×``."""
_LETTER = re.compile("[Δ∆]?[^\\W\\d_₀-₉ₐ-ₜᵢ-ᵪⱼ][₀-₉ₐ-ₜᵢ-ᵪⱼ]*")
_POWERS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def _power(base: float, exponent: float) -> float:
    """As of the functions: a root is one of the magnitude."""
    return float(base**exponent if exponent.is_integer() else abs(base) ** exponent)


_OPERATORS = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: _power,
}


@dataclass(frozen=True)
class Expression:
    """The right-hand side of a formula. ``symbols`` are named ``v0``, ``v1``, … in ``tree``."""

    tree: ast.expr
    symbols: int

    def at(self, values: tuple[float, ...]) -> float:
        """Its value; ``nan`` where it has none."""
        try:
            return float(_value(self.tree, values))
        except (ArithmeticError, TypeError, ValueError):
            return math.nan


def factor_between(one: str, other: str) -> float | None:
    """The factor by which two formulas differ once their symbols are renamed; 1 where they are the same.

    ``None`` where no renaming brings them together.

    Raises:
        ValueError: where one of them cannot be read, so that nothing is known.
    """
    found: list[float] = []
    for mine, theirs in product(_readings(one), _readings(other)):
        if mine.symbols == theirs.symbols:
            found += _factors(mine, theirs)
    return min(found, key=lambda factor: abs(math.log(factor)), default=None)


def _factors(one: Expression, other: Expression) -> Iterator[float]:
    points = [point[: one.symbols] for point in _POINTS]
    values = [one.at(point) for point in points]
    for order in permutations(range(one.symbols)):
        theirs = [other.at(tuple(point[place] for place in order)) for point in points]
        ratios = [mine / their for mine, their in zip(values, theirs, strict=True) if their]
        if len(ratios) == len(points) and ratios[0] > 0 and abs(ratios[1] / ratios[0] - 1) < _ALIKE:
            yield ratios[0]


def _readings(line: str) -> list[Expression]:
    """The ways to read a formula: ``FL`` as one symbol or two, ``a/b·c`` with ``c`` above or below the line.

    Raises:
        ValueError: where it cannot be read in any.
    """
    right = line.rpartition("=")[2]
    if not right.strip() or len(right) > _LONGEST:
        raise ValueError(line)
    sources = {_source(right, split=split, loose=loose) for split in (False, True) for loose in (False, True)}
    return [_parsed(source) for source in sorted(sources)]


def _source(text: str, *, split: bool, loose: bool) -> str:
    """A formula as Python writes it, its symbols named in the order in which they stand.

    Raises:
        ValueError: where it holds anything else than numbers, symbols, brackets, the four operations and the
            functions of ISO 80000-2 that are known here.
    """
    tokens = list(_joined(_tokens(text, split=split)))
    return "".join(_below_the_line(tokens) if loose else tokens).replace(_TIMES, "*")


def _tokens(text: str, *, split: bool) -> Iterator[str]:
    names: dict[str, str] = {}
    end = 0
    for match in _TOKEN.finditer(text):
        if match.start() != end:
            raise ValueError(text)
        end = match.end()
        found = match[0]
        if match["number"]:
            yield str(float(re.sub(r"\s", "", found).replace(",", ".")))
        elif match["function"]:
            yield _CALLED[found]
        elif match["symbol"]:
            for symbol in _LETTER.findall(found) if split and "_" not in found else (found,):
                yield names.setdefault(symbol, f"v{len(names)}")
        elif match["power"]:
            yield from ("**", found.translate(_POWERS))
        elif match["sign"] and found != "%":
            yield _SIGNS.get(found, found)
    if end != len(text):
        raise ValueError(text)


def _joined(tokens: Iterator[str]) -> Iterator[str]:
    """The tokens with a sign of multiplication where two factors stand side by side."""
    before = ""
    for sign in tokens:
        ends = before == ")" or (before[-1:].isalnum() and before not in _CALLED.values())
        if ends and (sign == "(" or sign[0].isalnum()):
            yield _TIMES
        yield sign
        before = sign


def _below_the_line(tokens: list[str]) -> Iterator[str]:
    """The tokens with a bracket around what follows a fraction line, as far as factors stand together."""
    depth, ends = 0, list[int]()
    for place, sign in enumerate(tokens):
        depth += (sign == "(") - (sign == ")")
        while ends and (depth < ends[-1] or (depth == ends[-1] and sign in "+-*/")):
            yield ")"
            ends.pop()
        yield sign
        if sign == "/" and place + 1 < len(tokens):
            yield "("
            ends.append(depth)
    yield from ")" * len(ends)


def _parsed(source: str) -> Expression:
    try:
        tree = ast.parse(source, mode="eval").body
    except (SyntaxError, MemoryError, RecursionError):
        raise ValueError(source) from None
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} - set(_CALLED.values())
    if not 0 < len(names) <= _MOST_SYMBOLS:
        raise ValueError(source)
    return Expression(tree, len(names))


def _value(node: ast.expr, values: tuple[float, ...]) -> float:
    if isinstance(node, ast.Name):
        return values[int(node.id[1:])]
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        return float(node.value)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_value(node.operand, values)
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        return float(_OPERATORS[type(node.op)](_value(node.left, values), _value(node.right, values)))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and len(node.args) == 1:
        called = next(sign for sign, name in _CALLED.items() if name == node.func.id)
        return _FUNCTIONS[called](_value(node.args[0], values))
    raise ValueError(ast.dump(node))
