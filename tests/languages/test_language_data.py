"""The data files are checked, and hold all knowledge of human languages."""

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import workbench.languages
from workbench.languages import LanguageDataError, _loading, _reading, available, language, read
from workbench.languages._schema import LanguageData, checked
from workbench.messages import using_ui_language
from workbench.userdata import left_out

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
    ],
)
def test_wrong_data_is_reported_with_line_and_key(source: str, line: int, key: str) -> None:
    with pytest.raises(LanguageDataError) as caught:
        checked(LanguageData, source, "xx.yaml")
    with using_ui_language("en"):
        message = caught.value.render()
    assert f"xx.yaml, line {line}, key {key}:" in message


def test_what_is_no_yaml_is_reported_with_its_line() -> None:
    with pytest.raises(LanguageDataError) as caught:
        checked(LanguageData, "code: xx\nname: [\n", "xx.yaml")
    assert "xx.yaml, line 2: this is not valid YAML" in caught.value.render("en")


MINIMAL = """code: eo
name: Esperanto
comparators: {at_most: {before: ["ne pli ol"]}}
forms:
  - {form: req+, phrases: [devas]}
  - {form: rec+, phrases: ['(?:estas|estos) rekomendinda']}
examples:
  - {text: "La maso devas esti ne pli ol 5 kg.", form: req+, quantities: [{hi: "5"}]}
"""


@pytest.fixture
def own_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of the user's languages, empty; what it held is forgotten afterwards."""
    folder = tmp_path / "languages"
    folder.mkdir()
    monkeypatch.setenv("WORKBENCH_DATA", str(tmp_path))
    caches = (_loading._own, _loading._language, _reading._read)
    for cached in caches:
        cached.cache_clear()
    yield folder
    monkeypatch.undo()
    for cached in caches:
        cached.cache_clear()


def test_a_file_of_the_users_own_adds_a_language(own_files: Path) -> None:
    (own_files / "eo.yaml").write_text(MINIMAL, encoding="utf-8")
    assert "eo" in available()
    reading = read("La maso devas esti ne pli ol 5 kg.", "eo")
    assert reading.form == "req+"
    assert [(q.hi, q.role) for q in reading.limits] == [(Decimal(5), "limit")]


@pytest.mark.parametrize(
    ("name", "source", "reason"),
    [
        ("eo.yaml", MINIMAL.replace("estas|estos)", "estas|estos"), "line 6"),
        ("eo.yaml", MINIMAL.replace("req+, phrases", "must, phrases"), "line 5"),
        ("xx.yaml", MINIMAL, "named xx"),
        ("eo.yaml", "code: [", "line 1"),
        ("zh.yaml", "code: zh\nname: 中文\ncolour: 1\n", "line 3"),
        ("eo.yaml", "code: eo\0", "line 1"),
        ("eo.yaml", "code: 2020-99-99\nname: X\n", "line 1"),
        ("eo.yaml", MINIMAL + "numerals: {fractions: {half: 1/0}}\n", "cannot be used"),
        ("eo.yaml", MINIMAL + "numerals: {words: {unu: 1}, joiner: '[ +'}\n", "line 9"),
        ("units.yaml", MINIMAL, "no code of a language"),
        ("EN.yaml", MINIMAL, "no code of a language"),
    ],
)
def test_a_broken_file_of_the_users_own_is_left_out_and_told(
    own_files: Path, name: str, source: str, reason: str
) -> None:
    (own_files / name).write_text(source, encoding="utf-8")
    assert read("吸水率应不大于0.3 %。", "zh").form == "req+"
    told = [error.render("en") for error in left_out() if str(own_files) in error.render("en")]
    assert len(told) == 1
    assert name in told[0]
    assert reason in told[0]


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
