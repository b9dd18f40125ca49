"""What a person decided about links: kept beside the draft, binding for the next comparison.

``cup.sts.xml`` has its decisions in ``cup.decisions.json``: JSON with one decision a line, in a fixed order,
so that git merges it. Each names the provisions by id and by a hash of their text: it holds when clauses are
renumbered, and is told to be stale, not dropped, when a text has changed since.
"""

import json
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Literal

import platformdirs
from filelock import FileLock
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from workbench.messages import UserError
from workbench.sts import Provision, Standard, write_atomically

Kind = Literal["accepted", "rejected", "drawn"]

_SUFFIX = ".decisions.json"
_FORMAT = 1
_PATIENCE = 20.0
"""Seconds to wait for somebody else who is saving decisions."""
_HASH = 16
"""Hexadecimal digits of a hash: enough to tell the provisions of two documents apart."""


class DecisionsError(UserError):
    """Decisions that cannot be read, or that name what is not there."""


class Decision(BaseModel):
    """One decision about a link between a draft and one reference.

    ``accepted``: the link is right; ``drawn``: a person made it; ``rejected``: these do not correspond.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    decision: Kind
    against: str = Field(description="Designation of the reference; the name of its file where it has none.")
    draft: dict[str, str] = Field(
        min_length=1, description="Ids of the draft's provisions, hash of each text."
    )
    reference: dict[str, str] = Field(min_length=1, description="The same of the reference.")
    by: str = Field(default="", description="Who decided.")
    at: str = Field(default="", description="When, ISO 8601.")

    @property
    def key(self) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
        """What it is about; the order of the file."""
        return self.against, tuple(self.draft), tuple(self.reference)


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    version: Literal[1]
    links: list[Decision]


@dataclass(frozen=True)
class Bound:
    """A decision with the places of its provisions in both documents.

    ``stale``: a text has changed since, or (both sides empty) a provision is no longer there or a later
    decision says otherwise.
    """

    decision: Decision
    draft: tuple[int, ...]
    reference: tuple[int, ...]
    stale: bool


def decisions_file(draft: Path) -> Path:
    """The file beside a draft: ``cup.decisions.json`` for ``cup.sts.xml`` or ``cup.xml``."""
    name = draft.name
    for ending in (".sts.xml", ".xml"):
        name = name.removesuffix(ending)
    return draft.with_name(name + _SUFFIX)


def load_decisions(draft: Standard | Path) -> tuple[Decision, ...]:
    """The decisions beside a draft, none where there is no file.

    Raises:
        DecisionsError: where the file cannot be read; it says which line.
    """
    path = draft if isinstance(draft, Path) else draft.path
    file = decisions_file(path) if path else None
    if file is None or not file.is_file():
        return ()
    try:
        source = file.read_bytes()
        text = source.decode("utf-8-sig")
        return tuple(_File.model_validate(_object(file, text)).links)
    except OSError as error:
        problem = error.strerror or str(error)
        raise DecisionsError("alignment.decisions.unreadable", file=file, problem=problem) from error
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        raise DecisionsError("alignment.decisions.not-utf-8", file=file, line=line) from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        problem = first["msg"]
        raise DecisionsError("alignment.decisions.bad", file=file, where=where, problem=problem) from error


def _object(file: Path, text: str) -> dict[str, object]:
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        key = "alignment.decisions.unmerged" if "<<<<<<<" in text else "alignment.decisions.no-json"
        raise DecisionsError(key, file=file, line=error.lineno, problem=error.msg) from error
    except (ValueError, RecursionError) as error:  # numbers and nesting beyond all measure
        raise DecisionsError("alignment.decisions.shape", file=file) from error
    if not isinstance(content, dict) or not isinstance(content.get("links"), list):
        raise DecisionsError("alignment.decisions.shape", file=file)
    if content.get("version") != _FORMAT:
        raise DecisionsError("alignment.decisions.version", file=file, known=_FORMAT)
    return content


def save_decisions(draft: Path, decisions: Iterable[Decision]) -> Path:
    """Write the decisions beside a draft, one a line; gives the file."""
    file = decisions_file(draft)
    lines = [one.model_dump_json() for one in sorted(decisions, key=lambda one: one.key)]
    text = f'{{"version": {_FORMAT}, "links": [\n' + ",\n".join(lines) + "\n]}\n"
    write_atomically(file, text.encode())
    return file


def change_decisions(
    draft: Path, change: Callable[[tuple[Decision, ...]], tuple[Decision, ...]]
) -> tuple[Decision, ...]:
    """Load the decisions beside a draft, change and save them, while nobody else does.

    Raises:
        DecisionsError: where the file cannot be read; it is left as it is.
    """
    name = sha256(str(draft.resolve()).encode("utf-8", "surrogateescape")).hexdigest()
    locks = Path(platformdirs.user_cache_dir("workbench", appauthor=False)) / "locks"
    try:
        locks.mkdir(parents=True, exist_ok=True)
        lock = FileLock(locks / f"{name}.lock", timeout=_PATIENCE)
    except OSError:  # nowhere to keep a lock: then one person works here
        lock = None
    with lock or nullcontext():
        changed = change(load_decisions(draft))
        save_decisions(draft, changed)
    return changed


def decide(
    kind: Kind,
    draft: Standard,
    reference: Standard,
    draft_ids: Sequence[str],
    reference_ids: Sequence[str],
    *,
    by: str = "",
) -> Decision:
    """A decision about provisions of two documents as they are now.

    Raises:
        DecisionsError: where a document has no provision of an id.
    """
    return Decision(
        decision=kind,
        against=name_of(reference),
        draft=_hashes(draft, draft_ids),
        reference=_hashes(reference, reference_ids),
        by=by,
        at=datetime.now(UTC).isoformat(timespec="seconds"),
    )


def with_decision(
    decisions: Iterable[Decision], new: Decision, draft: Standard, reference: Standard
) -> tuple[Decision, ...]:
    """``decisions`` and the new one, which takes the place of those that it contradicts.

    Two links cannot share a provision, and what is linked is not rejected. What a decision is about is told
    by id and text, as :func:`bind` does.
    """
    return (*without_decisions_on(decisions, new, draft, reference), new)


def without_decisions_on(
    decisions: Iterable[Decision], new: Decision, draft: Standard, reference: Standard
) -> tuple[Decision, ...]:
    """``decisions`` without those that ``new`` contradicts or repeats."""
    sides = draft.provisions, reference.provisions
    mine = _placed([new], name_of(reference), *sides)[0]
    others = {id(one.decision): one for one in _placed(decisions, name_of(reference), *sides)}
    return tuple(old for old in decisions if id(old) not in others or not _contradict(others[id(old)], mine))


def _contradict(old: Bound, new: Bound) -> bool:
    if not (old.draft and new.draft):  # about provisions that are gone: the same words are the same decision
        return old.decision.key == new.decision.key
    shared = set(old.draft) & set(new.draft), set(old.reference) & set(new.reference)
    if old.decision.decision == new.decision.decision == "rejected":
        return (old.draft, old.reference) == (new.draft, new.reference)
    if "rejected" in (old.decision.decision, new.decision.decision):
        return bool(shared[0] and shared[1])
    return bool(shared[0] or shared[1])


def bind(
    decisions: Iterable[Decision], against: str, draft: Sequence[Provision], reference: Sequence[Provision]
) -> tuple[Bound, ...]:
    """The decisions about the reference called ``against``, each with the places of its provisions.

    A provision whose id is gone is looked for by its text, as derived ids change where a document is edited.
    Of two that contradict each other, as a merge can leave them, the later one holds, and the other is told
    to be stale.
    """
    placed = _placed(decisions, against, draft, reference)
    kept: list[Bound] = []
    overruled = set()
    for one in sorted(placed, key=lambda one: one.decision.at, reverse=True):
        if one.draft and any(_contradict(one, other) for other in kept):
            overruled.add(id(one))
        elif one.draft:
            kept.append(one)
    return tuple(Bound(one.decision, (), (), stale=True) if id(one) in overruled else one for one in placed)


def _placed(
    decisions: Iterable[Decision], against: str, draft: Sequence[Provision], reference: Sequence[Provision]
) -> list[Bound]:
    places = _Places(draft), _Places(reference)
    found = []
    for decision in decisions:
        if decision.against != against:
            continue
        mine, theirs = places[0].find(decision.draft), places[1].find(decision.reference)
        if mine is None or theirs is None:
            found.append(Bound(decision, (), (), stale=True))
        else:
            found.append(Bound(decision, mine[0], theirs[0], stale=mine[1] or theirs[1]))
    return found


class _Places:
    """Where the provisions of a document stand, by id and by text."""

    def __init__(self, provisions: Sequence[Provision]) -> None:
        self._hashes = [text_hash(provision.text) for provision in provisions]
        self._by_id = {provision.id: place for place, provision in enumerate(provisions)}
        self._by_text: dict[str, list[int]] = {}
        for place, text in enumerate(self._hashes):
            self._by_text.setdefault(text, []).append(place)

    def find(self, wanted: Mapping[str, str]) -> tuple[tuple[int, ...], bool] | None:
        """Places of the provisions and whether a text has changed; ``None`` where one is gone."""
        found, changed = set(), False
        for provision_id, text in wanted.items():
            place = self._by_id.get(provision_id)
            alike = self._by_text.get(text, [])
            if len(alike) == 1 and (place is None or self._hashes[place] != text):
                place = alike[0]
            if place is None:
                return None
            changed = changed or self._hashes[place] != text
            found.add(place)
        return tuple(sorted(found)), changed


def name_of(reference: Standard) -> str:
    """What decisions call a reference: its designation, the name of its file where it has none."""
    return reference.designation or Path(reference.name).name


def text_hash(text: str) -> str:
    """Hash of a text, the same for any spacing and Unicode form."""
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    return sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:_HASH]


def _hashes(standard: Standard, ids: Sequence[str]) -> dict[str, str]:
    texts = {provision.id: provision.text for provision in standard.provisions}
    for provision_id in ids:
        if provision_id not in texts:
            raise DecisionsError("alignment.decisions.no-id", file=standard.name, id=provision_id)
    return {provision_id: text_hash(texts[provision_id]) for provision_id in ids}
