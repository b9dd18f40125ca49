"""How much of what sentences of standards say is read, and how fast.

    python benchmarks/reading.py [--misread]

1. Beside quantulum3 and Pint's own parser on the English sentences with limits: how many quantities each
   finds with number and unit, and how many sentences a second. Bounds are not asked, as neither reads them.
   ``pip install quantulum3==0.9.2 "setuptools<81"`` first; without it only Pint is compared. Its classifier
   cannot be loaded with the scikit-learn of today; it is left out, which makes it faster.
2. The vectors of ``../shared/domain/language-vectors.json``.
3. The sentences of ``tests/languages/sentences`` (its README says who wrote which, and when): limits right in
   every field, verbal forms, designations in text. ``--misread`` prints what is not read as stated.
4. Provisions a second over the standards of ``../shared/data/sts``, the cases and the demonstration: limits,
   forms and designations together, on one core. Beside it one pass of a regular expression for numbers over
   the same text, which no reader can beat; and how the time grows with the length of a text.
"""

import json
import os
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from workbench import sts
from workbench.designations import find
from workbench.languages import Limit, Reading, read

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("WORKBENCH_SHARED") or ROOT.parent / "shared")
SENTENCES = ROOT / "tests" / "languages" / "sentences"
FULL = ("zh", "en", "ru", "fr", "es", "ar", "vi", "id")
"""The languages that are meant to be read in full; the others are read in part."""

Sentence = dict[str, Any]
Key = tuple[Decimal | None, bool | None, Decimal | None, bool | None, str]

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


