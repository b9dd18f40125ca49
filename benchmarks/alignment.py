"""How well sentences are aligned, beside peers; and what that costs.

    python benchmarks/alignment.py [SET_FOLDER ...]

1. The sentence sets of ``../shared/gold/sentences`` (or the folders given, of the same form), scored as
   vecalign scores: strict precision, recall and F1. Beside ours, in the same run: Gale and Church's lengths
   (the package ``galechurch``, where installed), and bertalign's score (Liu and Zhu 2022), computed from
   its paper with our encoder in our dynamic programme, as the package is not on PyPI. What was published, or
   measured on sets kept aside, stands in ``../shared/gold/README.md``.
2. Two texts of 10,000 lines, a tenth of the blocks moved, after encoding: seconds and memory.
3. A standard against itself with all clauses shuffled and renumbered and a tenth of its words changed,
   without a model, up to 10,000 provisions: F1 of links, seconds, memory. The texts are made by
   ``../shared/tools/make_revision.py``.
4. The inner standard of ``../shared/data/sts`` against itself; standards about different things: every case's
   draft with the next case's reference, of which boilerplate alone should be linked.
"""

import copy
import os
import random
import re
import resource
import sys
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from lxml import etree

from workbench import sts
from workbench.alignment import align, align_lines, beads
from workbench.alignment.align import CERTAIN
from workbench.alignment.encoders import default_encoder_for, get_encoder
from workbench.alignment.lines import _Text
from workbench.languages import detect

OWN = Path(__file__).parents[1] / "corpora" / "cases"
SHARED = Path(os.environ.get("WORKBENCH_SHARED") or Path(__file__).parents[2] / "shared")

Beads = list[tuple[tuple[int, ...], tuple[int, ...]]]


def scored(gold: Beads, got: Beads) -> tuple[float, float, float]:
    """Strict precision, recall and F1; what stands alone counts for precision only, as in vecalign."""
    right = set(gold)
    precision = sum(bead in right for bead in got) / max(1, len(got))
    linked = [bead for bead in gold if bead[0] and bead[1]]
    found = set(got)
    recall = sum(bead in found for bead in linked) / max(1, len(linked))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def gold_of(file: Path) -> Beads:
    """The beads of a file of ``[0]:[0, 1]``."""
    sides = (line.split(":") for line in file.read_text(encoding="utf-8").splitlines() if line.strip())
    return [(_numbers(source), _numbers(target)) for source, target in sides]


