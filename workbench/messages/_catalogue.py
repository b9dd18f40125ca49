"""Loading of the catalogue, choice of the user's language, and errors made for users."""

import locale
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache

from workbench.resources import data_files, read_data

UI_LANGUAGES = ("zh", "en")
ENVIRONMENT_VARIABLE = "WORKBENCH_UI_LANGUAGE"

_chosen: ContextVar[str | None] = ContextVar("workbench_ui_language", default=None)


def ui_language() -> str:
    """The language in which to speak to the user, ``"zh"`` or ``"en"``.

    Chosen by :func:`set_ui_language`, else by the environment variable ``WORKBENCH_UI_LANGUAGE``, else
    by the locale; English where none of them says anything.
    """
    candidates = [_chosen.get(), os.environ.get(ENVIRONMENT_VARIABLE)]
    candidates += [os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    candidates.append(locale.getlocale()[0])
    for candidate in candidates:
        if candidate:
            return "zh" if candidate.lower().startswith(("zh", "chinese")) else "en"
    return "en"


def set_ui_language(language: str | None) -> None:
    """Choose the language of messages for this thread of work; ``None`` returns to the locale's.

    Raises:
        ValueError: for a language that the catalogue does not hold.
    """
    if language is not None and language not in UI_LANGUAGES:
        raise ValueError(translate("messages.unknown-ui-language", language=language))
    _chosen.set(language)


@contextmanager
def using_ui_language(language: str) -> Iterator[None]:
    """Speak ``language`` inside a ``with`` block."""
    before = _chosen.get()
    set_ui_language(language)
    try:
        yield
    finally:
        _chosen.set(before)


@cache
def _catalogue() -> Mapping[str, Mapping[str, str]]:
    entries: dict[str, dict[str, str]] = {}
    for page in data_files("workbench.messages", "catalogue"):
        for key, texts in read_data("workbench.messages", "catalogue", page).items():
            if key in entries:
                raise ValueError(f"message {key} stands twice in the catalogue ({page})")
            entries[key] = texts
    return entries


def translate(key: str, language: str | None = None, /, **values: object) -> str:
    """The message ``key`` in ``language`` (the user's where omitted), with ``values`` filled in.

    A value that is itself a :class:`Message` is rendered in the same language; several are enumerated.

    Raises:
        KeyError: for an id that the catalogue does not hold.
    """
    chosen = language or ui_language()
    filled = {name: _rendered(value, chosen) for name, value in values.items()}
    return _catalogue()[key][chosen].format(**filled)


def _rendered(value: object, language: str) -> object:
    if isinstance(value, Message):
        return value.render(language)
    if isinstance(value, tuple):
        return translate("messages.separator", language).join(str(_rendered(one, language)) for one in value)
    return value


@dataclass(frozen=True)
class Message:
    """A sentence for the user that is not yet in a language: an id and the values to fill in."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict)

    def render(self, language: str | None = None) -> str:
        """The sentence in ``language``, the user's where omitted."""
        return translate(self.key, language, **self.values)


class UserError(Exception):
    """What went wrong with the user's input: what, where, and what to do about it.

    Subclasses say whose error it is (``StsError``, ``VersioningError``, ...). Front ends print
    :meth:`render` and end with exit code 2; nobody sees a traceback.
    """

    def __init__(self, key: str, /, **values: object) -> None:
        super().__init__(key, values)
        self.message = Message(key, values)

    @property
    def key(self) -> str:
        """The message's id in the catalogue."""
        return self.message.key

    def render(self, language: str | None = None) -> str:
        """The error in ``language``, the user's where omitted."""
        return self.message.render(language)

    def __str__(self) -> str:
        return self.render()

    def _render_traceback_(self) -> list[str]:
        """What IPython shows in place of a traceback: the sentence alone."""
        return [self.render()]
