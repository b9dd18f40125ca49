"""What git calls where two people changed the decisions about one draft."""

import sys
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import TypeVar

from workbench.cli import EXIT_FINDINGS, EXIT_FINE
from workbench.decisions import Decisions, DecisionsError, FindingDecision, LinkDecision, merge_decisions
from workbench.messages import Message, translate
from workbench.sts import write_atomically

One = TypeVar("One", LinkDecision, FindingDecision)

_OURS, _BETWEEN, _THEIRS = "<<<<<<< ours", "=======", ">>>>>>> theirs"


def merge_for_git(base: Path, ours: Path, theirs: Path, path: str) -> int:
    """Merge the decisions in three files into ``ours``, as git asks a merge driver to; the exit code.

    ``path`` is what people call the file. Where two people decided differently about the same, both lines
    are left between conflict markers, and stderr names what it is about.

    Raises:
        DecisionsError: where one of the files cannot be read; ``ours`` is left as it is.
    """
    try:
        merged, contested = merge_decisions(base, ours, theirs)
        text = _conflicting(merged, base, ours, theirs) if contested else merged.as_text()
    except (DecisionsError, OSError) as error:
        raise _named(error, {base: "base", ours: "ours", theirs: "theirs"}, path) from error
    write_atomically(ours, text.encode())
    if not contested:
        return EXIT_FINE
    print(translate("decisions.contested", file=path, ids=", ".join(contested)), file=sys.stderr)
    return EXIT_FINDINGS


def _named(error: DecisionsError | OSError, sides: dict[Path, str], path: str) -> DecisionsError:
    """The error with the names that people know: git's own names of the three files say nothing to them."""
    if isinstance(error, DecisionsError):
        key, values = error.key, dict(error.message.values)
    else:
        key = "decisions.unreadable"
        values = {"file": Path(error.filename or ""), "problem": error.strerror or error}
    side = sides.get(Path(str(values["file"])), "ours")
    whose = Message(f"decisions.side.{side}", {"file": path})
    return DecisionsError("decisions.unmergeable", file=path, problem=Message(key, {**values, "file": whose}))


def _conflicting(merged: Decisions, base: Path, ours: Path, theirs: Path) -> str:
    """The merged file with both versions of what is contested."""
    # Merged with itself a file is what it holds.
    before, mine, yours = (merge_decisions(file, file, file)[0] for file in (base, ours, theirs))
    links = _two_ways(merged.links, before.links, mine.links, yours.links)
    findings = _two_ways(merged.findings, before.findings, mine.findings, yours.findings)
    first, second = (
        # Not splitlines: a reason can hold characters at which that would break a line.
        Decisions(links=tuple(links[side]), findings=tuple(findings[side])).as_text().split("\n")
        for side in (0, 1)
    )
    return "\n".join(_marked(first, second))


def _two_ways(
    merged: Iterable[One], before: Iterable[One], mine: Iterable[One], yours: Iterable[One]
) -> tuple[list[One], list[One]]:
    """The merged decisions with what is contested as one has it, and as the other has it."""
    sides = [{one.key: one for one in side} for side in (before, mine, yours)]
    contested = {key for side in sides for key in side if len({_said(each.get(key)) for each in sides}) == 3}
    agreed = [one for one in merged if one.key not in contested]
    first, second = ([one for key, one in side.items() if key in contested] for side in sides[1:])
    return agreed + first, agreed + second


def _said(one: LinkDecision | FindingDecision | None) -> str:
    """What a decision says, whoever made it when; nothing where there is none."""
    return one.model_dump_json(exclude={"by", "at"}) if one else ""


def _marked(mine: list[str], yours: list[str]) -> Iterator[str]:
    """Two versions of a file in one, with markers where they differ: around two lines, or two runs."""
    for kind, *place in SequenceMatcher(None, mine, yours, autojunk=False).get_opcodes():
        first, second = mine[place[0] : place[1]], yours[place[2] : place[3]]
        if kind == "equal":
            yield from first
        elif len(first) == len(second):
            for one, other in zip(first, second, strict=True):
                yield from (_OURS, one, _BETWEEN, other, _THEIRS)
        else:
            yield from (_OURS, *first, _BETWEEN, *second, _THEIRS)