def sentences(language: str) -> list[Sentence]:
    """The sentences of one language with what they say."""
    lines = (SENTENCES / f"{language}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def languages() -> list[str]:
    """The languages that there are sentences for, those that are read in full first."""
    found = {file.stem for file in SENTENCES.glob("*.jsonl")}
    return [*FULL, *sorted(found - set(FULL))]


def misread(sentence: Sentence, language: str) -> dict[str, object]:
    """Of each field of a sentence that is read otherwise than stated: what is read."""
    reading = read(sentence["text"], language)
    got: dict[str, object] = {
        "form": reading.form.value,
        "limits": [key(limit, wanted_unit(sentence)) for limit in reading.limits],
    }
    stated: dict[str, object] = {
        "form": sentence["form"],
        "limits": [stated_key(limit) for limit in sentence["limits"]],
    }
    if "low_confidence" in sentence:
        got["low_confidence"] = reading.low_confidence
        stated["low_confidence"] = sentence["low_confidence"]
    if "designations" in sentence:
        got["designations"] = sorted(named(sentence["text"]))
        stated["designations"] = sorted(
            {(item["text"], item["canonical"]) for item in sentence["designations"]}
        )
    return {field: got[field] for field in stated if got[field] != stated[field]}


def named(text: str) -> set[tuple[str, str]]:
    """The designations of a text, words and canonical form, without those that are only counterparts."""
    return {(item.text, item.designation.canonical) for item in find(text) if not item.counterpart}


def wanted_unit(sentence: Sentence) -> str:
    """Whether the limits of a sentence are stated with the unit as spelt or in UCUM."""
    return "ucum" if any("ucum" in limit for limit in sentence["limits"]) else "unit"


def key(limit: Limit, unit: str) -> Key:
    """What of a limit is compared."""
    shown = limit.unit if unit == "unit" else (limit.unit_ucum or "")
    return limit.lo, limit.lo_inc, limit.hi, limit.hi_inc, shown


def stated_key(limit: dict[str, Any]) -> Key:
    """The same of a limit as the sentences state it."""
    lo, hi = (None if limit[end] is None else Decimal(str(limit[end])) for end in ("lo", "hi"))
    return lo, limit["lo_inc"], hi, limit["hi_inc"], str(limit.get("unit", limit.get("ucum")))


def vectors() -> None:
    """The examples of the domain files."""
    file = SHARED / "domain" / "language-vectors.json"
    if not file.is_file():
        print(f"vectors: skipped, {file} is missing")
        return
    data = json.loads(file.read_text(encoding="utf-8"))
    limits = forms = 0
    for vector in data["limits"]:
        reading = read(vector["text"], vector["lang"])
        got = [key(limit, "unit") for limit in reading.limits]
        limits += got == [stated_key(vector)] and reading.form.value == vector["form"]
    for vector in data["verbal_forms"]:
        reading = read(vector["text"], vector["lang"])
        forms += (reading.form.value, reading.low_confidence) == (vector["form"], vector["low_confidence"])
    print(f"vectors: limits {limits} of {len(data['limits'])}, forms {forms} of {len(data['verbal_forms'])}")


def quality(show: bool) -> None:
    """The sentences of the tests, by language and by set."""
    totals: dict[str, Counter[str]] = defaultdict(Counter)
    print("language  sentences  limits  (of those with limits)  forms  designations F1")
    for language in languages():
        count = Counter[str]()
        for sentence in sentences(language):
            wrong = misread(sentence, language)
            if show and wrong:
                print(f"  {language} {sentence['text']}\n     {wrong}")
            for into in (count, totals[sentence["set"]], totals["all" if language in FULL else "in part"]):
                tally(into, sentence, wrong)
        print(line(language, count))
    for name, count in totals.items():
        print(line(name, count))


def tally(count: Counter[str], sentence: Sentence, wrong: dict[str, object]) -> None:
    """Count one sentence."""
    count["n"] += 1
    count["limits"] += "limits" not in wrong
    count["form"] += "form" not in wrong
    if sentence["limits"]:
        count["with"] += 1
        count["with right"] += "limits" not in wrong
    if "designations" in sentence:
        stated = {(item["text"], item["canonical"]) for item in sentence["designations"]}
        got = named(sentence["text"])
        count["named"] += len(stated)
        count["found"] += len(got)
        count["both"] += len(stated & got)


def line(name: str, count: Counter[str]) -> str:
    """One row of the table."""
    named_or_found = count["named"] + count["found"]
    f1 = f"{2 * count['both'] / named_or_found:.3f}" if named_or_found else "-"
    limits, right = count["limits"] / count["n"], count["with right"] / count["with"]
    return f"{name:8} {count['n']:10} {limits:8.3f} {right:14.3f} {count['form'] / count['n']:14.3f} {f1:>10}"


def beside_peers() -> None:
    """The quantities of the English sentences, as each reader finds them."""
    texts = [sentence for sentence in sentences("en") if sentence["limits"]]
    wanted = [numbers_and_units(sentence) for sentence in texts]
    total = sum(map(len, wanted))
    readers: dict[str, Callable[[str], Iterable[tuple[float, str]]]] = {"workbench": ours, "pint": pints()}
    try:
        readers["quantulum3"] = quantulums()
    except ImportError as error:
        print(f"quantulum3: skipped, {error} (see the head of this file)")
    speeds: dict[str, float] = {}
    for name, reader in readers.items():
        for sentence in texts:  # loads data and compiles phrases
            list(reader(sentence["text"]))
        begin = time.perf_counter()
        # The blank is what a cache of whole answers does not know.
        found = [list(reader(sentence["text"] + " ")) for sentence in texts]
        speeds[name] = len(texts) / (time.perf_counter() - begin)
        named = [{(number, unit_name(unit)) for number, unit in got} for got in found]
        right = sum(len(expected & got) for expected, got in zip(wanted, named, strict=True))
        ratio = (
            ""
            if name == "workbench"
            else f"; the workbench is {speeds['workbench'] / speeds[name]:.1f} times as fast"
        )
        print(f"{name:10} {right} of {total} numbers with unit, {speeds[name]:.0f} sentences/s{ratio}")


def numbers_and_units(sentence: Sentence) -> set[tuple[float, str]]:
    """The numbers of the stated limits, each with its unit in one spelling."""
    return {
        (float(limit[end]), unit_name(limit["unit"]))
        for limit in sentence["limits"]
        for end in ("lo", "hi")
        if limit[end] is not None
    }


@cache
def unit_name(spelling: str) -> str:
    """A unit as Pint writes it short; the spelling where Pint does not know it."""
    try:
        return f"{_registry().parse_units(spelling.replace('°C', 'degC').replace('%', 'percent')):~C}"
    except Exception:  # Pint's parser raises anything on what is no unit.
        return spelling


@cache
def _registry() -> Any:
    import pint

    return pint.UnitRegistry(cache_folder=None)


def ours(text: str) -> list[tuple[float, str]]:
    """The workbench; verbal forms and designations, which the others do not read, are part of its time."""
    find(text)
    return [
        (float(bound), limit.unit)
        for limit in read(text, "en").quantities
        for bound in (limit.lo, limit.hi)
        if bound is not None
    ]


def pints() -> Callable[[str], list[tuple[float, str]]]:
    """Pint's parser, given each number with the two words behind it, the longest that it takes."""
    registry = _registry()

    def reader(text: str) -> list[tuple[float, str]]:
        found = []
        for match in _NUMBER.finditer(text):
            number = match[0].replace(",", ".")
            words = text[match.end() : match.end() + 30].split()
            for length in (2, 1):
                unit = " ".join(words[:length]).strip(".,;:)").replace("°C", "degC").replace("%", "percent")
                try:
                    quantity = registry.parse_expression(f"{number} {unit}")
                    found.append((float(quantity.magnitude), str(quantity.units)))
                    break
                except Exception:  # Pint's parser raises anything on what is no quantity
                    continue
        return found

    return reader


def quantulums() -> Callable[[str], list[tuple[float, str]]]:
    """quantulum3, with its units in the same spelling."""
    parser = import_module("quantulum3.parser")
    vars(import_module("quantulum3.classifier"))["USE_CLF"] = False

    def reader(text: str) -> list[tuple[float, str]]:
        found = []
        for quantity in parser.parse(text):
            found.append((float(quantity.value), (quantity.unit.symbols or [quantity.unit.name])[0]))
        return found

    return reader


def speed() -> None:
    """Provisions a second, and the time for longer and longer text."""
    texts = provisions()
    for language in {language for _, language in texts}:
        both("1 mm", language)  # loads the data
    half = texts[::2], texts[1::2]
    seconds = []
    for part in half:  # the first half compiles phrases as they are met
        begin = time.perf_counter()
        for text, language in part:
            both(text, language)
        seconds.append(time.perf_counter() - begin)
    begin = time.perf_counter()
    for text, _ in half[1]:
        _NUMBER.findall(text)
    least = time.perf_counter() - begin
    print(
        f"speed: {len(texts)} provisions, {len(half[1]) / seconds[1]:.0f} a second "
        f"({len(half[0]) / seconds[0]:.0f} in the first half of them); "
        f"{seconds[1] / least:.0f} times one pass for numbers"
    )
    prose = " ".join(text for text, language in texts if language == "en")
    times = []
    for size in (12_500, 25_000, 50_000, 100_000):
        piece = (prose * (size // max(1, len(prose)) + 1))[:size]
        begin = time.perf_counter()
        both(piece, "en")
        times.append(time.perf_counter() - begin)
    shown = ", ".join(f"{seconds:.2f} s" for seconds in times)
    print(f"length: 12.5, 25, 50, 100 kB of text in {shown}")


def both(text: str, language: str) -> tuple[Reading, object]:
    """All that is read of a text."""
    return read(text, language), find(text)


def provisions() -> list[tuple[str, str]]:
    """Every provision of the documents that there are, once each, with its language."""
    folders = (SHARED / "data" / "sts", SHARED / "gold" / "cases", ROOT / "corpora", ROOT / "drafts")
    found: dict[str, str] = {}
    for file in sorted(file for folder in folders for file in folder.glob("**/*.xml")):
        try:
            standard = sts.load(file)
        except sts.StsError:
            continue
        for provision in standard.provisions:
            found.setdefault(provision.text, provision.language or standard.language)
    return list(found.items())


if __name__ == "__main__":
    beside_peers()
    vectors()
    quality("--misread" in sys.argv)
    speed()
