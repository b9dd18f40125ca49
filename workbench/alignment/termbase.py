"""The concepts that a text names, in whatever language: our glossary and the user's termbases.

The glossary is data, ``data/glossary/*.csv``: concepts of product standards, one a line, with their terms in
the languages that are read fully, as dictionaries give them. Termbases are TBX files (ISO 30042:2019 and the
martif form of 2008) in the folder ``termbases`` of the user's files. Of a concept its terms in all languages
count, forbidden ones too: they are what a draft may still use.
"""

import contextlib
import csv
import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from lxml import etree

from workbench import userdata
from workbench.alignment.encoders.cache import cache_folder
from workbench.alignment.encoders.encoder import primary_subtag
from workbench.languages import stem
from workbench.messages import UserError
from workbench.sts.errors import StsError
from workbench.sts.writing import write_atomically

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_CONCEPTS = ("conceptEntry", "termEntry")
_LANGUAGE_PARTS = ("langSec", "langSet")
_LARGEST = 50 * 1024 * 1024
"""Largest file that is read, in bytes."""
_SIGNS = r"\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff"
_WORD = re.compile(rf"[{_SIGNS}]|[^\W{_SIGNS}]+")
"""A sign of a script that writes no spaces between words, or a word."""

_BETWEEN_TERMS = "; "

_MANY = 500
"""Terms whose stems take long enough to be kept on disk."""

Words = tuple[str, ...]
"""The stems of a text's words; of a script without spaces its signs."""


class TermbaseError(UserError):
    """A file that is no termbase."""


class Termbase:
    """The concepts of glossary and files; one of a file is called by the file and its number.

    ``terms`` are for each language (primary subtag) its terms, each with the concept that it names. Those of
    a language are prepared when a text in it is first looked at, and kept on disk unless they are few.
    """

    def __init__(self, terms: Mapping[str, Sequence[tuple[str, str]]]) -> None:
        self._terms = terms
        self._prepared: dict[str, _Index] = {}

    def concepts_in(self, text: str, language: str) -> frozenset[str]:
        """The concepts that ``text`` names, the longest term at each place."""
        code = primary_subtag(language)
        index = self._index(code)
        if not index.concepts:
            return frozenset()
        words = _words(text, code)
        found: set[str] = set()
        start = 0
        while start < len(words):
            for size in index.sizes.get(words[start], ()):
                concepts = index.concepts.get(words[start : start + size])
                if concepts:
                    found |= concepts
                    start += size - 1
                    break
            start += 1
        return frozenset(found)

    def _index(self, language: str) -> "_Index":
        if language not in self._prepared:
            terms = self._terms.get(language, ())
            self._prepared[language] = _index_of(terms, language)
        return self._prepared[language]


@dataclass(frozen=True)
class _Index:
    """The terms of one language, by their words, and how many words those have that begin with a word."""

    concepts: Mapping[Words, frozenset[str]]
    sizes: Mapping[str, Sequence[int]]

    @classmethod
    def of(cls, terms: Iterable[tuple[str, str]], language: str) -> "_Index":
        concepts: dict[Words, set[str]] = defaultdict(set)
        sizes: dict[str, set[int]] = defaultdict(set)
        for term, concept in terms:
            words = _words(term, language)
            if words:
                concepts[words].add(concept)
                sizes[words[0]].add(len(words))
        return cls(
            {words: frozenset(named) for words, named in concepts.items()},
            {first: sorted(counts, reverse=True) for first, counts in sizes.items()},
        )


def _index_of(terms: Sequence[tuple[str, str]], language: str) -> _Index:
    if len(terms) < _MANY:
        return _Index.of(terms, language)
    return _kept(terms, language) or _keep(_Index.of(terms, language), terms, language)


def _kept(terms: Sequence[tuple[str, str]], language: str) -> _Index | None:
    """The index that was kept on disk for the same terms; stems of thousands of words take half a second.

    A file is an aid: what cannot be read is made anew.
    """
    try:
        held = json.loads(_file(language).read_bytes())
        if held["of"] != _state(terms):
            return None
        return _Index(
            {tuple(words.split(" ")): frozenset(concepts) for words, concepts in held["concepts"].items()},
            held["sizes"],
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _keep(index: _Index, terms: Sequence[tuple[str, str]], language: str) -> _Index:
    held = {
        "of": _state(terms),
        "concepts": {" ".join(words): sorted(concepts) for words, concepts in index.concepts.items()},
        "sizes": index.sizes,
    }
    file = _file(language)
    with contextlib.suppress(OSError, StsError):
        file.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(file, json.dumps(held, ensure_ascii=False).encode())
    return index


def _file(language: str) -> Path:
    return cache_folder() / f"terms-{language}.json"


def _state(terms: Sequence[tuple[str, str]]) -> str:
    """What an index was made from: the terms, and the versions of what makes stems of words."""
    versions = [version(name) for name in ("snowballstemmer", "pymorphy3", "pymorphy3-dicts-ru")]
    return hashlib.sha256(json.dumps([versions, list(terms)]).encode()).hexdigest()


def _words(text: str, language: str) -> Words:
    return tuple(stem(word, language) for word in _WORD.findall(text.casefold()))


@cache
def termbase() -> Termbase:
    """The glossary and the termbases of the user's files; a file that is wrong is left out and told."""
    terms: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for concept, language, term in (*_glossary(), *_of_user()):
        terms[language].append((term, concept))
    return Termbase(terms)


def _glossary() -> Iterator[tuple[str, str, str]]:
    """Concept, language and term of every term of the glossary."""
    folder = files("workbench.alignment") / "data" / "glossary"
    for file in sorted(folder.iterdir(), key=lambda item: item.name):
        for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines()):
            concept = row.pop("concept")
            for language, named in row.items():
                yield from ((concept, language, term) for term in named.split(_BETWEEN_TERMS))


def _of_user() -> Iterator[tuple[str, str, str]]:
    """The same of the user's files."""
    for file in userdata.user_files("termbases", ".tbx", ".xml"):
        try:
            yield from list(_read(file))
        except TermbaseError as error:
            userdata.leave_out(file, error)


def _read(file: Path) -> Iterator[tuple[str, str, str]]:
    """Concept, language and term of every term of a file."""
    root = _root(file)
    number = 0
    for concept in root.iter(etree.Element):
        if _name(concept) not in _CONCEPTS:
            continue
        number += 1
        for part in concept.iterchildren(etree.Element):
            language = part.get(_LANGUAGE, "") if _name(part) in _LANGUAGE_PARTS else ""
            for term in part.iter(etree.Element) if language else ():
                if _name(term) == "term":
                    yield f"{file.name}#{number}", primary_subtag(language), "".join(term.itertext())
    if not number:
        raise TermbaseError("alignment.termbase.none", file=file)


def _root(file: Path) -> etree._Element:
    # A file of the user's, but not one to be trusted: nothing is fetched, no entity is expanded.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        if file.stat().st_size > _LARGEST:
            raise TermbaseError("alignment.termbase.too-large", file=file, limit=_LARGEST // 1_000_000)
        return etree.fromstring(file.read_bytes(), parser)
    except etree.XMLSyntaxError as error:
        raise TermbaseError(
            "alignment.termbase.no-xml", file=file, line=error.lineno, problem=error.msg
        ) from error
    except OSError as error:
        raise TermbaseError("alignment.termbase.unreadable", file=file, problem=error.strerror) from error


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname
