"""Change one thing in a document: exactly that is found, and nothing else.

    python benchmarks/divergence.py [--changes 40] [--show]

In standards of the demonstration and of the cases in Chinese, English and Russian one thing is changed at
random, and the changed document is compared with itself as it was. Right is one finding, of the category that
the change belongs to, at the provision that was changed; no finding at all where a value is only written in
another unit. A limit that says to what the standard applies is scope (SC), one in a general condition is TC.
``--show`` prints what is not right.
"""

import argparse
import random
import re
import time
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path

from lxml import etree

from workbench import sts
from workbench.divergence import compare
from workbench.languages import read
from workbench.sts import Provision, ProvisionKind, Standard

ROOT = Path(__file__).parents[1]
CASES = "corpora/cases"
DOCUMENTS = {
    "zh": (f"{CASES}/valve-zh-en/draft.sts.xml", f"{CASES}/fan-zh-fr/draft.sts.xml", "drafts/cable.sts.xml"),
    "en": (
        f"{CASES}/valve-zh-en/reference.sts.xml",
        f"{CASES}/chair-en-id/draft.sts.xml",
        "corpora/iso-91240.sts.xml",
    ),
    "ru": (
        f"{CASES}/hose-zh-ru/reference.sts.xml",
        "corpora/gost-91001.sts.xml",
        "corpora/gost-91150.sts.xml",
    ),
}
WEAKER = {
    "zh": {"应": "宜"},
    "en": {"shall": "should"},
    "ru": {"должен": "может", "должна": "может", "должно": "может", "должны": "могут"},
}
DENIED = {
    "zh": {"应": "不应"},
    "en": {"shall": "shall not"},
    "ru": {"должен": "не должен", "должна": "не должна", "должно": "не должно", "должны": "не должны"},
}
UNITS: dict[str, tuple[str, int | Fraction]] = {
    "mm": ("cm", 10), "kN": ("N", Fraction(1, 1000)), "MPa": ("kPa", Fraction(1, 1000)), "mL": ("L", 1000),
    "мм": ("см", 10), "кН": ("Н", Fraction(1, 1000)), "МПа": ("кПа", Fraction(1, 1000)),
}  # fmt: skip
LIMITS = {"QL", "TO", "SC", "TC", "TM", "SA"}

Text = tuple[Provision, etree._Element, str]
"""A piece of text of a provision: the element that holds it, and whether as ``text`` or ``tail``."""
Changed = tuple[Provision, set[str]]
"""The provision that was changed and the categories of which one finding is right; empty where none is."""


def texts(standard: Standard) -> Iterator[Text]:
    """Every piece of text of every provision."""
    for provision in standard.provisions:
        for element in provision.element.iter(etree.Element):
            if element.text and element.text.strip():
                yield provision, element, "text"
            if element is not provision.element and element.tail and element.tail.strip():
                yield provision, element, "tail"


def digit(piece: Text, language: str) -> Changed | None:
    """One digit of a limit."""
    provision, element, place = piece
    text = getattr(element, place)
    if provision.kind in (ProvisionKind.REFERENCE, ProvisionKind.TERM) or element.tag in ("xref", "std-ref"):
        return None
    limits = [q for q in read(text, language).quantities if q.role == "limit" and q.unit]
    number = re.compile(r"\d").search(text, *limits[0].span) if limits else None
    if number is None:
        return None
    start = number.start()
    setattr(element, place, f"{text[:start]}{int(text[start]) % 9 + 1}{text[start + 1 :]}")
    return provision, LIMITS


def verb(
    words: dict[str, dict[str, str]], wanted: set[str], *, limits: bool = True
) -> Callable[[Text, str], Changed | None]:
    """The verbal form of a requirement that has one."""

    def change(piece: Text, language: str) -> Changed | None:
        provision, element, place = piece
        text = getattr(element, place)
        reading = read(text, language)
        if (
            provision.kind not in (ProvisionKind.PARAGRAPH, ProvisionKind.LIST_ITEM)
            or len(reading.forms) != 1
        ):
            return None
        start, end = reading.forms[0].span
        other = words[language].get(text[start:end])
        # Nobody writes "не должна быть не менее" or 不应不小于.
        if other is None or reading.form != "req+" or (reading.limits and not limits):
            return None
        setattr(element, place, text[:start] + other + text[end:])
        return provision, wanted

    return change


