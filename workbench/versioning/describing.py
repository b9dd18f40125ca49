"""What changed between two versions, in the field's words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from workbench.messages import Message, UserError, translate
from workbench.sts import Standard

if TYPE_CHECKING:
    from workbench.alignment import Link
    from workbench.divergence import Comparison, Divergence, ProvisionText

_SUBJECT_LENGTH = 72
_COUNTED = frozenset({"AD", "MI", "MV", "SL", "MG", "RN", "ED"})
"""Categories that are told by clause from what corresponds, not finding by finding: what is added, removed,
moved, worded otherwise."""


def describe(newer: Standard, older: Standard) -> str:
    """A commit message that says what changed from ``older`` to ``newer``, in the user's language.

    The first line holds all changes where they fit, else the first one and how many more there are; then
    the lines below list them.
    """
    # Here and not above: it loads the numeric libraries, and git calls textconv once for every file.
    from workbench.divergence import compare

    try:
        comparison = compare(newer, older)
    except UserError as error:
        # A draft in a language without encoder, or without any provision yet, is saved all the same.
        return translate("versioning.undescribed", designation=newer.designation, reason=error.message)
    changes = list(dict.fromkeys([*_identity_changes(newer, older), *_changes(comparison)]))
    if not changes:
        return translate("versioning.markup-only")
    subject = translate("versioning.separator").join(changes)
    if len(subject) <= _SUBJECT_LENGTH:
        return subject
    if len(changes) == 1:
        return changes[0]
    subject = translate("versioning.and-more", first=changes[0], count=len(changes) - 1)
    return "\n".join((subject, "", *(f"- {change}" for change in changes)))


def _identity_changes(newer: Standard, older: Standard) -> Iterator[str]:
    """Fields of the metadata that changed."""
    before, after = dict(older.metadata), dict(newer.metadata)
    for name in dict.fromkeys((*before, *after)):
        if before.get(name) != after.get(name):
            old, new = before.get(name, "—"), after.get(name, "—")
            yield translate("versioning.change.metadata", name=name, old=old, new=new)


def _changes(comparison: Comparison) -> Iterator[str]:
    newer = {provision.id: provision for provision in comparison.draft.provisions}
    older = {provision.id: provision for provision in comparison.reference.provisions}
    single = [one for one in comparison.divergences if one.category not in _COUNTED]
    for one in single:
        yield _change(one, _first(newer, one.draft) or _first(older, one.reference))
    links = comparison.alignment
    yield from _counted("added", [newer[i] for link in links for i in link.draft if not link.reference])
    yield from _counted("removed", [older[i] for link in links for i in link.reference if not link.draft])
    yield from _counted("moved", [newer[i] for link in links if link.moved for i in link.draft])
    told = {i for one in single for i in one.draft}
    yield from _counted("reworded", [p for link in links if (p := _reworded(link, newer, older, told))])


def _change(divergence: Divergence, where: ProvisionText | None) -> str:
    place = _place(where)
    if divergence.characteristic and divergence.characteristic not in place:
        place = f"{place} {divergence.characteristic}".strip()
    keys = [
        f"versioning.change.{divergence.category}.{divergence.sub}",
        f"versioning.change.{divergence.category}",
        "versioning.change.other" if divergence.draft_value or divergence.reference_value else "",
        "versioning.change.unvalued",
    ]
    values: dict[str, object] = {
        "place": place,
        "old": divergence.reference_value or "—",
        "new": divergence.draft_value or "—",
        "category": Message(f"divergence.category.{divergence.category}"),
    }
    return _first_known(keys, values)


def _first_known(keys: Iterable[str], values: dict[str, object]) -> str:
    """The first of the messages that the catalogue holds."""
    *special, last = keys
    for key in special:
        try:
            return translate(key, **values)
        except KeyError:
            continue
    return translate(last, **values)


def _counted(what: str, provisions: list[ProvisionText]) -> Iterator[str]:
    """One sentence a clause: "6.2: added 2 provisions"."""
    for place, count in Counter(_place(provision) for provision in provisions).items():
        number = "one" if count == 1 else "many"
        yield translate(f"versioning.change.{what}.{number}", place=place, count=count)


def _reworded(
    link: Link, newer: dict[str, ProvisionText], older: dict[str, ProvisionText], told: set[str]
) -> ProvisionText | None:
    """The provision that says the same in other words, where no finding speaks of it already."""
    if not link.draft or not link.reference or told & set(link.draft):
        return None
    texts = [
        " ".join(side[i].text for i in ids) for side, ids in ((newer, link.draft), (older, link.reference))
    ]
    return newer[link.draft[0]] if texts[0].split() != texts[1].split() else None


def _first(provisions: dict[str, ProvisionText], ids: tuple[str, ...]) -> ProvisionText | None:
    return next((provisions[i] for i in ids if i in provisions), None)


def _place(provision: ProvisionText | None) -> str:
    """Number and heading of the clause: ``5.3 保温效能``."""
    return " ".join(filter(None, (provision.clause, provision.heading))) if provision else ""
