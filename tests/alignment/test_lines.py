"""Alignment of texts of one sentence a line."""

import random
from collections.abc import Sequence
from functools import cache
from typing import Any
from zlib import crc32

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from workbench.alignment import Bead, align_lines
from workbench.alignment.encoders import EncoderError
from workbench.languages import segment

ENGLISH = """The handle shall withstand a static tensile force of 100 N. Surfaces shall be clean and dry.
The nominal capacity shall be marked on the body. After the drop test there shall be no leakage.
The lid shall be opened and closed 1 000 times. Welds shall be even and free from cracks.
The date of the test shall be stated in the report. Water at 95 °C is poured into the cup.
The strap shall not tear. Packages shall protect the product against moisture."""
CHINESE = """手柄应能承受100 N的静拉力。表面应清洁干燥。杯体上应标明公称容量。跌落试验后应无渗漏。
杯盖应开合1 000次。焊缝应平整，无裂纹。报告应写明试验日期。向杯中倒入95 ℃的水。背带不应断裂。包装应能防潮。"""


def sentences(text: str, language: str) -> list[str]:
    return [text[start:end].replace("\n", " ") for start, end in segment(text, language)]


EN, ZH = sentences(ENGLISH, "en"), sentences(CHINESE, "zh")


def linked(found: Sequence[Bead]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(bead.source, bead.target) for bead in found if bead.source and bead.target]


def each_once(found: Sequence[Bead], source: int, target: int) -> bool:
    lines = sorted(i for bead in found for i in bead.source), sorted(j for bead in found for j in bead.target)
    return lines == (list(range(source)), list(range(target)))


def test_sentences_of_one_order() -> None:
    assert len(EN) == len(ZH) == 10
    found = align_lines(EN, ZH, ("en", "zh"))
    assert linked(found) == [((i,), (i,)) for i in range(10)]
    assert all(0.4 < bead.score <= 1 for bead in found)


def test_two_sentences_in_one_line_and_a_line_left_out() -> None:
    source = [*EN[:2], f"{EN[2]} {EN[3]}", *EN[4:]]
    target = [*ZH[:7], *ZH[8:]]
    assert linked(align_lines(source, target, ("en", "zh"))) == [
        ((0,), (0,)),
        ((1,), (1,)),
        ((2,), (2, 3)),
        *(((i,), (i + 1,)) for i in range(3, 6)),
        *(((i,), (i,)) for i in range(7, 9)),
    ]


def test_a_block_that_stands_elsewhere() -> None:
    order = [*range(4), *range(7, 10), *range(4, 7)]
    found = align_lines(EN, [ZH[i] for i in order], ("en", "zh"))
    assert linked(found) == [((line,), (order.index(line),)) for line in range(10)]


def test_one_side_empty_one_line_and_lines_all_alike() -> None:
    assert align_lines([], ["a"], ("en", "en")) == [Bead((), (0,))]
    assert align_lines(["a"], [], ("en", "en")) == [Bead((0,), ())]
    assert align_lines([], [], ("en", "en")) == []
    assert linked(align_lines(EN[:1], ZH[:1], ("en", "zh"))) == [((0,), (0,))]
    alike = align_lines(["the same"] * 30, ["the same"] * 30, ("en", "en"))
    assert linked(alike) == [((i,), (i,)) for i in range(30)]


def test_a_language_that_no_encoder_knows() -> None:
    with pytest.raises(EncoderError):
        align_lines(["nuqneH"], ["hello"], ("tlh", "en"))


class BagOfWords:
    """An encoder without a model: a vector for each word, summed."""

    name = "bag of words"
    dimensions = 256

    def encode(self, texts: Sequence[str], *, language: str, progress: Any = None) -> NDArray[np.float32]:
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in text.split():
                vectors[row] += self._vector(word)
        return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)

    @staticmethod
    @cache
    def _vector(word: str) -> NDArray[np.float64]:
        return np.random.default_rng(crc32(word.encode())).normal(size=BagOfWords.dimensions)


WORDS = ["".join(random.Random(n).choices("abcdefgh", k=6)) for n in range(400)]


def text_of(seed: int, count: int, words: Sequence[str] = WORDS) -> list[str]:
    draw = random.Random(seed)
    return [" ".join(draw.choices(words, k=draw.randint(4, 10))) for _ in range(count)]


@settings(max_examples=15)
@given(st.integers(0, 1000), st.permutations(range(6)))
def test_shuffled_blocks_are_all_found(seed: int, order: list[int]) -> None:
    lines = text_of(seed, 72)
    places = [block * 12 + line for block in order for line in range(12)]
    found = align_lines(lines, [lines[i] for i in places], ("en", "en"), encoder=BagOfWords())  # type: ignore[arg-type]
    assert each_once(found, 72, 72)
    assert set(linked(found)) == {((line,), (place,)) for place, line in enumerate(places)}


def test_few_lines_are_found_among_very_many() -> None:
    many = text_of(5, 2000)
    few = [many[i] for i in range(40, 2000, 280)]
    found = align_lines(few, many, ("en", "en"), encoder=BagOfWords())  # type: ignore[arg-type]
    assert each_once(found, len(few), 2000)
    assert linked(found) == [((i,), (40 + 280 * i,)) for i in range(len(few))]
    turned = align_lines(many, few, ("en", "en"), encoder=BagOfWords())  # type: ignore[arg-type]
    assert linked(turned) == [((40 + 280 * i,), (i,)) for i in range(len(few))]
    alone = align_lines(["nothing like it"] * 2, many, ("en", "en"), encoder=BagOfWords())  # type: ignore[arg-type]
    assert each_once(alone, 2, 2000)


@settings(max_examples=20)
@given(st.lists(st.text(max_size=12), max_size=12), st.lists(st.text(max_size=12), max_size=12))
def test_any_lines_stand_in_exactly_one_bead(source: list[str], target: list[str]) -> None:
    found = align_lines(source, target, ("en", "en"), encoder=BagOfWords())  # type: ignore[arg-type]
    assert each_once(found, len(source), len(target))


def test_texts_without_common_content_are_not_linked() -> None:
    source, target = text_of(1, 150, WORDS[:200]), text_of(2, 150, WORDS[200:])
    found = align_lines(source, target, ("en", "en"), encoder=BagOfWords())  # type: ignore[arg-type]
    assert each_once(found, 150, 150)
    assert len(linked(found)) <= 3


def test_progress_ends_at_one_and_never_goes_back() -> None:
    shares: list[float] = []
    align_lines(EN, ZH, ("en", "zh"), progress=shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == 1
