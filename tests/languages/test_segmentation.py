import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.languages import available, segment


def sentences(text: str, language: str) -> list[str]:
    return [text[start:end] for start, end in segment(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("zh", "应不小于5.4 mm。按GB/T 1.1规定；见表1！好", ["应不小于5.4 mm。", "按GB/T 1.1规定；", "见表1！", "好"]),
        ("zh", "“应符合规定。”检验合格。", ["“应符合规定。”", "检验合格。"]),
        ("en", "Use e.g. No. 3 of 5.4 mm. Then stop.", ["Use e.g. No. 3 of 5.4 mm.", "Then stop."]),
        ("en", "See Fig. 2. Is it 3.5 mm? Yes.", ["See Fig. 2.", "Is it 3.5 mm?", "Yes."]),
        ("ru", "Т. е. не более 5,4 мм. См. рис. 3. Испытания проводят.", ["Т. е. не более 5,4 мм.", "См. рис. 3.", "Испытания проводят."]),
        ("fr", "Voir p. ex. le tableau 3. Fin.", ["Voir p. ex. le tableau 3.", "Fin."]),
        ("tlh", "One. Two 5.4 three! four", ["One.", "Two 5.4 three!", "four"]),
        ("en", "   ", []),
    ],
)  # fmt: skip
def test_sentences(language: str, text: str, expected: list[str]) -> None:
    assert sentences(text, language) == expected


@given(st.text(), st.sampled_from(available()))
def test_sentences_are_in_order_and_leave_only_space_out(text: str, language: str) -> None:
    end = 0
    for start, stop in segment(text, language):
        assert end <= start < stop
        assert text[end:start].strip() == ""
        end = stop
    assert text[end:].strip() == ""
