"""What `workbench align` reads and prints."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.markup import escape

from workbench.cli.printing import console, progress
from workbench.languages import detect
from workbench.messages import UserError, translate
from workbench.sts import write_atomically

if TYPE_CHECKING:
    from workbench.alignment import Bead, Link
    from workbench.alignment.encoders import Encoder

_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*")

_SAMPLE = 20_000
"""Characters of a text from which its language is told."""


class LinesError(UserError):
    """A file of lines that cannot be read."""


def align_files_of_lines(
    files: tuple[Path, Path], languages: tuple[str, str], encoder: Encoder | None, json_file: Path | None
) -> None:
    """Print the beads of two files of one sentence a line, ``[source]:[target]``, numbered from 0.

    Raises:
        UserError: where a file cannot be read, or no encoder knows the languages.
    """
    from workbench.alignment import align_lines
    from workbench.alignment.encoders import default_encoder_for

    source, target = (_lines(file) for file in files)
    told = [name or detect(_sample(lines)) for name, lines in zip(languages, (source, target), strict=True)]
    # Lines of numbers tell nothing; then the other file's language will do.
    pair = told[0] or told[1], told[1] or told[0]
    with progress(translate("cli.align.aligning")) as report:
        found = align_lines(source, target, pair, encoder=encoder, progress=report)
    used = encoder or default_encoder_for(*pair)
    print(used.reason.render(), file=sys.stderr)
    for bead in found:
        print(f"{list(bead.source)}:{list(bead.target)}")
    if json_file:
        _write(json_file, {"languages": pair, "beads": [_record(bead) for bead in found]})


def two_languages(text: str) -> tuple[str, str]:
    """The languages of both files, ``"de,fr"``; empty where none are stated.

    Raises:
        LinesError: where it is anything but two tags.
    """
    if not text:
        return "", ""
    tags = [part.strip() for part in text.split(",")]
    if len(tags) != 2 or not all(map(_TAG.fullmatch, tags)):
        raise LinesError("cli.align.two-languages", given=text)
    return tags[0], tags[1]


def _record(bead: Bead) -> dict[str, object]:
    return {"source": bead.source, "target": bead.target, "score": bead.score}


def _lines(file: Path) -> list[str]:
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise LinesError("cli.align.no-file", file=file, problem=error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise LinesError("cli.align.not-utf-8", file=file, line=line) from error
    lines = text.replace("\r\n", "\n").split("\n")
    return lines if lines[-1] else lines[:-1]


def _sample(lines: Sequence[str]) -> str:
    """Lines from all over the text: its beginning may be a title page."""
    step = max(1, sum(map(len, lines)) // _SAMPLE)
    return "\n".join(lines[::step])[:_SAMPLE]


def print_links(links: Sequence[Link]) -> None:
    """A line for each link: ids of the draft, ids of the reference, relation, score."""
    out = console()
    for link in links:
        relation = translate(f"divergence.relation.{link.relation}")
        moved = f", {translate('cli.align.moved')}" if link.moved else ""
        score = "" if link.score is None else f"  {link.score:.3f}"
        sides = "  :  ".join(" ".join(ids) or "—" for ids in (link.draft, link.reference))
        out.print(escape(f"{sides}  {relation}{moved}{score}"))


def write_links(file: Path, links: Sequence[Link]) -> None:
    """Links as JSON."""
    _write(file, {"alignment": [link.model_dump(mode="json") for link in links]})


def _write(file: Path, value: object) -> None:
    write_atomically(file, (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode())
    print(translate("cli.written", file=file), file=sys.stderr)
