"""An encoder without a model: what two texts of one language share in letters.

Vectors have length 1, or 0 for a text without letters.

Pieces of two to four letters of each word are hashed into a vector (Weinberger et al. 2009, feature hashing).
Two versions of one document need no more, and a language that no model knows has nothing better.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from workbench.alignment.encoders.batches import FloatMatrix
from workbench.alignment.encoders.cache import VectorCache
from workbench.alignment.encoders.errors import EncoderError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_TEXTS_A_BATCH = 512


class NgramsBackend:
    """Computes vectors of letters."""

    dimensions = 1024

    def compute(self, texts: Sequence[str], advance: Callable[[int], None]) -> FloatMatrix:
        """See :class:`workbench.alignment.encoders.encoder.Backend`."""
        # Imported on first use: it takes a second to load.
        from sklearn.feature_extraction.text import HashingVectorizer

        hashing = HashingVectorizer(
            analyzer="char_wb", ngram_range=(2, 4), n_features=self.dimensions, dtype=np.float32
        )
        vectors = np.empty((len(texts), self.dimensions), dtype=np.float32)
        for start in range(0, len(texts), _TEXTS_A_BATCH):
            part = texts[start : start + _TEXTS_A_BATCH]
            vectors[start : start + len(part)] = hashing.transform(part).toarray()
            advance(len(part))
        return vectors

    def model(self) -> "SentenceTransformer":
        """There is none.

        Raises:
            EncoderError: always.
        """
        raise EncoderError("encoders.no-model", encoder="ngrams")


class NoCache(VectorCache):
    """Keeps nothing: these vectors are computed faster than they are read."""

    def find(self, encoder: str, keys: Sequence[bytes], dimensions: int) -> dict[bytes, FloatMatrix]:
        """Nothing."""
        return {}

    def store(self, encoder: str, vectors: Mapping[bytes, FloatMatrix]) -> None:
        """Nothing."""
