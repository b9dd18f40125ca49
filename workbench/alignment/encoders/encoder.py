"""An encoder: texts in, vectors out, whatever model computes them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

from workbench.alignment.encoders.cache import VectorCache, digest
from workbench.alignment.encoders.errors import EncoderError
from workbench.messages import Message

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

FloatMatrix = npt.NDArray[np.float32]
Progress = Callable[[int, int], None]
"""Called with the number of texts done and of all texts."""

_SAVE_EVERY = 256
"""Texts computed between two writings to the cache, so that an interrupted run loses little."""


class Backend(Protocol):
    """What computes the vectors of an encoder."""

    def compute(self, texts: Sequence[str], advance: Callable[[int], None]) -> FloatMatrix:
        """Vectors of length 1, shape (n, dimensions); ``advance(k)`` after each k texts."""

    def model(self) -> "SentenceTransformer":
        """The same encoder as a sentence-transformers model."""


@dataclass(frozen=True)
class Encoder:
    """A model that turns texts of several languages into vectors of one space.

    ``languages`` are primary language subtags of BCP 47, ``None`` where the model does not say which it
    knows. ``needs_centring``: its vectors share a large common part for each language, to be subtracted
    before cosines mean something. ``reason`` says in words which encoder this is and why it was chosen.
    """

    name: str
    version: str
    languages: frozenset[str] | None
    dimensions: int
    needs_centring: bool
    reason: Message
    backend: Backend = field(repr=False, compare=False)
    cache: VectorCache = field(default_factory=VectorCache, repr=False, compare=False)

    def knows(self, language: str) -> bool:
        """Whether texts in ``language``, a BCP 47 tag, can be encoded."""
        return bool(language) and (self.languages is None or primary_subtag(language) in self.languages)

    def model(self) -> "SentenceTransformer":
        """This encoder as a sentence-transformers model, giving the same vectors; slow to load."""
        return self.backend.model()

    def encode(self, texts: Sequence[str], *, language: str, progress: Progress | None = None) -> FloatMatrix:
        """Vectors of ``texts``, float32 of length 1, shape (n, dimensions).

        Vectors come from the cache on disk where the text was encoded before; the model is only loaded
        when one is missing.

        Raises:
            EncoderError: for a ``language`` that the encoder does not know, whose vectors would be noise.
        """
        if language and not self.knows(language):
            raise EncoderError("encoders.language-not-known", encoder=self.name, language=language)
        keys = [digest(text) for text in texts]
        known = self.cache.find(self._identity, list(dict.fromkeys(keys)), self.dimensions)
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        report = _Report(progress, len(texts))
        report.add(len(texts) - len(missing))
        known |= self._compute(missing, report)
        report.finish()
        if not keys:
            return np.empty((0, self.dimensions), dtype=np.float32)
        return np.stack([known[key] for key in keys])

    @property
    def _identity(self) -> str:
        return f"{self.name} {self.version}"

    def _compute(self, missing: dict[bytes, str], report: "_Report") -> dict[bytes, FloatMatrix]:
        vectors: dict[bytes, FloatMatrix] = {}
        items = list(missing.items())
        for start in range(0, len(items), _SAVE_EVERY):
            part = items[start : start + _SAVE_EVERY]
            computed = self.backend.compute([text for _, text in part], report.add)
            fresh = dict(zip((key for key, _ in part), computed, strict=True))
            self.cache.store(self._identity, fresh)
            vectors |= fresh
        return vectors


class _Report:
    """Counts texts for whoever shows the progress."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress, self._total, self._done = progress, total, 0

    def add(self, count: int) -> None:
        self._done += count
        if self._progress and count:
            self._progress(self._done, self._total)

    def finish(self) -> None:
        self.add(self._total - self._done)


def primary_subtag(language: str) -> str:
    """The language itself in a BCP 47 tag: ``zh`` of ``zh-Hans-CN``."""
    return language.replace("_", "-").split("-")[0].lower()