def _numbers(side: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", side))


def lines_of(file: Path) -> list[str]:
    """The lines of a text."""
    lines = file.read_text(encoding="utf-8").split("\n")
    return lines if lines[-1] else lines[:-1]


def ours(source: Sequence[str], target: Sequence[str], languages: tuple[str, str]) -> Beads:
    """The workbench."""
    return [(bead.source, bead.target) for bead in align_lines(source, target, languages)]


def gale_church(source: Sequence[str], target: Sequence[str], languages: tuple[str, str]) -> Beads:
    """Lengths alone."""
    found = import_module("galechurch").align(list(source), list(target)).beads
    return [
        (
            tuple(range(bead.source_start, bead.source_end)),
            tuple(range(bead.target_start, bead.target_end)),
        )
        for bead in found
    ]


def bertalign(source: Sequence[str], target: Sequence[str], languages: tuple[str, str]) -> Beads:
    """The score of bertalign: cosine less that with the lines beside, times a penalty for other lengths."""
    encoder = default_encoder_for(*languages)
    texts = [
        _Text(lines, language, encoder, lambda done, total: None)
        for lines, language in zip((source, target), languages, strict=True)
    ]
    for text in texts:
        text.encode_joined(set(range(len(text))), lambda done, total: None)
    return _published(texts[0], texts[1])


def _published(source: Any, target: Any) -> Beads:
    joined = [text.joined.astype(np.float32) for text in (source, target)]
    lengths = beads._windows(source.length), beads._windows(target.length)
    lengths = lengths[0] * (target.length.sum() / source.length.sum()), lengths[1]
    rows, columns = len(source), len(target)
    scores = np.empty((len(beads.STEPS), rows, columns), dtype=np.float32)
    for number, (a, b) in enumerate(beads.STEPS):
        cosine = joined[0][a - 1] @ joined[1][b - 1].T
        beside = np.mean([_shifted(cosine, *by) for by in ((-a, 0), (a, 0), (0, -b), (0, b))], axis=0)
        both = lengths[0][a - 1][:, None], lengths[1][b - 1][None, :]
        scores[number] = (cosine - beside) * np.log2(1 + np.minimum(*both) / np.maximum(*both))
        scores[number, : a - 1] = -np.inf
        scores[number, :, : b - 1] = -np.inf
    band = beads.Band(
        np.zeros(rows, dtype=np.int64), np.full(rows, columns), np.zeros(columns, dtype=np.int64)
    )
    table = beads._Table(rows, columns, band)
    for row in range(rows):
        table.fill(row, scores[:, row], 0)
    return [(bead.source, bead.target) for bead in table.path()]


def _shifted(values: Any, down: int, right: int) -> Any:
    result = np.zeros_like(values)
    rows, columns = values.shape
    result[max(0, -down) : rows - max(0, down), max(0, -right) : columns - max(0, right)] = values[
        max(0, down) : rows - max(0, -down), max(0, right) : columns - max(0, -right)
    ]
    return result


PEERS: dict[str, Callable[[Sequence[str], Sequence[str], tuple[str, str]], Beads]] = {
    "workbench": ours,
    "Gale-Church": gale_church,
    "bertalign's score": bertalign,
}


def sentence_sets(folders: Sequence[Path]) -> None:
    """Every set, by ours and by the peers."""
    for folder in folders:
        for name, peer in PEERS.items():
            gold: Beads = []
            got: Beads = []
            begin = time.perf_counter()
            try:
                for shift, file in enumerate(sorted((folder / "align").iterdir())):
                    source, target = (
                        lines_of(folder / "src" / file.name),
                        lines_of(folder / "tgt" / file.name),
                    )
                    languages = detect(" ".join(source)[:20000]), detect(" ".join(target)[:20000])
                    gold += _kept_apart(gold_of(file), shift)
                    got += _kept_apart(peer(source, target, languages), shift)
            except ImportError:
                print(f"{folder.name:<22} {name:<18} not installed")
                continue
            precision, recall, f1 = scored(gold, got)
            seconds = time.perf_counter() - begin
            print(f"{folder.name:<22} {name:<18} {precision:.3f}/{recall:.3f}/{f1:.3f}  {seconds:.1f} s")


def _kept_apart(found: Beads, shift: int) -> Beads:
    """Beads of one file of a set, numbered so that those of different files differ."""
    step = shift * 10**7
    return [(tuple(i + step for i in a), tuple(j + step for j in b)) for a, b in found]


class _Words:
    """A vector for each word, summed: encoding that costs nothing."""

    name = "words"

    def __init__(self) -> None:
        self._vectors = np.random.default_rng(0).normal(size=(4000, 512)).astype(np.float32)

    def encode(self, texts: Sequence[str], *, language: str, progress: Any = None) -> Any:
        vectors = np.stack(
            [self._vectors[[int(word) for word in text.split()]].sum(axis=0) for text in texts]
        )
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def cost(count: int) -> None:
    """Two texts of many lines, in blocks of 50 of which a tenth are moved."""
    draw = random.Random(0)
    lines = [" ".join(str(draw.randrange(4000)) for _ in range(draw.randint(3, 12))) for _ in range(count)]
    order = list(range(count // 50))
    moved = draw.sample(order, len(order) // 10)
    for place, block in zip(sorted(moved), moved, strict=True):
        order[place] = block
    places = [block * 50 + line for block in order for line in range(50)]
    begin = time.perf_counter()
    found = align_lines(lines, [lines[i] for i in places], ("en", "en"), encoder=_Words())  # type: ignore[arg-type]
    seconds = time.perf_counter() - begin
    right = {((line,), (place,)) for place, line in enumerate(places)}
    hits = sum((bead.source, bead.target) in right for bead in found)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{count} lines a side, encoding left out: {seconds:.1f} s, {memory:.0f} MB, {hits} of {count} right"
    )


def shuffled(kilobytes: int, seed: int) -> tuple[bytes, bytes]:
    """A document, and it with clauses shuffled and renumbered and a tenth of its words changed."""
    sys.path.insert(0, str(SHARED / "tools"))
    tool = import_module("make_revision")
    generator = tool.Generator(seed)
    old = generator.document(kilobytes * 1000)
    for number, element in enumerate(old.iter("tr", "list-item")):
        element.set("id", f"r{number}")
    new = copy.deepcopy(old)
    draw = random.Random(seed)
    _shuffle(new.find("body"), draw)

    def changed(text: str | None) -> str | None:
        words = (text or "").split()
        return " ".join(draw.choice(generator.words) if draw.random() < 0.1 else w for w in words) or text

    for element in new.iter("p", "td", "title", "italic", "xref"):
        element.text = changed(element.text)
        if element.tag in ("italic", "xref"):
            element.tail = changed(element.tail)
    tool.renumber(new)
    return etree.tostring(old), etree.tostring(new)


def _shuffle(parent: Any, draw: random.Random) -> None:
    clauses = [child for child in parent if child.tag == "sec"]
    for clause in clauses:
        parent.remove(clause)
    draw.shuffle(clauses)
    for clause in clauses:
        parent.append(clause)
        _shuffle(clause, draw)


def revisions() -> None:
    """Documents that are found again in themselves, without a model."""
    for kilobytes in (100, 1000, 3000):
        old, new = (sts.load(source) for source in shuffled(kilobytes, seed=kilobytes))
        count = len(old.provisions)
        begin = time.perf_counter()
        links = align(old, new, encoder=get_encoder("ngrams")).links
        seconds = time.perf_counter() - begin
        got = {(i, j) for link in links for i in link.draft for j in link.reference}
        right = sum(i == j for i, j in got)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        f1 = 2 * right / (len(got) + count)
        print(
            f"{count} provisions shuffled, a tenth of the words changed: "
            f"F1 {f1:.4f}, {seconds:.1f} s, {memory:.0f} MB"
        )


def themselves_and_others() -> None:
    """A real standard against itself; standards about different things."""
    for file in sorted((SHARED / "data" / "sts").glob("DIN*.xml")):
        standard = sts.load(file)
        begin = time.perf_counter()
        links = align(standard, sts.load(file), encoder=get_encoder("ngrams")).links
        same = sum(link.draft == link.reference for link in links)
        seconds = time.perf_counter() - begin
        print(f"{file.name} against itself: {same} of {len(standard.provisions)} right, {seconds:.1f} s")
    cases = sorted((SHARED / "gold" / "cases").iterdir())
    own = sorted(path.parent for path in OWN.glob("*/gold.json"))
    for name, folders in (("shared", cases), ("own", own)):
        shares, doubtful = [], 0
        for one, other in zip(folders, folders[1:] + folders[:1], strict=True):
            draft, reference = sts.load(one / "draft.sts.xml"), sts.load(other / "reference.sts.xml")
            linked = [link for link in align(draft, reference).links if link.draft and link.reference]
            shares.append(len(linked) / min(len(draft.provisions), len(reference.provisions)))
            doubtful += any(link.score is not None and link.score < CERTAIN for link in linked)
        print(
            f"{name} drafts, other products' references: {np.mean(shares):.3f} of the provisions linked, "
            f"at most {max(shares):.3f}; {doubtful} of {len(shares)} pairs are linked beyond what is certain"
        )


if __name__ == "__main__":
    given = [Path(argument) for argument in sys.argv[1:]]
    sentence_sets(given or sorted((SHARED / "gold" / "sentences").iterdir()))
    for size in (2_500, 5_000, 10_000):
        cost(size)
    revisions()
    themselves_and_others()
