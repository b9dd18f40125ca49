"""What each part of the alignment brings: F1 without it, less F1 with it, on every set.

    python benchmarks/ablation.py

Standards: links of ``../shared/gold/cases`` and of ``corpora/cases``, scored as ``score.py`` does. Lines:
strict F1 of ``../shared/gold/sentences``. A part that brings nothing anywhere should go.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from unittest import mock

from alignment import gold_of, lines_of, scored

from workbench import sts
from workbench.alignment import align, align_lines
from workbench.languages import detect

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("WORKBENCH_SHARED") or ROOT.parent / "shared")
PACKAGE = "workbench.alignment"

Part = tuple[str, str | None, object]
"""Module and name, key in it, and what it is without."""

STANDARDS: dict[str, Part] = {
    **{
        f"score: {part}": ("scoring.WEIGHTS", part, 0.0)
        for part in import_module(f"{PACKAGE}.scoring").WEIGHTS
    },
    **{
        f"surroundings: {k}": ("matching.SUPPORT", k, 0.0)
        for k in import_module(f"{PACKAGE}.matching").SUPPORT
    },
    **{
        f"groups: {sign}": ("joining.WEIGHTS", sign, 0.0)
        for sign in import_module(f"{PACKAGE}.joining").WEIGHTS
    },
    "score: kind of provision": ("scoring.KIND_PENALTY", None, 0.0),
    "score: same numbers, other units": ("scoring.NUMBERS", None, 0.0),
    "links: free pairs below the threshold": ("matching.LONELY", None, 9.0),
    "links: groups of several": ("groups.LIKELY", None, 9.0),
}
LINES: dict[str, Part] = {
    "margin": ("beads.MARGIN", None, 0.0),
    "length": ("beads.LENGTH", None, 0.0),
    "equal spellings": ("beads.SPELLING", None, 0.0),
    "size of a bead": ("beads.SIZE", None, 0.0),
    "price of each further line": ("beads.LINE", None, 0.0),
    "joined text encoded": ("lines._doubtful", None, lambda found: (set(), set())),
    "blocks that stand elsewhere": ("chaining.LIGHTEST", None, 1e9),
}


@contextmanager
def without(place: str, key: str | None, value: object) -> Iterator[None]:
    """One part of the alignment switched off."""
    module, name = place.split(".")
    if key is None:
        with mock.patch(f"{PACKAGE}.{module}.{name}", value):
            yield
    else:
        with mock.patch.dict(f"{PACKAGE}.{module}.{name}", {key: value}):
            yield


def links_f1(folders: list[Path]) -> float:
    """F1 of the linked pairs over all cases."""
    hits = found = wanted = 0
    for folder in folders:
        draft, reference = sts.load(folder / "draft.sts.xml"), sts.load(folder / "reference.sts.xml")
        gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))["alignment"]
        right = {(i, j) for link in gold for i in link["draft"] for j in link["reference"]}
        got = {(i, j) for link in align(draft, reference).links for i in link.draft for j in link.reference}
        hits, found, wanted = hits + len(right & got), found + len(got), wanted + len(right)
    return 2 * hits / (found + wanted)


def lines_f1(folder: Path) -> float:
    """Strict F1 of a sentence set of one text."""
    file = next((folder / "align").iterdir())
    source, target = lines_of(folder / "src" / file.name), lines_of(folder / "tgt" / file.name)
    languages = detect(" ".join(source)[:20000]), detect(" ".join(target)[:20000])
    got = [(bead.source, bead.target) for bead in align_lines(source, target, languages)]
    return scored(gold_of(file), got)[2]


def main() -> None:
    """Print both tables."""
    places = SHARED / "gold" / "cases", ROOT / "corpora" / "cases"
    cases = [sorted(place.iterdir()) for place in places]
    whole = [links_f1(folders) for folders in cases]
    print(f"{'standards, with everything':<42} shared {whole[0]:.3f}  own {whole[1]:.3f}")
    for name, part in STANDARDS.items():
        with without(*part):
            changes = [links_f1(folders) - f1 for folders, f1 in zip(cases, whole, strict=True)]
        print(f"without {name:<34} shared {changes[0]:+.3f}  own {changes[1]:+.3f}", flush=True)
    sets = sorted((SHARED / "gold" / "sentences").iterdir())
    whole = [lines_f1(folder) for folder in sets]
    print(
        "lines, with everything  ", "  ".join(f"{s.name} {f1:.3f}" for s, f1 in zip(sets, whole, strict=True))
    )
    for name, part in LINES.items():
        with without(*part):
            shown = [f"{lines_f1(s) - f1:+.3f}" for s, f1 in zip(sets, whole, strict=True)]
        print(f"without {name:<34} {'  '.join(shown)}", flush=True)


if __name__ == "__main__":
    main()
