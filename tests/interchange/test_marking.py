import re
from collections.abc import Callable
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from workbench.interchange import differing_spans, mark_differences, mark_spans, same_language

TEXTS = st.text(st.sampled_from("应不大小于0.5 %,abcde fg<&>\"'，。注m³"), max_size=40)


def marked(html: str) -> list[str]:
    return [unescape(found) for found in re.findall(r"<mark[^>]*>(.*?)</mark>", html)]


def plain(html: str) -> str:
    return unescape(re.sub(r"</?mark[^>]*>", "", html))


def unmarked(text: str, spans: list[tuple[int, int]]) -> str:
    kept = list(text)
    for start, end in spans:
        kept[start:end] = [" "] * (end - start)
    return "".join("".join(kept).replace("，", ",").split())


def test_marks_the_words_that_differ() -> None:
    pair = mark_differences("The cup shall not leak.", "The cup should not leak.", "en", "en-GB")
    assert marked(pair.draft) == ["shall"]
    assert marked(pair.reference) == ["should"]


def test_numbers_are_marked_as_wholes() -> None:
    pair = mark_differences("at 1 000 N and 0,5 mm", "at 1 200 N and 0,3 mm", "en", "en")
    assert marked(pair.draft) == ["1 000", "0,5"]
    assert marked(pair.reference) == ["1 200", "0,3"]


def test_chinese_is_compared_by_the_character_and_joined_to_words() -> None:
    pair = mark_differences("吸水率应不大于0.3 %。", "吸水率应不小于0.5 %。", "zh", "zh-Hans")
    assert marked(pair.draft) == ["大于0.3"]
    assert marked(pair.reference) == ["小于0.5"]


def test_width_of_punctuation_is_no_difference() -> None:
    assert differing_spans("干燥,清洁(必要时)", "干燥，清洁（必要时）") == ([], [])


def test_a_raised_digit_is_not_a_plain_one() -> None:
    assert differing_spans("10² Pa", "102 Pa") != ([], [])


def test_across_languages_the_evidence_is_marked() -> None:
    pair = mark_differences(
        "应不大于2.0 L", "up to 2,5 l", "zh", "en", draft_evidence=[(4, 9)], reference_evidence=[(6, 11)]
    )
    assert marked(pair.draft) == ["2.0 L"]
    assert marked(pair.reference) == ["2,5 l"]


def test_texts_without_a_stated_language_are_not_compared_by_words() -> None:
    assert not same_language("", "")
    assert mark_differences("a", "b", "", "").draft == "a"


def test_overlapping_and_outlying_evidence_is_one_mark_inside_the_text() -> None:
    assert mark_spans("abcdef", [(3, 99), (1, 4), (5, 2), (-5, 1)]) == (
        '<mark class="wb-differs">abcdef</mark>'
    )


def test_text_is_escaped_inside_and_outside_of_marks() -> None:
    html = mark_spans("<b>&\"'</b>", [(1, 4)])
    assert plain(html) == "<b>&\"'</b>"
    assert "<b" not in html


@given(TEXTS, TEXTS)
def test_marks_never_change_a_text_and_leave_only_what_is_common(first: str, second: str) -> None:
    pair = mark_differences(first, second, "zh", "zh")
    assert plain(pair.draft) == first
    assert plain(pair.reference) == second
    spans = differing_spans(first, second)
    common = (unmarked(first, spans[0]), unmarked(second, spans[1]))
    if common[0] != common[1]:  # one common character between two marks is marked with them, on one side
        assert abs(len(common[0]) - len(common[1])) <= len(spans[0]) + len(spans[1])
    assert differing_spans(first, first) == ([], [])


def test_long_unlike_texts_are_marked_as_a_whole_in_linear_time(
    grows_linearly: Callable[[Callable[[str], object], str], bool],
) -> None:
    first = " ".join(f"a{number}" for number in range(20_000))
    second = " ".join(f"b{number + 1}" for number in range(20_000))
    assert grows_linearly(lambda text: differing_spans(text, second[: len(text)]), first)
    spans = differing_spans(first, second)
    assert spans == ([(0, len(first))], [(0, len(second))])
