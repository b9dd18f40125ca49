"""Vocabularies: things by their names in every language."""

from typing import get_args

import pytest

from workbench.languages import Vocabulary, available, has_name, named
from workbench.languages.lexicon import mentions
from workbench.resources import read_data

LANGUAGES = {"zh", "en", "ru", "fr", "es", "ar", "vi", "id"}


@pytest.mark.parametrize("vocabulary", get_args(Vocabulary))
def test_every_thing_has_a_name_in_the_languages_that_are_read_fully(vocabulary):
    things = read_data("workbench.languages", "data", "vocabularies", f"{vocabulary}.yaml")
    for thing, languages in things.items():
        assert set(languages) <= {*available(), "any"}, thing
        if "any" not in languages and vocabulary not in ("label-languages", "columns"):
            assert set(languages) >= LANGUAGES, thing


MARKED = {
    "zh": "外包装箱上应标明产品名称、数量、毛重、生产日期和本文件编号。",
    "en": "The package shall be marked with the name of the product, the number of pieces, the gross mass, the "
    "month and year of manufacture and the number of this document.",
    "ru": "На упаковку наносят наименование изделия, количество, массу брутто, дату изготовления и обозначение "
    "настоящего стандарта.",
    "fr": "L'emballage porte le nom du produit, la quantité, la masse brute, la date de fabrication et la "
    "référence de la présente norme.",
    "es": "El envase llevará el nombre del producto, la cantidad, la masa bruta, la fecha de fabricación y el "
    "número de la presente norma.",
    "ar": "يدون على العبوة اسم المنتج والكمية والكتلة الإجمالية وتاريخ الصنع ورقم هذه المواصفة.",
    "vi": "Trên bao bì ghi tên sản phẩm, số lượng, khối lượng cả bì, ngày sản xuất và số hiệu tiêu chuẩn.",
    "id": "Kemasan harus mencantumkan nama produk, jumlah, berat kotor, tanggal produksi dan nomor SNI.",
}


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_particulars_are_named_in_each_language(language):
    found = named("particulars", MARKED[language], language)
    assert found.keys() == {"product", "quantity", "gross-mass", "date", "standard"}
    assert all(MARKED[language][start:end] for start, end in found.values())


def test_the_country_of_manufacture_is_no_manufacturer():
    texts = {"en": "country of manufacture", "id": "negara pembuat", "ru": "страна-изготовитель"}
    assert {name for language, text in texts.items() for name in named("particulars", text, language)} == {
        "origin"
    }


def test_a_language_without_names_names_nothing():
    assert named("particulars", "Produkt", "de") == {}
    assert not has_name("particulars", "maker", "de")
    assert has_name("particulars", "maker", "zh-Hans")


def test_a_meter_in_arabic_is_no_exception():
    assert not mentions("left-out", "العداد الساكن للطاقة الفعالة", "ar")
    assert mentions("left-out", "جميع الأجزاء عدا المقبض", "ar")
