"""The data files are checked, and hold all knowledge of human languages."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import workbench.languages
from workbench.languages import LanguageDataError, available, language, read
from workbench.languages._schema import LanguageData, checked
from workbench.messages import using_ui_language

PACKAGE = Path(workbench.languages.__file__).parent


def test_languages_are_available() -> None:
    assert {"ar", "en", "es", "fr", "id", "ru", "vi", "zh"} <= set(available())


def test_region_and_script_subtags_do_not_matter() -> None:
    assert language("zh-Hans-CN") is language("zh")
    assert language("EN_gb") is language("en")


@pytest.mark.parametrize(
    ("source", "line", "key"),
    [
        ("code: xx\nname: X\nforms:\n  - {form: maybe, phrases: [a]}\n", 4, "forms.0.form"),
        ("code: xx\nname: X\nnumbers:\n  decimal: ';'\n", 4, "numbers.decimal"),
        ("code: xx\nname: X\ncolour: red\n", 3, "colour"),
        ("code: xx\nname: [\n", 3, ""),
    ],
)
def test_wrong_data_is_reported_with_line_and_key(source: str, line: int, key: str) -> None:
    with pytest.raises(LanguageDataError) as caught:
        checked(LanguageData, source, "xx.yaml")
    with using_ui_language("en"):
        message = caught.value.render()
    assert f"xx.yaml, line {line}, key {key}:" in message


def test_phrase_that_is_no_expression_is_reported() -> None:
    from workbench.languages._patterns import compiled

    with pytest.raises(LanguageDataError, match=r"xx\.yaml"):
        compiled(["a(b"], word_boundaries=True, file="xx.yaml")


def test_words_like_no_and_on_stay_words() -> None:
    data = checked(LanguageData, "code: xx\nname: X\nnegations: [no, on, 'yes']\n", "xx.yaml")
    assert data.negations == ("no", "on", "yes")


@pytest.mark.parametrize("module", sorted(PACKAGE.glob("*.py")), ids=lambda path: path.name)
def test_code_holds_no_word_of_another_language(module: Path) -> None:
    words = re.findall(
        r"[\u0400-\u04ff\u0600-\u06ff\u4e00-\u9fff\u1ea0-\u1ef9]{2,}", module.read_text("utf-8")
    )
    assert words == []


@given(st.text(max_size=80), st.sampled_from([*available(), "hy"]))
def test_any_text_can_be_read_and_spans_lie_in_it(text: str, code: str) -> None:
    reading = read(text, code)
    spans = [mark.span for mark in reading.forms] + [q.span for q in reading.quantities]
    assert all(0 <= start < end <= len(text) for start, end in [*spans, *reading.negations])
    assert all(q.lo is None or q.hi is None or q.lo <= q.hi for q in reading.quantities)


@given(
    st.lists(
        st.sampled_from(
            "应 不 大于 5 0.3 mm % ± ~ （ ） ( ) ， 。 至 以上 三 半 每 次 10⁻³ × - + / < ≤ V shall not exceed to and 1 000 DN".split()
        ),
        max_size=14,
    ),
    st.sampled_from(["zh", "en", "ru"]),
)
def test_any_sequence_of_parts_of_quantities_can_be_read(parts: list[str], code: str) -> None:
    reading = read(" ".join(parts), code)
    assert all(q.lo is None or q.hi is None or q.lo <= q.hi for q in reading.quantities)
