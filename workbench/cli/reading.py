"""What `workbench read` and `workbench designation` print."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.markup import escape

from workbench.cli.printing import console
from workbench.designations import Designation, counterparts, parse, unparsed
from workbench.interchange import TextReading, read_text
from workbench.languages import available, language
from workbench.messages import UserError, translate

_STANDARD_INPUT = "-"
_INDENT = "  "
_INTERNAL = frozenset(("adopts", "raw", "part_form"))
_SHOWN = ("publisher", "number", "part", "year", "month", "supplements", "stage", "language", "countries")


_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}([-_].*)?")
_COUNTRY = re.compile(r"[A-Za-z]{2}")


class OptionError(UserError):
    """An option that names nothing."""


class LinesError(UserError):
    """A file of lines that cannot be read at all."""


def print_reading(reading: TextReading) -> None:
    """The text, its verbal form, and a line for everything that was read in it."""
    out = console()
    out.print(f"[bold]{escape(reading.text)}[/]")
    out.print(f"{_INDENT}{_form(reading)}")
    for mark in reading.marks:
        out.print(escape(f"{_INDENT}{mark.note}  [{reading.text[mark.start : mark.end]}]"))
    for value in reading.values:
        out.print(escape(f"{_INDENT}{translate('interchange.reading.note.value', what=value.text)}"))
    for item in reading.unparsed:
        out.print(escape(f"{_INDENT}{_hint(item.hint, item.suggestion)}"), style="yellow")


def _form(reading: TextReading) -> str:
    name = reading.lang or translate("cli.read.no-language")
    key = "cli.read.form-uncertain" if reading.low_confidence else "cli.read.form"
    line = translate(key, language=name, form=reading.form, name=translate(f"cli.form.{reading.form}"))
    return escape(line if reading.known else translate("cli.read.unknown-language", line=line))


def _hint(hint: str, suggestion: str) -> str:
    return translate("cli.designation.meant", hint=hint, canonical=suggestion) if suggestion else hint


def check_options(*, lang: str = "", profile: str = "", country: str = "") -> None:
    """Refuse what would silently have no effect.

    Raises:
        OptionError: naming what is known instead.
    """
    if lang and not _LANGUAGE_TAG.fullmatch(lang):
        raise OptionError("cli.read.no-such-language", name=lang, known=", ".join(available()))
    profiles = sorted({name for code in available() for name in language(code).profiles})
    if profile and profile not in profiles:
        raise OptionError("cli.read.no-such-profile", name=profile, known=", ".join(profiles))
    if country and not _COUNTRY.fullmatch(country):
        raise OptionError("cli.read.no-such-country", name=country)


def read_lines(file: Path, lang: str, *, profile: str, country: str) -> bool:
    """Read each line of a JSON Lines file and print one line of JSON for it; whether all could be read.

    A line that is no object with a text gives ``{"error": ...}``, so that lines keep their numbers.

    Raises:
        LinesError: where there is no such file.
    """
    fine = True
    for number, line in enumerate(_lines(file), 1):
        answer = _answer(line, number, lang, profile=profile, country=country)
        fine = fine and "error" not in answer
        sys.stdout.buffer.write(_json(answer).encode() + b"\n")
    sys.stdout.buffer.flush()
    return fine


def _lines(file: Path) -> list[str]:
    try:
        data = sys.stdin.buffer.read() if str(file) == _STANDARD_INPUT else file.read_bytes()
    except OSError as error:
        problem = error.strerror or str(error)
        raise LinesError("cli.read.no-file", file=str(file), problem=problem) from error
    # Not splitlines: the text of a line may hold other line ends, such as U+2028.
    lines = data.decode("utf-8-sig", errors="replace").split("\n")
    return lines if lines[-1] else lines[:-1]


def _answer(line: str, number: int, lang: str, *, profile: str, country: str) -> dict[str, Any]:
    try:
        given = json.loads(line)
    except (ValueError, RecursionError):
        given = None
    text = given.get("text") if isinstance(given, dict) else None
    if not isinstance(text, str):
        return {"error": translate("cli.read.bad-line", number=number)}
    stated = given.get("lang") or lang
    reading = read_text(
        text,
        stated if isinstance(stated, str) else lang,
        profile=str(given.get("profile") or profile),
        country=str(given.get("country") or country),
    )
    return reading.model_dump()


def _json(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    # Half of a surrogate pair has no UTF-8 form; escaped it has one.
    return text if text.isprintable() or _encodes(text) else json.dumps(value)


def _encodes(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def print_designation(text: str, *, country: str, as_json: bool) -> bool:
    """The record of a designation, its canonical form and what it corresponds to; whether it is one."""
    found = parse(text, country=country)
    if as_json:
        print(_json(_record(text, found, country)))
    elif found:
        _print_record(text, found)
    else:
        _print_unparsed(text, country)
    return found is not None


def _record(text: str, found: Designation | None, country: str) -> dict[str, Any]:
    if found is None:
        hints = [
            {"text": item.text, "hint": item.hint.render(), "suggestion": item.suggestion}
            for item in unparsed(text, country=country)
        ]
        return {"text": text, "canonical": None, "unparsed": hints}
    fields = {name: value for name, value in asdict(found).items() if name not in _INTERNAL}
    adopts = found.adopts
    return {
        "text": text,
        "canonical": found.canonical,
        "key": found.key,
        **fields,
        "adopts": {"canonical": adopts.designation.canonical, "degree": adopts.degree} if adopts else None,
        "counterparts": [
            {
                "canonical": item.designation.canonical,
                "degree": item.equivalence.degree,
                "editions": item.equivalence.editions,
                "source": item.equivalence.source.render(),
                "as_of": item.equivalence.as_of,
            }
            for item in counterparts(found)
        ],
    }


def _print_record(text: str, found: Designation) -> None:
    out = console()
    out.print(f"[bold]{escape(found.canonical)}[/]")
    record = _record(text, found, "")
    for name in _SHOWN:
        value = record[name]
        if value:
            shown = ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
            field = translate("cli.designation.field", name=translate(f"cli.designation.{name}"), value=shown)
            out.print(escape(f"{_INDENT}{field}"))
    if found.all_parts:
        out.print(f"{_INDENT}{translate('cli.designation.all-parts')}")
    if found.confusable:
        out.print(f"{_INDENT}{translate('cli.designation.confusable')}", style="yellow")
    known = counterparts(found)
    if not known:
        out.print(f"{_INDENT}{translate('cli.designation.no-counterpart')}")
    for item in known:
        editions = item.equivalence.editions
        line = translate(
            f"cli.designation.counterpart-{editions}",
            canonical=item.designation.canonical,
            degree=item.equivalence.degree,
            source=item.equivalence.source,
        )
        out.print(escape(f"{_INDENT}{line}"))


def _print_unparsed(text: str, country: str) -> None:
    out = console()
    out.print(translate("cli.designation.unparsed", text=text), markup=False)
    for item in unparsed(text, country=country):
        out.print(escape(f"{_INDENT}{_hint(item.hint.render(), item.suggestion)}"))
