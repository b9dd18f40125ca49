"""Cells that repeat the one above them."""

import pytest

from workbench.sts.tables import in_full


@pytest.mark.parametrize(
    ("text", "above", "expected"),
    [
        ("» 80 » 120 »", "Св. 50 до 80 включ.", "Св. 80 до 120 включ."),
        ("» 120 » 200 »", "Св. 80 до 120 включ.", "Св. 120 до 200 включ."),
        ("»", "Не допускается", "Не допускается"),
        ("То же", "Не допускается", "Не допускается"),
        ("″ 1,5 ″", "at least 1,2 mm", "at least 1,5 mm"),
        ("» 80", "Св. 50 до 80 включ.", "» 80"),
        ("»", "", "»"),
        ("Св. 80", "Св. 50", "Св. 80"),
        ("12", "at least 10", "12"),
    ],
)
def test_ditto_marks_stand_for_the_words_above(text, above, expected):
    assert in_full(text, above) == expected
