"""Small pairs of documents, one provision a line; makes ``findings`` importable for the tests beside it."""

import sys
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from workbench import sts
from workbench.divergence import compare

sys.path.insert(0, str(Path(__file__).parent))


def document(language, clauses, designation="X 1", front="", back=""):
    """``clauses`` maps "5 Requirements" to paragraphs, or to ready markup starting with ``<``."""
    body = ""
    number = 0
    for heading, texts in clauses.items():
        label, _, title = heading.partition(" ")
        inside = ""
        for text in texts:
            number += 1
            inside += text if text.startswith("<") else f'<p id="{language}{number}">{escape(text)}</p>'
        body += f'<sec id="{language}-sec{label}"><label>{label}</label><title>{title}</title>{inside}</sec>'
    meta = f'<std-meta><std-ref type="dated">{designation}</std-ref></std-meta>{front}'
    source = f'<standard xml:lang="{language}"><front>{meta}</front><body>{body}</body>{back}</standard>'
    return sts.load(source.encode())


@pytest.fixture(scope="session")
def document_of():
    return document


@pytest.fixture(scope="session")
def compared():
    """Findings of two lists of paragraphs that stand in one clause on either side."""

    def compared(draft, reference, languages=("zh", "en"), heading=("5 技术要求", "5 Requirements")):
        return compare(
            document(languages[0], {heading[0]: draft}, "T/ZZB 1—2026"),
            document(languages[1], {heading[1]: reference}, "ISO 1:2020"),
        )

    return compared


@pytest.fixture(scope="session")
def compared_as():
    """Findings of two lists of paragraphs, judged for a purpose."""

    def compared_as(perspective, draft, reference, languages=("zh", "en")):
        return compare(
            document(languages[0], {"5 要求": draft}, "GB/T 1—2026"),
            document(languages[1], {"5 Requirements": reference}, "ISO 1:2020"),
            perspectives=(perspective,),
        )

    return compared_as
