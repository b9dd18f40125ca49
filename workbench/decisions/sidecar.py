"""The file of decisions beside a draft.

``cup.sts.xml`` has its decisions in ``cup.decisions.json``: JSON with one decision a line, in a fixed order,
so that git shows and merges it. Each names the provisions by id and by a hash of their text: it holds when
clauses are renumbered, and is told to be stale, not dropped, when a text has changed since.
"""

import json
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from hashlib import sha256
from operator import attrgetter
from pathlib import Path
from typing import Literal

import platformdirs
from filelock import FileLock
from pydantic import BaseModel, ConfigDict, ValidationError

from workbench.decisions.binding import text_hash
from workbench.decisions.errors import DecisionsError
from workbench.decisions.findings import FindingDecision
from workbench.decisions.links import LinkDecision
from workbench.sts import Standard, write_atomically

_SUFFIX = ".decisions.json"
_FORMAT = 1
_ENOUGH = 3
"""Decisions of which at least one must be about the draft."""
_PATIENCE = 20.0
"""Seconds to wait for somebody else who is saving decisions."""


class Decisions(BaseModel):
    """All decisions beside a draft."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: Literal[1] = 1
    links: tuple[LinkDecision, ...] = ()
    findings: tuple[FindingDecision, ...] = ()

    def as_text(self) -> str:
        """The file: one decision a line, ordered by what each is about."""
        links = _lines(sorted(self.links, key=attrgetter("key")))
        findings = _lines(sorted(self.findings, key=attrgetter("key")))
        return f'{{"version": {_FORMAT}, "links": [\n{links}\n],\n"findings": [\n{findings}\n]}}\n'


def _lines(decisions: Sequence[BaseModel]) -> str:
    return ",\n".join(one.model_dump_json(exclude_defaults=True) for one in decisions)


def decisions_file(draft: Path) -> Path:
    """The file beside a draft: ``cup.decisions.json`` for ``cup.sts.xml`` or ``cup.xml``."""
    name = draft.name
    for ending in (".sts.xml", ".xml"):
        name = name.removesuffix(ending)
    return draft.with_name(name + _SUFFIX)


def load_decisions(draft: Standard | Path) -> Decisions:
    """The decisions beside a draft, none where there is no file.

    Raises:
        DecisionsError: where the file cannot be read (it says which line) or belongs to another document.
    """
    path = draft if isinstance(draft, Path) else draft.path
    file = decisions_file(path) if path else None
    if file is None or not file.is_file():
        return Decisions()
    decisions = read_decisions(file)
    if isinstance(draft, Standard):
        _check_belongs(file, decisions, draft)
    return decisions


def _check_belongs(file: Path, decisions: Decisions, draft: Standard) -> None:
    """Refuse decisions of which not one is about a provision of ``draft``.

    One or two can have lost their provisions in an edit, and are told to be stale.
    """
    decided = [link.draft for link in decisions.links]
    decided += [finding.draft for finding in decisions.findings if finding.draft]
    if len(decided) < _ENOUGH:
        return
    known = {provision.id for provision in draft.provisions}
    known |= {text_hash(provision.text) for provision in draft.provisions}
    if not any(known & {*one, *one.values()} for one in decided):
        raise DecisionsError(
            "decisions.other-document", file=file, count=len(decided), draft=draft.designation or draft.name
        )


def read_decisions(file: Path) -> Decisions:
    """The decisions in a file.

    Raises:
        DecisionsError: where it cannot be read; it says which line.
    """
    try:
        source = file.read_bytes()
        text = source.decode("utf-8-sig")
        return Decisions.model_validate(_object(file, text))
    except OSError as error:
        problem = error.strerror or str(error)
        raise DecisionsError("decisions.unreadable", file=file, problem=problem) from error
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        raise DecisionsError("decisions.not-utf-8", file=file, line=line) from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        problem = first["msg"]
        raise DecisionsError("decisions.bad", file=file, where=where, problem=problem) from error


def _object(file: Path, text: str) -> dict[str, object]:
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        key = "decisions.unmerged" if "<<<<<<<" in text else "decisions.no-json"
        raise DecisionsError(key, file=file, line=error.lineno, problem=error.msg) from error
    except (ValueError, RecursionError) as error:  # numbers and nesting beyond all measure
        raise DecisionsError("decisions.shape", file=file) from error
    if not isinstance(content, dict) or not isinstance(content.get("links"), list):
        raise DecisionsError("decisions.shape", file=file)
    if content.get("version") != _FORMAT:
        raise DecisionsError("decisions.version", file=file, known=_FORMAT)
    return content


def save_decisions(draft: Path, decisions: Decisions) -> Path:
    """Write the decisions beside a draft; gives the file."""
    file = decisions_file(draft)
    write_atomically(file, decisions.as_text().encode())
    return file


def change_decisions(draft: Path, change: Callable[[Decisions], Decisions]) -> Decisions:
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
