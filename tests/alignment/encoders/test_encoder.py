"""What every encoder does, whatever computes its vectors."""

import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from workbench.alignment.encoders import Encoder, EncoderError
from workbench.alignment.encoders.cache import VectorCache
from workbench.messages import Message


class Letters:
    """A vector for the first letter of a text; remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def compute(self, texts: Sequence[str], advance: Callable[[int], None]) -> np.ndarray:
        self.asked += texts
        advance(len(texts))
        return np.eye(26, dtype=np.float32)[[ord(text[0]) - ord("a") for text in texts]]

    def model(self) -> None:
        raise NotImplementedError


@pytest.fixture
def letters() -> Letters:
    return Letters()


@pytest.fixture
def encoder(letters: Letters, tmp_path: Path) -> Encoder:
    return Encoder(
        name="letters",
        version="1",
        languages=frozenset({"en", "zh"}),
        dimensions=26,
        needs_centring=False,
        reason=Message("encoders.chosen", {"encoder": "letters"}),
        backend=letters,
        cache=VectorCache(tmp_path / "vectors.sqlite"),
    )


def test_a_text_is_computed_once(encoder: Encoder, letters: Letters) -> None:
    vectors = encoder.encode(["b", "a", "b"], language="en")
    assert vectors.argmax(axis=1).tolist() == [1, 0, 1]
    assert vectors.dtype == np.float32
    encoder.encode(["a", "c"], language="en")
    assert letters.asked == ["b", "a", "c"]


def test_another_version_computes_anew(encoder: Encoder, letters: Letters) -> None:
    encoder.encode(["a"], language="en")
    replace(encoder, version="2").encode(["a"], language="en")
    assert letters.asked == ["a", "a"]


def test_an_unknown_language_is_refused(encoder: Encoder, letters: Letters) -> None:
    with pytest.raises(EncoderError, match="letters does not know the language vi"):
        encoder.encode(["a"], language="vi")
    encoder.encode(["a"], language="zh-Hans-CN")
    encoder.encode(["b"], language="")
    assert letters.asked == ["a", "b"]


def test_progress_ends_with_every_text_whether_known_or_not(encoder: Encoder) -> None:
    steps: list[tuple[int, int]] = []
    encoder.encode(["a", "b"], language="en")
    encoder.encode(
        ["a", "b", "c", "c"], language="en", progress=lambda done, total: steps.append((done, total))
    )
    assert steps[-1] == (4, 4)
    assert steps == sorted(steps)


def test_nothing_has_no_vectors(encoder: Encoder) -> None:
    assert encoder.encode([], language="en").shape == (0, 26)


ENCODE = """
import sys
from workbench.alignment.encoders import default_encoder_for
for languages in (("zh", "en"), ("vi", "en")):
    default_encoder_for(*languages).encode(["one text"], language=languages[1])
print(sorted({"torch", "transformers", "sentence_transformers"} & set(sys.modules)))
"""


def test_the_installed_encoders_never_load_torch(empty_cache: Path) -> None:
    run = subprocess.run([sys.executable, "-c", ENCODE], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
    assert (empty_cache / "vectors.sqlite").is_file()