def edition(piece: Text, language: str) -> Changed | None:
    """The year of a reference."""
    provision, element, place = piece
    text = getattr(element, place)
    year = (
        re.search(r"(?<=[:—–-])(?:19|20)\d\d(?!\d)", text) if "（" not in text and "(" not in text else None
    )
    if year is None or provision.kind is not ProvisionKind.REFERENCE:
        return None
    setattr(element, place, f"{text[: year.start()]}{int(year[0]) - 3}{text[year.end() :]}")
    return provision, {"NR"}


def dropped(piece: Text, language: str) -> Changed | None:
    """A requirement left out."""
    provision = piece[0]
    if provision.kind is not ProvisionKind.PARAGRAPH or read(provision.text, language).form != "req+":
        return None
    parent = provision.element.getparent()
    if parent is None:
        return None
    parent.remove(provision.element)
    return provision, {"MI"}


def other_unit(piece: Text, language: str) -> Changed | None:
    """A value in another unit."""
    provision, element, place = piece
    text = getattr(element, place)
    for unit, (other, factor) in UNITS.items():
        found = re.search(rf"(?<![\d.,~～-])(\d+(?:[.,]\d+)?)(\s?){unit}(?![\w/·²³])", text)
        if found is None or found.end() == len(text) or re.search(r"[±~～–-]|\d\s*×", text):
            continue  # at the end a raised 2 may follow
        value = Fraction(found[1].replace(",", ".")) / Fraction(factor)
        written = f"{float(value):.10g}".replace(".", "," if "," in text and language == "ru" else ".")
        setattr(element, place, f"{text[: found.start()]}{written}{found[2]}{other}{text[found.end() :]}")
        return provision, set()
    return None


CHANGES: dict[str, Callable[[Text, str], Changed | None]] = {
    "a digit of a limit": digit,
    "a weaker verb": verb(WEAKER, {"VF"}),
    "a denied verb": verb(DENIED, {"VF"}, limits=False),
    "year of a reference": edition,
    "a requirement dropped": dropped,
    "another unit": other_unit,
}


def right(language: str, change: Callable[[Text, str], Changed | None], seed: int, show: bool) -> bool | None:
    """Whether one change is found as what it is; ``None`` where the document holds nothing to change."""
    draw = random.Random(seed)
    file = ROOT / draw.choice(DOCUMENTS[language])
    old, new = sts.load(file), sts.load(file)
    pieces = list(texts(new))
    draw.shuffle(pieces)
    changed = next(filter(None, (change(piece, language) for piece in pieces)), None)
    if changed is None:
        return None
    provision, wanted = changed
    before = next(one.text for one in old.provisions if one.id == provision.id)
    new = sts.load(etree.tostring(new.tree), name=str(file))
    found = compare(new, old).divergences
    fine = not found
    if wanted:
        # Conformity assessment on one side only is told as such and as missing (README of the gold).
        told = [one for one in found if one.category != "CA" or len(found) == 1]
        at = {*told[0].draft, *told[0].reference} if len(told) == 1 else set()
        fine = len(told) == 1 and told[0].category in wanted and provision.id in at
    if show and not fine:
        after = next((one.text for one in new.provisions if one.id == provision.id), "")
        print(f"   {file.parent.name} {[(one.category, one.sub) for one in found]} {before}\n      {after}")
    return fine


def main() -> None:
    """Print the share that is right, for each language and kind of change."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--changes", type=int, default=40)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    begin = time.perf_counter()
    total = hits = 0
    for language in DOCUMENTS:
        for name, change in CHANGES.items():
            results = [right(language, change, seed, options.show) for seed in range(options.changes)]
            made = [result for result in results if result is not None]
            total, hits = total + len(made), hits + sum(made)
            print(f"{language}  {name:<24} {sum(made)} of {len(made)}", flush=True)
    print(f"all {hits} of {total}: {hits / total:.3f}, {time.perf_counter() - begin:.0f} s")


if __name__ == "__main__":
    main()
