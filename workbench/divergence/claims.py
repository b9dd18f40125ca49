"""What a document says of its own correspondence to others: in its foreword, its metadata, its number."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from workbench.designations import Degree, Designation, find, parse, same
from workbench.messages import UserError
from workbench.sts import Provision, Standard, load

FOREWORD_ROLES = frozenset({"foreword", "introduction"})
_MOST_FILES = 200
"""How many drafts of a folder are looked into."""


@dataclass(frozen=True)
class Claim:
    """A claimed degree, of which document, and the provision that says so, if one does."""

    degree: Degree
    of: Designation | None
    provision: Provision | None = None


def claims_of(standard: Standard, country: str = "") -> Iterator[Claim]:
    """What a document claims: what its foreword says first, then its metadata, then its own number."""
    for provision in standard.provisions:
        if _role(provision) not in FOREWORD_ROLES:
            continue
        for item in find(provision.text, country=country):
            if item.adopted:
                yield Claim(item.adopted, item.designation, provision)
    yield from _in_metadata(standard)
    # A document that holds others inside of it (adoption around adoption) leaves their text as it is.
    for level in standard.levels[1:]:
        yield Claim("IDT", parse(level.designation))
    own = parse(standard.designation)
    if own and own.adopts:
        yield Claim(own.adopts.degree or "IDT", own.adopts.designation)


def _in_metadata(standard: Standard) -> Iterator[Claim]:
    degrees: dict[str, Degree] = {"idt": "IDT", "mod": "MOD", "neq": "NEQ"}
    adopted = None
    for name, value in standard.metadata:
        if name.startswith(("adopts", "corresponds")):
            adopted = parse(value)
            degree = degrees.get(name.rpartition("-")[2])
        elif name == "correspondence-degree":
            degree = degrees.get(value.casefold())
        else:
            continue
        if degree:
            yield Claim(degree, adopted)


def _role(provision: Provision) -> str:
    clause = provision.clause
    return next((part.role for part in reversed(clause.path) if part.role), "") if clause else ""


def rivals(draft: Standard, reference: Standard) -> tuple[str, ...]:
    """Names of other drafts beside ``draft`` that claim to adopt the same reference.

    One national document adopts one international document (ISO/IEC Guide 21-1:2005, 4.3): two that claim the
    same one are a mistake, or versions that should be told apart. Files that cannot be read are passed over.
    """
    theirs = parse(reference.designation)
    if draft.path is None or theirs is None:
        return ()
    found = []
    for file in sorted(draft.path.parent.glob("*.sts.xml"))[:_MOST_FILES]:
        if file.resolve() == draft.path.resolve() or (
            reference.path and file.resolve() == reference.path.resolve()
        ):
            continue
        try:
            other = load(file)
            claimed = any(claim.of and same(claim.of, theirs) != "different" for claim in claims_of(other))
        except UserError:
            continue
        # A version of the draft itself, under another name, is no rival.
        if claimed and other.designation != draft.designation:
            found.append(Path(file).name)
    return tuple(found)
