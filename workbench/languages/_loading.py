"""The languages that there are: the shipped data files and the user's."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from workbench import userdata
from workbench.languages._compiling import compiled_language
from workbench.languages._errors import LanguageDataError
from workbench.languages._language import Language
from workbench.languages._patterns import PhraseError
from workbench.languages._schema import LanguageData, checked

NEUTRAL = "zxx"
"""Code (ISO 639-2, no linguistic content) of the file with what holds in every language."""

_TABLES = ("units", "detection", "tolerance-classes", "lexicon")
"""Data files that are not about one language."""


def available() -> tuple[str, ...]:
    """Codes of the languages that have a data file, shipped or the user's, in alphabetical order."""
    return tuple(sorted({*_shipped(), *_own()}))


@cache
def _shipped() -> frozenset[str]:
    folder = files("workbench.languages") / "data"
    names = (item.name for item in folder.iterdir() if item.name.endswith(".yaml"))
    return frozenset(name.removesuffix(".yaml") for name in names) - {NEUTRAL, *_TABLES}


@cache
def _own() -> Mapping[str, Language]:
    """The languages of the user's own files; one that is wrong is left out, and what is shipped stays.

    A file of the user's takes the place of the shipped one for its language.
    """
    found: dict[str, Language] = {}
    for file in userdata.user_files("languages", ".yaml", ".yml"):
        try:
            own = _read(file.read_bytes().decode("utf-8-sig"), str(file), file.stem)
            found[own.code] = own
        except LanguageDataError as error:
            userdata.leave_out(file, error)
        except (OSError, UnicodeDecodeError) as error:
            userdata.leave_out(file, LanguageDataError("languages.unreadable", file=str(file), problem=error))
        except Exception as error:
            # Whatever a user writes into a file, what is shipped goes on working.
            problem = f"{type(error).__name__}: {error}"
            userdata.leave_out(file, LanguageDataError("languages.unusable", file=str(file), problem=problem))
    return MappingProxyType(found)


def language(code: str) -> Language:
    """The language of a BCP 47 tag, by its primary subtag: ``zh-CN`` is ``zh``.

    A code without a data file gives what is the same in every language (``known`` is false).

    Raises:
        LanguageDataError: where a data file is wrong.
    """
    return _language(re.split(r"[-_]", code.strip().lower(), maxsplit=1)[0])


@cache
def _language(primary: str) -> Language:
    own = _own().get(primary)
    if own:
        return own
    if primary not in _shipped():
        return compiled_language(LanguageData(code=primary, name=primary), _neutral(), known=False)
    return _read(_source(primary), f"{primary}.yaml", primary)


def _source(code: str) -> str:
    return (files("workbench.languages") / "data" / f"{code}.yaml").read_text(encoding="utf-8")


@cache
def _neutral() -> LanguageData:
    """What holds in every language."""
    return checked(LanguageData, _source(NEUTRAL), f"{NEUTRAL}.yaml")


def _read(source: str, file: str, code: str) -> Language:
    """The language that a file holds, which must be named by the code that stands in it.

    Raises:
        LanguageDataError: naming file, line, and what is wrong.
    """
    if code in (NEUTRAL, *_TABLES) or not re.fullmatch(r"[a-z]{2,3}", code):
        raise LanguageDataError("languages.no-code", file=file, name=code)
    data = checked(LanguageData, source, file)
    if data.code != code:
        raise LanguageDataError("languages.other-code", file=file, line=1, code=data.code, name=code)
    try:
        return compiled_language(data, _neutral(), known=True)
    except PhraseError as error:
        raise LanguageDataError(
            "languages.bad-phrase",
            file=file,
            line=_line_of(error.phrase, source),
            phrase=error.phrase,
            problem=str(error),
        ) from error


def _line_of(phrase: str, source: str) -> int:
    """The line on which a phrase stands, of which alternatives at its beginning may have been written out."""
    ends = (phrase[start:] for start in range(len(phrase)))
    found = next((source.find(end) for end in ends if end in source), 0)
    return source.count("\n", 0, found) + 1
