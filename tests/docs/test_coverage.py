"""The table of ``docs/reference/languages.md``, written by this test: what is read in which language.

Where the page is out of date it is rewritten and the test fails, so that the change is seen and committed.
"""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import reading

from workbench.languages import available, language, read

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "languages.md"
BEGIN, END = "<!-- coverage -->", "<!-- /coverage -->"

SENSES = ("≥", "≤", ">", "<", "range", "tolerance", "value")
FORMS = {
    "requirement": ("req+", "req-"),
    "recommendation": ("rec+", "rec-"),
    "permission": ("perm+", "perm-"),
    "possibility": ("cap+", "cap-"),
    "external": ("ext",),
    "words to avoid": ("forbidden",),
    "instruction": ("instr",),
    "statement": ("stmt",),
}


def _sense(limit: dict[str, Any], text: str) -> str:
    lo, hi = limit["lo"], limit["hi"]
    if lo is not None and hi is not None:
        tolerance = "±" in text or re.search(r"\+\s?\d", text)
        return "value" if lo == hi else "tolerance" if tolerance else "range"
    if lo is not None:
        return "≥" if limit["lo_inc"] else ">"
    return "<" if limit["hi_inc"] is False else "≤"


def _covered(code: str) -> tuple[Counter[str], Counter[str]]:
    """Of each sense and form: how many there are in the sentences of a language, how many are read."""
    stated, right = Counter[str](), Counter[str]()
    for sentence in reading.sentences(code):
        found = read(sentence["text"], code)
        unit = reading.wanted_unit(sentence)
        got = Counter(reading.key(limit, unit) for limit in found.limits)
        for limit in sentence["limits"]:
            sense, key = _sense(limit, sentence["text"]), reading.stated_key(limit)
            stated[sense] += 1
            if got[key]:
                got[key] -= 1
                right[sense] += 1
        name = next(name for name, codes in FORMS.items() if sentence["form"] in codes)
        stated[name] += 1
        right[name] += found.form == sentence["form"]
    return stated, right


def _table() -> str:
    columns = (*SENSES, *FORMS)
    lines = [
        "| | name | " + " | ".join(columns) + " | examples in its file |",
        "|---|---|" + "---|" * (len(columns) + 1),
    ]
    for code in reading.languages():
        stated, right = _covered(code)
        cells = [f"{right[name]}/{stated[name]}" if stated[name] else "–" for name in columns]
        known = language(code)
        lines.append(f"| `{code}` | {known.name} | " + " | ".join(cells) + f" | {len(known.examples)} |")
    return "\n".join(lines)


def test_the_table_says_what_is_read() -> None:
    page = PAGE.read_text(encoding="utf-8")
    before, rest = page.split(BEGIN)
    _, after = rest.split(END)
    current = f"{before}{BEGIN}\n\n{_table()}\n\n{END}{after}"
    if current != page:
        PAGE.write_text(current, encoding="utf-8")
    assert current == page, f"{PAGE} was out of date and is rewritten; look at it and commit it"


def test_every_language_has_a_row() -> None:
    assert set(re.findall(r"^\| `(\w+)` \|", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)) == set(
        available()
    )
