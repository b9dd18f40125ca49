import pytest

from workbench.languages import available, detect, language

TOLD_AS_NEIGHBOUR = {"ms": "id"}
"""Malay has no letter of its own and langdetect no profile of it: it is known where the document states it."""


@pytest.mark.parametrize("code", available())
def test_sentences_of_each_language_are_told(code: str) -> None:
    text = " ".join(example.text for example in language(code).examples)
    assert detect(text) == TOLD_AS_NEIGHBOUR.get(code, code)
    assert detect(text, stated=code) == code


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Қазақстан Республикасының ұлттық стандарты", "kk"),
        ("Цей стандарт встановлює вимоги до посудин її класу", "uk"),
        ("این سند الزامات را مشخص می‌کند و کاربرد دارد", "fa"),
        ("ガラス製の容器", "ja"),
        ("유리 용기", "ko"),
        ("GB/T 2828.1—2012 计数抽样检验程序", "zh"),
        ("Die Masse darf höchstens zwei Kilogramm betragen und muss geprüft werden.", "de"),
        ("La massa deve essere al massimo di due chilogrammi e deve essere verificata.", "it"),
        ("A massa deve ser de no máximo dois quilogramas e não deve variar.", "pt"),
        ("Masa powinna wynosić co najwyżej dwa kilogramy i nie powinna się zmieniać.", "pl"),
        ("Masa trebuie să fie de cel mult două kilograme și trebuie verificată.", "ro"),
        ("Kütle en fazla iki kilogram olmalı ve kontrol edilmelidir.", "tr"),
    ],
)
def test_languages_without_data_are_told_as_well(text: str, expected: str) -> None:
    assert detect(text) == expected


@pytest.mark.parametrize("text", ["", "12 mm", "V≤0.35", "ISO 2409:2020", "0,5; 1,0; 2,0", "DN 50-PN 16-0.8"])
def test_texts_without_words_take_the_context(text: str) -> None:
    assert detect(text) == ""
    assert detect(text, context="ru") == "ru"
    assert detect(text, context="ru", stated="en-GB") == "en"


def test_statement_is_believed_unless_the_script_contradicts_it() -> None:
    assert detect("Kekuatan harus paling sedikit", stated="id") == "id"
    assert detect("Scope", stated="fr") == "fr"
    assert detect("吸水率应不大于规定值", stated="en") == "zh"
    assert detect("The vessel shall be marked", stated="zh-CN") == "en"


def test_context_wins_where_the_text_is_short() -> None:
    assert detect("Normes", context="fr") == "fr"
    assert detect("规范", context="ja") == "ja"


def test_answers_do_not_depend_on_what_was_asked_before() -> None:
    from workbench.languages import _detection

    texts = ["La masa debe ser", "Massa harus", "La masse doit", "The mass", "Khối lượng", "Test methods"]
    first = [detect(text) for text in texts]
    _detection._detect.cache_clear()
    assert [detect(text) for text in reversed(texts)] == first[::-1]


def test_signs_of_a_symbol_font_are_no_chinese() -> None:
    assert detect("\uf0b7 mm") == ""
    assert detect("\uf0b7 m", context="de") == "de"
