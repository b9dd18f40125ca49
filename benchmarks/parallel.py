"""The same numbers and units on both sides of parallel texts.

    python benchmarks/parallel.py [--show]

Reads both sides of each pair of ``../shared/data/parallel`` (English with the other languages that there is
data for: definitions and notes of the ISO/TC 211 glossary, paragraphs of the UDHR) and of the English and
French SI brochure of ``../shared/data/documents``. Prints how many pairs hold any quantity and in how many
of these both sides hold the same ones. ``--show`` prints every other pair too, with what each side reads;
``~`` marks what does not count.

Quantities are the same where both bounds are, in base units (1 km is 1000 m; a count or a bare number is its
value). A quantity counts where it has digits or a physical unit. Whether a translator writes "one" or
"first" out is a matter of translation, so numerals in words without a unit do not count on either side, but
they may match digits of the other side (three, 3). Designations and the places cited of them are left out,
formulas and markup are taken out. Where a translator wrote a number otherwise (2-dimensional, bidimensional)
or left it out, no reading can be the same on both sides: the second half of the table counts only pairs in
whose texts each digit stands as often.

Headings divide both languages of the brochure into the same sections. In a section the paragraphs, list items
and table cells are taken by order where both sides have as many; else difflib aligns them on their kind,
their formulas and their cross-references, which no translator touches, and what it finds on one side only is
left out.
"""

import html
import json
import os
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from fractions import Fraction
from pathlib import Path

from workbench.designations import find
from workbench.languages import Limit, read, to_base

SHARED = Path(os.environ.get("WORKBENCH_SHARED") or Path(__file__).parents[2] / "shared")
PARALLEL = SHARED / "data" / "parallel"
BROCHURES = SHARED / "data" / "documents" / "si-brochure"

LANGUAGES = {
    "ara": "ar",
    "fra": "fr",
    "ind": "id",
    "rus": "ru",
    "spa": "es",
    "vie": "vi",
    "zho": "zh",
}
"""What English is compared with: codes of the data and of the workbench."""

_FORMULA = re.compile(r"(?:stem|latexmath):\[((?:[^\[\]]|\[(?:[^\[\]]|\[[^\[\]]*\])*\])*)\]")
_REFERENCE = re.compile(r"<<([^,>]+)[^>]*>>")
_INDEX = re.compile(r"\(\(\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)\)\)")
_MARKUP = [
    (
        re.compile(
            r"index(?:-range)?:[\w.-]+\[[^\]]*\]|\[\[[^\]]*\]\]+|\[%\w+\]|image::\S+|\{nbsp\}| \+(?= |$)"
        ),
        " ",
    ),
    (re.compile(r"footnote:[\w-]*\[([^\]]*)\]"), r" (\1)"),
    (re.compile(r"\(\(([^()]*(?:\([^()]*\)[^()]*)*)\)\)"), r"\1"),
    (re.compile(r"(?<!\w)([*_]{1,2})(?=\S)(.+?)(?<=\S)\1(?!\w)"), r"\2"),
    (re.compile(r"~([^~\s]+)~"), r"\1"),
]
_RAISED = re.compile(r"\^([^^\s]+)\^")
_SUPERSCRIPT = str.maketrans("0123456789−-+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁺")
_DISPLAYED = re.compile(r"^\+\+\+\+$.*?^\+\+\+\+$", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"(=+) (.*)")
_ITEM = re.compile(r"(?:(\*+|\.+|\d+\.|NOTE:) |\.(?=[\w(]))(.*)")
_KINDS = {None: "title", "NOTE:": ""}
_CELL = re.compile(r"(?:(?<!\S)(?:\d*\.?\d*\+)?[\^<>]*[a-z]?)?\|")
_DELIMITER = re.compile(r"[=*_]{4,}|--|\s*")
_SKIPPED = re.compile(r"//|\[[^\[].*\]$|\[\[[^\]]*\]\]$|image::|:[\w-]+:|<<<$")


@dataclass(frozen=True, slots=True)
class _Pair:
    place: str
    language: str
    english: str
    other: str


_Quantities = Counter[tuple[Fraction | None, Fraction | None, str]]


