"""What `workbench link` does: a person's decisions about links, kept beside the draft."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.markup import escape

from workbench.alignment import (
    change_decisions,
    decide,
    decisions_file,
    load_decisions,
    name_of,
    with_decision,
    without_decisions_on,
)
from workbench.cli.printing import console
from workbench.messages import UserError, translate
from workbench.sts import Standard, load
from workbench.versioning import read

if TYPE_CHECKING:
    from workbench.alignment import Decision
    from workbench.alignment.decisions import Kind


class LinkError(UserError):
    """A link that cannot be understood, or about which nothing was decided."""


def decide_links(kind: Kind, draft: str, reference: str, ids: Sequence[str], by: str) -> None:
    """Keep one decision for each ``p12,p13:p30``; nothing is written where one of them is wrong.

    Raises:
        UserError: where a document, an id or the file of decisions is wrong.
    """
    standard, other = _draft(draft), read(reference)
    new = [decide(kind, standard, other, *_sides(text), by=by) for text in ids]

    def change(decisions: tuple[Decision, ...]) -> tuple[Decision, ...]:
        for one in new:
            decisions = with_decision(decisions, one, standard, other)
        return decisions

    _tell(draft, change_decisions(Path(draft), change))


def remove_links(draft: str, reference: str, ids: Sequence[str]) -> None:
    """Take back the decisions about these provisions, even about ones that are gone.

    Raises:
        LinkError: where nothing was decided about one of them.
    """
    standard, other = _draft(draft), read(reference)

    def change(decisions: tuple[Decision, ...]) -> tuple[Decision, ...]:
        for text in ids:
            kept = _without(decisions, standard, other, *_sides(text))
            if len(kept) == len(decisions):
                raise LinkError("cli.link.none", ids=text, file=decisions_file(Path(draft)))
            decisions = kept
        return decisions

    _tell(draft, change_decisions(Path(draft), change))


def _without(
    decisions: tuple[Decision, ...], draft: Standard, reference: Standard, mine: list[str], theirs: list[str]
) -> tuple[Decision, ...]:
    named = tuple(
        one
        for one in decisions
        if one.against != name_of(reference)
        or (set(one.draft), set(one.reference)) != (set(mine), set(theirs))
    )
    if len(named) < len(decisions):
        return named
    # They may have other ids by now.
    return without_decisions_on(
        decisions, decide("rejected", draft, reference, mine, theirs), draft, reference
    )


def _draft(draft: str) -> Standard:
    if "@" in draft and not Path(draft).exists():
        raise LinkError("cli.link.revision", file=draft)
    return load(draft)


def list_links(draft: str) -> None:
    """Print the decisions beside a draft, a line each."""
    decisions = load_decisions(_draft(draft))
    if not decisions:
        console().print(translate("cli.link.empty", file=decisions_file(Path(draft))), markup=False)
    for one in decisions:
        console().print(escape(described(one)))


def described(one: Decision) -> str:
    """A decision on one line."""
    kind = translate(f"cli.link.{one.decision}")
    by = " ".join(filter(None, (one.by, one.at[:10])))
    line = f"{','.join(one.draft)}:{','.join(one.reference)}  {kind}  {one.against}"
    return f"{line}  ({by})" if by else line


def _sides(text: str) -> tuple[list[str], list[str]]:
    mine, colon, theirs = text.partition(":")
    sides = [[part.strip() for part in side.split(",") if part.strip()] for side in (mine, theirs)]
    if not colon or not all(sides):
        raise LinkError("cli.link.no-link", ids=text)
    return sides[0], sides[1]


def _tell(draft: str, decisions: Sequence[Decision]) -> None:
    file = decisions_file(Path(draft))
    console().print(translate("cli.link.saved", file=file, count=len(decisions)), markup=False)
