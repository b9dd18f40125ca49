"""Sentences of standards in every language: what is read, and what is known to be misread.

The sentences and what they say stand in ``sentences/``, the comparison in ``benchmarks/reading.py``.
"""

import json
from pathlib import Path
from typing import Any

import pytest
import reading

from workbench.languages import available, read

SENTENCES = [(code, sentence) for code in reading.languages() for sentence in reading.sentences(code)]


def test_every_language_has_sentences() -> None:
    assert set(reading.languages()) == set(available())


@pytest.mark.parametrize(
    ("code", "sentence"), SENTENCES, ids=[f"{code}: {sentence['text']}" for code, sentence in SENTENCES]
)
def test_sentence_is_read_as_stated(code: str, sentence: dict[str, Any]) -> None:
    wrong = reading.misread(sentence, code)
    assert sorted(wrong) == sentence.get("misread", []), wrong


def test_nearly_all_sentences_in_eight_languages_are_read() -> None:
    full = [sentence for code, sentence in SENTENCES if code in reading.FULL]
    for field in ("form", "limits", "designations"):
        misread = sum(field in sentence.get("misread", ()) for sentence in full)
        assert misread / len(full) <= 0.01, field


def _vectors(shared: Path, kind: str) -> list[dict[str, Any]]:
    file = shared / "domain" / "language-vectors.json"
    if not file.is_file():
        pytest.skip(f"{file} is missing")
    return json.loads(file.read_text(encoding="utf-8"))[kind]


def test_limits_of_the_domain_files_are_read(shared: Path) -> None:
    for vector in _vectors(shared, "limits"):
        got = read(vector["text"], vector["lang"])
        limits = [reading.key(limit, "unit") for limit in got.limits]
        assert (limits, got.form) == ([reading.stated_key(vector)], vector["form"]), vector["text"]


def test_verbal_forms_of_the_domain_files_are_read(shared: Path) -> None:
    for vector in _vectors(shared, "verbal_forms"):
        got = read(vector["text"], vector["lang"])
        expected = (vector["form"], vector["low_confidence"])
        assert (got.form, got.low_confidence) == expected, vector["text"]
