"""What looks like a designation and is none: where it went wrong, and what was meant."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from workbench.designations._data import also_forget, remembered, slips
from workbench.designations._folding import fold
from workbench.designations._grammar import Grammar, by_prefix, grammars
from workbench.designations._lookalikes import cleaned
from workbench.designations._patterns import LETTER, alternatives, expanded
from workbench.designations.finding import cited, find
from workbench.designations.model import Unparsed
from workbench.designations.parsing import parse
from workbench.messages import Message

# Nothing of a file name, an address, a cross-reference of markup or a longer word.
# The look ahead comes first: it passes over other scripts much faster than the looks behind.
_START = rf"(?=[{LETTER}])(?<![{LETTER}_.@#/<)-])(?<![a-z]:)(?<!\[\[)"
_LONG = 3
_CHINESE = ("gb", "cn-sector")
_REGULATIONS = "eaeu"
_MEND = re.compile(r"\{([a-z]+)(?:\|([a-z]+))?\}")


@dataclass(frozen=True)
class _Slip:
    """One way of miswriting."""

    hint: str
    pattern: re.Pattern[str]
    mends: tuple[str, ...]
    unless: re.Pattern[str] | None
    alone: bool


def unparsed(text: str, *, country: str = "") -> tuple[Unparsed, ...]:
    """What in ``text`` looks like the designation of a known body and is read by no grammar, in its order.

    Each has a hint at what is wrong and, where one mending alone makes a designation of it, that as a
    suggestion. None overlaps with what :func:`~workbench.designations.find` finds with the same ``country``.
    """
    folded = fold(text)
    clean, _ = cleaned(folded.text)
    taken = bytearray(len(text))
    for item in find(text, country=country):
        taken[item.start : item.end] = b"\1" * (item.end - item.start)
    found: list[Unparsed] = []
    for slip in _slips():
        for match in slip.pattern.finditer(clean):
            start, end = folded.span(match.start(), match.start() + len(match[0].rstrip()))
            if taken.find(1, start, end) < 0 and _is_slip(slip, match, clean, country):
                taken[start:end] = b"\1" * (end - start)
                found.append(_unparsed(slip, match, text[start:end], start, end, country))
    return tuple(sorted(found, key=lambda item: item.start))


def _is_slip(slip: _Slip, match: re.Match[str], text: str, country: str) -> bool:
    if slip.unless and slip.unless.match(match[0]):
        return False
    if slip.alone:
        whole = match[0].strip() == text.strip()
        return whole or cited(text, match.start())
    return not _canonical(match[0], country)


def _unparsed(slip: _Slip, match: re.Match[str], text: str, start: int, end: int, country: str) -> Unparsed:
    hint = Message(f"designations.slip-{slip.hint}", {"text": text})
    suggestions = {_canonical(_mended(mend, match), country) for mend in slip.mends} - {""}
    return Unparsed(text, start, end, hint, suggestions.pop() if len(suggestions) == 1 else "")


# The same slip is made again and again.
@lru_cache(maxsize=1024)
def _canonical(text: str, country: str) -> str:
    designation = parse(text, country=country)
    return designation.canonical if designation else ""


also_forget(_canonical)


def _mended(mend: str, match: re.Match[str]) -> str:
    def part(placeholder: re.Match[str]) -> str:
        name, change = placeholder.groups()
        value = match[name] or ""
        return _CHANGES[change](value) if change else value

    return _MEND.sub(part, mend)


@remembered
def _slips() -> tuple[_Slip, ...]:
    own = {name: alternatives(found) for name, found in _heads().items()} | slips()["fragments"]
    return tuple(_compiled(page, own) for page in slips()["slips"])


def _compiled(page: Mapping[str, Any], own: Mapping[str, str]) -> _Slip:
    unless = page.get("unless")
    return _Slip(
        page["hint"],
        re.compile(_START + "(?:" + expanded(page["pattern"], own) + ")", re.ASCII),
        tuple(page.get("mend", ())),
        re.compile(unless, re.ASCII) if unless else None,
        page.get("alone", False),
    )


@remembered
def _heads() -> Mapping[str, Mapping[str, str]]:
    """The kinds of beginnings that the patterns name, each with the prefix that it stands for."""
    strong = {prefix: prefix for prefix in by_prefix() if _is_strong(prefix)}
    long = {prefix: prefix for prefix in strong if sum(map(str.isalpha, prefix)) >= _LONG}
    known = set(by_prefix())
    return {
        "strong": strong,
        "long": long,
        "chinese": {name: name for rule in _of(*_CHINESE) for name in rule.publishers if name.isalpha()},
        "regulations": {name: name for rule in _of(_REGULATIONS) for name in rule.publishers},
        "misspelt": slips()["misspelt"],
        "glued": {slip: meant for slip, meant in _glued(strong) if slip not in known},
        "slashless": {slip: meant for slip, meant in _slashless() if slip not in known},
        "small": {slip: meant for slip, meant in _small(long) if slip not in known},
        "digits": {slip: meant for slip, meant in _with_digits(long) if slip not in known},
    }


@remembered
def _meant() -> Mapping[str, str]:
    """The prefix for each way of miswriting it."""
    return {slip: meant for page in _heads().values() for slip, meant in page.items()}


_CHANGES: Mapping[str, Callable[[str], str]] = {
    "prefix": lambda text: _meant()[text],
    "upper": str.upper,
    "hyphens": lambda text: text.replace("_", "-"),
    "three": lambda text: text.zfill(3),
}


def _of(*schemes: str) -> Iterator[Grammar]:
    return (rule for rule in grammars() if rule.scheme in schemes)


def _is_strong(prefix: str) -> bool:
    """Whether a prefix is nothing else as well."""
    facts = [rule.publishers[prefix] for rule in grammars() if prefix in rule.publishers]
    harmless = (
        bool(facts)
        and prefix not in slips()["codes"]
        and not any(fact.get("common") or fact.get("unit") for fact in facts)
    )
    return harmless and not prefix.endswith("/") and sum(map(str.isalpha, prefix)) > 1


def _glued(strong: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for prefix in strong:
        if " " in prefix:
            yield prefix.replace(" ", ""), prefix
        for inner in slips()["adopted"]:
            if inner != prefix:
                yield prefix.replace(" ", "") + inner, f"{prefix} {inner}"
    for rule in grammars():
        for nation in rule.national:
            yield nation.replace(" ", "") + "EN", f"{nation} EN"


def _slashless() -> Iterator[tuple[str, str]]:
    for rule in _of(*_CHINESE):
        for prefix in rule.publishers:
            if "/" in prefix:
                yield prefix.replace("/", ""), prefix
            elif rule.scheme == _CHINESE[1]:
                yield f"{prefix}T", f"{prefix}/T"
    for code in slips()["associations"]:
        yield f"T{code}", f"T/{code}"


def _small(long: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for prefix in (*long, "GB/T", "GB/Z"):
        for form in (prefix.lower(), prefix.capitalize()):
            if form != prefix:
                yield form, prefix


def _with_digits(long: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for prefix in long:
        for index, char in enumerate(prefix):
            if char in slips()["digit_twins"]:
                yield prefix[:index] + slips()["digit_twins"][char] + prefix[index + 1 :], prefix
