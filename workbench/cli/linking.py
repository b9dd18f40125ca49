"""What `workbench link` does: a person's decisions about links, kept beside the draft."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.markup import escape

from workbench.alignment import (
    decide,
    decisions_file,
    load_decisions,
    name_of,
    save_decisions,
    with_decision,
)
from workbench.cli.printing import console
from workbench.messages import UserError, translate
from workbench.sts import load

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
    standard, other = load(draft), load(reference)
    decisions = load_decisions(standard)
    for mine, theirs in map(_sides, ids):
        decisions = with_decision(decisions, decide(kind, standard, other, mine, theirs, by=by))
    _save(Path(draft), decisions)


def remove_links(draft: str, reference: str, ids: Sequence[str]) -> None:
    """Take back the decisions about these provisions.

    Raises:
        LinkError: where nothing was decided about one of them.
    """
    decisions = load_decisions(Path(draft))
    against = name_of(load(reference))
    for text in ids:
        mine, theirs = _sides(text)
        kept = tuple(
            one
            for one in decisions
            if one.against != against or (set(one.draft), set(one.reference)) != (set(mine), set(theirs))
        )
        if len(kept) == len(decisions):
            raise LinkError("cli.link.none", ids=text, file=decisions_file(Path(draft)))
        decisions = kept
    _save(Path(draft), decisions)


def list_links(draft: str) -> None:
    """Print the decisions beside a draft, a line each."""
    decisions = load_decisions(load(draft))
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


def _save(draft: Path, decisions: Sequence[Decision]) -> None:
    file = save_decisions(draft, decisions)
    console().print(translate("cli.link.saved", file=file, count=len(decisions)), markup=False)
