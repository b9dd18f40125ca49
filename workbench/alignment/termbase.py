"""The user's termbases: which concepts a text names, in whatever language it names them.

TBX files (ISO 30042:2019 and the martif form of 2008) in the folder ``termbases`` of the user's files. Of a
concept its terms in all languages count, forbidden ones too: they are what a draft may still use.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from lxml import etree

from workbench import userdata
from workbench.alignment.encoders.encoder import primary_subtag
from workbench.messages import UserError

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_CONCEPTS = ("conceptEntry", "termEntry")
_LANGUAGE_PARTS = ("langSec", "langSet")
_LARGEST = 50 * 1024 * 1024
"""Largest file that is read, in bytes."""
_SIGNS = r"\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff"
_UNSPACED = re.compile(f"[{_SIGNS}]")
"""Scripts that write no spaces between words: a term may begin and end anywhere."""
_WORD = re.compile(rf"[^\W{_SIGNS}]+")
_BEGINNING = re.compile(rf"[{_SIGNS}]|[^\W{_SIGNS}]+|[^\w\s]")
"""What a term may begin with: a sign of such a script, a word, a mark."""


class TermbaseError(UserError):
    """A file that is no termbase."""


@dataclass(frozen=True)
class Termbase:
    """The concepts of all files; a concept is called by its file and number."""

    terms: Mapping[str, Mapping[str, frozenset[str]]]
    """For each language (primary subtag) and term, in small letters, the concepts that it names."""

    def concepts_in(self, text: str, language: str) -> frozenset[str]:
        """The concepts that ``text`` names, the longest term at each place."""
        known = self.terms.get(primary_subtag(language))
        if not known:
            return frozenset()
        found: set[str] = set()
        plain = " ".join(text.casefold().split())
        beginnings = self._beginnings[primary_subtag(language)]
        end = 0
        for place in _BEGINNING.finditer(plain):
            start = place.start()
            if start < end:
                continue
            for term in beginnings.get(place[0], ()):
                if plain.startswith(term, start) and _ends(plain, start + len(term), term):
                    found |= known[term]
                    end = start + len(term)
                    break
        return frozenset(found)

    @cached_property
    def _beginnings(self) -> Mapping[str, Mapping[str, list[str]]]:
        """For each language the terms by their first word or sign, the longer ones first."""
        result: dict[str, dict[str, list[str]]] = {}
        for language, terms in self.terms.items():
            own = result.setdefault(language, defaultdict(list))
            for term in sorted(terms, key=len, reverse=True):
                first = _BEGINNING.match(term)
                if first:
                    own[first[0]].append(term)
        return result


def _ends(text: str, end: int, term: str) -> bool:
    """Whether a term may end there: words are whole where a script has words."""
    return end == len(text) or not _WORD.match(text, end) or bool(_UNSPACED.match(term[-1]))


@cache
def user_termbase() -> Termbase:
    """The termbase of the user's files; one that is wrong is left out and told."""
    terms: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for file in userdata.user_files("termbases", ".tbx", ".xml"):
        try:
            for concept, language, term in _read(file):
                terms[language][term].add(concept)
        except TermbaseError as error:
            userdata.leave_out(file, error)
    return Termbase(
        {
            language: {term: frozenset(concepts) for term, concepts in own.items()}
            for language, own in terms.items()
        }
    )


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
                text = " ".join("".join(term.itertext()).split()).casefold()
                if _name(term) == "term" and text:
                    yield f"{file.name}#{number}", primary_subtag(language), text
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