def main(arguments: list[str]) -> None:
    """Measure every corpus that is there and print the table."""
    corpora = [
        (file.stem, _glossary(file))
        for file in (PARALLEL / "tc211.jsonl", PARALLEL / "udhr.jsonl")
        if file.is_file()
    ]
    for english in sorted(BROCHURES.glob("*.en.adoc")):
        name = english.name.removesuffix(".en.adoc")
        corpora.append((name, _brochure(english, BROCHURES / f"{name}.fr.adoc")))
    if not corpora:
        sys.exit(
            f"there is nothing in {PARALLEL}: WORKBENCH_SHARED names the folder that holds data/parallel"
        )
    heading = f"{'corpus':<16}{'languages':<11}{'pairs':>7}{'hold any':>10}{'right':>7}{'share':>8}"
    print(f"{heading}{'same digits':>13}{'right':>7}{'share':>8}")
    wrong = [(corpus, pair) for corpus, pairs in corpora for pair in _measured(corpus, pairs)]
    if "--show" in arguments:
        for corpus, pair in wrong:
            _shown(corpus, pair)


def _measured(corpus: str, pairs: list[_Pair]) -> list[_Pair]:
    """The pairs of which the two sides do not hold the same, after printing the rows of the table."""
    by_language: dict[str, list[_Pair]] = defaultdict(list)
    for pair in pairs:
        by_language[pair.language].append(pair)
    total: Counter[str] = Counter()
    wrong: list[_Pair] = []
    for language, of_language in sorted(by_language.items()):
        counts = Counter(pairs=len(of_language))
        for pair in of_language:
            english, other = _found(pair.english, "en"), _found(pair.other, language)
            if not english.counted and not other.counted:
                continue
            right = english.counted <= other.all and other.counted <= english.all
            alike = _digits(pair.english) == _digits(pair.other)
            counts.update({"any": 1, "right": right, "alike": alike, "alike right": alike and right})
            if not right:
                wrong.append(pair)
        _row(corpus, f"en {language}", counts)
        total += counts
    if len(by_language) > 1:
        _row(corpus, "all", total)
    return wrong


def _row(corpus: str, languages: str, counts: Counter[str]) -> None:
    columns = f"{corpus:<16}{languages:<11}{counts['pairs']:>7}"
    for held, right, width in (("any", "right", 10), ("alike", "alike right", 13)):
        share = f"{counts[right] / counts[held]:.1%}" if counts[held] else "-"
        columns += f"{counts[held]:>{width}}{counts[right]:>7}{share:>8}"
    print(columns)


def _digits(text: str) -> Counter[int]:
    """How often each digit stands in the text, of whatever script."""
    return Counter(map(int, re.findall(r"\d", text)))


def _shown(corpus: str, pair: _Pair) -> None:
    alike = "same digits" if _digits(pair.english) == _digits(pair.other) else "other digits"
    print(f"\n{corpus} {pair.place} en {pair.language}: {alike}")
    for language, text in (("en", pair.english), (pair.language, pair.other)):
        print(f"  {language}: {text}")
        for limit in _outside_designations(text, language):
            lo, hi, dimension = to_base(limit)
            mark = " " if _counts(limit, text) else "~"
            print(f"    {mark} {text[slice(*limit.span)]!r}: {_plain(lo)} .. {_plain(hi)} [{dimension}]")


def _plain(bound: Fraction | None) -> str:
    return "" if bound is None else f"{float(bound):g}"


@dataclass(frozen=True, slots=True)
class _Found:
    counted: _Quantities
    all: _Quantities


def _found(text: str, language: str) -> _Found:
    limits = _outside_designations(text, language)
    return _Found(
        counted=Counter(to_base(limit) for limit in limits if _counts(limit, text)),
        all=Counter(map(to_base, limits)),
    )


def _outside_designations(text: str, language: str) -> list[Limit]:
    spans = []
    for found in find(text):
        spans.append((found.start, found.end))
        if found.locality:
            spans.append((found.locality.start, found.locality.end))
    return [
        limit
        for limit in read(text, language).quantities
        if not any(start < limit.span[1] and limit.span[0] < end for start, end in spans)
    ]


def _counts(limit: Limit, text: str) -> bool:
    """Whether it has digits or a physical unit."""
    return limit.unit_ucum != "1" or re.search(r"\d", text[slice(*limit.span)]) is not None


def _glossary(file: Path) -> list[_Pair]:
    entries: dict[str, dict[str, list[list[str]]]] = defaultdict(dict)
    for line in file.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        texts = [[entry["definition"]], entry.get("notes", [])]
        entries[entry["id"]][entry["lang"]] = [[_without_formulas(text) for text in group] for group in texts]
    return [
        _Pair(f"{name} {'note' if kind else 'definition'}", LANGUAGES[language], english, other)
        for name, by_language in entries.items()
        for language in sorted(by_language.keys() & LANGUAGES.keys())
        for kind, groups in enumerate(zip(by_language["eng"], by_language[language], strict=True))
        if len(groups[0]) == len(groups[1])
        for english, other in zip(*groups, strict=True)
    ]


def _without_formulas(text: str) -> str:
    return _FORMULA.sub("…", text)


@dataclass(frozen=True, slots=True)
class _Block:
    """A paragraph, list item or cell; ``key`` is what translators leave as it is."""

    key: tuple[str, ...]
    text: str


def _brochure(english: Path, french: Path) -> list[_Pair]:
    sections = [_sections(file.read_text(encoding="utf-8")) for file in (english, french)]
    if [level for level, _ in sections[0]] != [level for level, _ in sections[1]]:
        sys.exit(f"{english.name} and {french.name} have other headings: no sections to align")
    pairs: list[_Pair] = []
    left = 0
    for number, ((_, one), (_, other)) in enumerate(zip(*sections, strict=True)):
        aligned = list(_aligned(one, other))
        left += len(one) + len(other) - 2 * len(aligned)
        pairs += [_Pair(f"section {number}", "fr", a.text, b.text) for a, b in aligned]
    print(f"{english.name}, {french.name}: {left} paragraphs and cells stay without a partner")
    return pairs


def _aligned(one: list[_Block], other: list[_Block]) -> Iterator[tuple[_Block, _Block]]:
    if len(one) == len(other):
        yield from zip(one, other, strict=True)
        return
    keys = [[block.key for block in blocks] for blocks in (one, other)]
    for _, start, end, begin, stop in SequenceMatcher(a=keys[0], b=keys[1], autojunk=False).get_opcodes():
        if end - start == stop - begin:
            yield from zip(one[start:end], other[begin:stop], strict=True)


def _sections(source: str) -> list[tuple[int, list[_Block]]]:
    """The level of each heading, and the blocks from it to the next."""
    sections: list[tuple[int, list[_Block]]] = []
    for kind, text in _blocks(source):
        if kind.startswith("="):
            sections.append((len(kind), []))
        key = (kind, *_FORMULA.findall(text), *_REFERENCE.findall(text))
        plain = _plain_text(text)
        if plain:
            sections[-1][1].append(_Block(key, plain))
    return sections


def _blocks(source: str) -> Iterator[tuple[str, str]]:
    """Kind and source text of each heading, paragraph, list item, block title and table cell."""
    kind = ""
    lines: list[str] = []
    for line in [*_DISPLAYED.sub("", source).splitlines(), ""]:
        edge = line.startswith("|===")
        if kind == "|" and not edge:
            lines.append(line)
            continue
        heading, item = _HEADING.match(line), _ITEM.match(line)
        skipped = edge or _DELIMITER.fullmatch(line) or _SKIPPED.match(line)
        if (heading or item or skipped) and lines:
            text = "\n".join(lines)
            yield from ((kind, part) for part in (_CELL.split(text) if kind == "|" else [text]))
            lines = []
        if edge:
            kind = "" if kind == "|" else "|"
        elif heading:
            yield heading[1], heading[2]
        elif item:
            kind, lines = _KINDS.get(item[1], item[1]), [item[2]]
        elif skipped:
            kind = ""
        else:
            lines.append(line)


def _plain_text(source: str) -> str:
    """The text without markup, ``""`` where nothing is left."""
    text = " ".join(_INDEX.sub(" ", _REFERENCE.sub(" ", _without_formulas(source))).split())
    for pattern, replacement in _MARKUP:
        text = pattern.sub(replacement, text)
    text = _RAISED.sub(lambda match: match[1].translate(_SUPERSCRIPT), html.unescape(text))
    return " ".join(text.split()) if re.search(r"\w", text) else ""


if __name__ == "__main__":
    main(sys.argv[1:])
