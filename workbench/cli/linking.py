"""What `workbench link` does: a person's decisions about links, kept beside the draft."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.markup import escape

from workbench.cli.printing import console
from workbench.decisions import (
    Decisions,
    change_decisions,
    decide_link,
    decisions_file,
    load_decisions,
    name_of,
    with_link_decision,
    without_link_decisions_on,
)
from workbench.messages import UserError, translate
from workbench.sts import Standard, load
from workbench.versioning import read

if TYPE_CHECKING:
    from workbench.decisions import LinkDecision, LinkKind


class LinkError(UserError):
    """A link that cannot be understood, or about which nothing was decided."""


def decide_links(kind: LinkKind, draft: str, reference: str, ids: Sequence[str], by: str) -> None:
    """Keep one decision for each ``p12,p13:p30``; nothing is written where one of them is wrong.

    Raises:
        UserError: where a document, an id or the file of decisions is wrong.
    """
    standard, other = _draft(draft), read(reference)
    new = [decide_link(kind, standard, other, *_sides(text), by=by) for text in ids]

    def change(decisions: Decisions) -> Decisions:
        links = decisions.links
        for one in new:
            links = with_link_decision(links, one, standard, other)
        return decisions.model_copy(update={"links": links})

    _tell(draft, change_decisions(Path(draft), change))


def remove_links(draft: str, reference: str, ids: Sequence[str]) -> None:
    """Take back the decisions about these provisions, even about ones that are gone.

    Raises:
        LinkError: where nothing was decided about one of them.
    """
    standard, other = _draft(draft), read(reference)

    def change(decisions: Decisions) -> Decisions:
        links = decisions.links
        for text in ids:
            kept = _without(links, standard, other, *_sides(text))
            if len(kept) == len(links):
                raise LinkError("cli.link.none", ids=text, file=decisions_file(Path(draft)))
            links = kept
        return decisions.model_copy(update={"links": links})

    _tell(draft, change_decisions(Path(draft), change))


def _without(
    decisions: tuple[LinkDecision, ...],
    draft: Standard,
    reference: Standard,
    mine: list[str],
    theirs: list[str],
) -> tuple[LinkDecision, ...]:
    named = tuple(
        one
        for one in decisions
        if one.against != name_of(reference)
        or (set(one.draft), set(one.reference)) != (set(mine), set(theirs))
    )
    if len(named) < len(decisions):
        return named
    # They may have other ids by now.
    return without_link_decisions_on(
        decisions, decide_link("rejected", draft, reference, mine, theirs), draft, reference
    )


def _draft(draft: str) -> Standard:
    if "@" in draft and not Path(draft).exists():
        raise LinkError("cli.link.revision", file=draft)
    return load(draft)


def list_links(draft: str) -> None:
    """Print the decisions beside a draft, a line each."""
    decisions = load_decisions(_draft(draft)).links
    if not decisions:
        console().print(translate("cli.link.empty", file=decisions_file(Path(draft))), markup=False)
    for one in decisions:
        console().print(escape(described(one)))


def described(one: LinkDecision) -> str:
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


def _tell(draft: str, decisions: Decisions) -> None:
    file = decisions_file(Path(draft))
    console().print(translate("cli.link.saved", file=file, count=len(decisions.links)), markup=False)
