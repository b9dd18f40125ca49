"""The place that is cited of a standard."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.designations import find


@pytest.mark.parametrize(
    ("text", "kind", "number", "place"),
    [
        ("按GB/T 2423.1—2008中5.2的规定", "clause", "5.2", "5.2"),
        ("GB/T 528—2009的第8章", "clause", "8", "第8章"),
        ("GB/T 528—2009第五章", "clause", "五", "第五章"),
        ("符合GB/T 1.1—2020中6.2.1条的要求", "clause", "6.2.1", "6.2.1条"),
        ("GB/T 191 表1", "table", "1", "表1"),
        ("按GB/T 191—2008图2", "figure", "2", "图2"),
        ("见GB/T 1.1—2020的附录B", "annex", "B", "附录B"),
        ("GB/T 528中的公式（3）", "formula", "3", "公式（3）"),
        ("GB/T 2423第1部分", "part", "1", "第1部分"),
        ("GB/T 2828.1—2012第2段", "paragraph", "2", "第2段"),
        ("GB/T 2828.1—2012 a）项", "item", "a)", "a）项"),
        ("GB/T 2423.1—2008《环境试验》中第5.2条", "clause", "5.2", "第5.2条"),
        ("ISO 9001:2015, 8.3", "clause", "8.3", "8.3"),
        ("as in ISO 12100-1:2003, 3.34 and elsewhere", "clause", "3.34", "3.34"),
        ("ISO 9001:2015 (8.3)", "clause", "8.3", "8.3"),
        ("ISO 9001:2015, A.4 applies", "clause", "A.4", "A.4"),
        ("Clause 5 of ISO 9001:2015", "clause", "5", "Clause 5"),
        ("Clauses 5 and 6 of ISO 9001", "clause", "5", "Clauses 5"),
        ("8.3 of ISO 9001", "clause", "8.3", "8.3"),
        ("§ 5.2 of ISO 9001", "clause", "5.2", "§ 5.2"),
        ("IEC 60335-1:2010, Clause 8.1.1", "clause", "8.1.1", "Clause 8.1.1"),
        ("ISO 6892-1:2019, Annex B", "annex", "B", "Annex B"),
        ("IEC 60335-1 (Annex ZA)", "annex", "ZA", "Annex ZA"),
        ("Annex B to ISO 9001", "annex", "B", "Annex B"),
        ("ISO 105, Part C06", "part", "C06", "Part C06"),
        ("Table 3 of ISO 6892-1:2019", "table", "3", "Table 3"),
        ("ISO 13849-2:2003, Tables A.1 and A.2", "table", "A.1", "Tables A.1"),
        ("Figure A.1 in ISO 13006", "figure", "A.1", "Figure A.1"),
        ("ISO 9001:2015, NOTE 1", "note", "1", "NOTE 1"),
        ("пункт 5.2 ГОСТ 1.5-2001", "clause", "5.2", "пункт 5.2"),
        ("в соответствии с п. 5.2 ГОСТ 1.5-2001", "clause", "5.2", "п. 5.2"),
        ("по 5.2 ГОСТ 1.5-2001", "clause", "5.2", "5.2"),
        ("ГОСТ 15150-69, раздел 4", "clause", "4", "раздел 4"),
        ("ГОСТ 15150-69 (таблица 3)", "table", "3", "таблица 3"),
        ("приложение А ГОСТ 15150-69", "annex", "А", "приложение А"),
        ("điều 5.3 của TCVN 6415-3:2016", "clause", "5.3", "điều 5.3"),
        ("theo 5.3 TCVN 6415-3:2016", "clause", "5.3", "5.3"),
        ("phụ lục B của TCVN 6415-3:2016", "annex", "B", "phụ lục B"),
        ("TCVN 6415-3:2016, 5.3", "clause", "5.3", "5.3"),
        ("butir 5.1 SNI 7656:2012", "clause", "5.1", "butir 5.1"),
        ("SNI 7656:2012 pasal 5", "clause", "5", "pasal 5"),
        ("Lampiran A SNI 7656:2012", "annex", "A", "Lampiran A"),
        ("article 5 de l'ISO 9001:2015", "clause", "5", "article 5"),
        ("l’annexe B de la norme ISO 9001", "annex", "B", "annexe B"),
        ("ISO 2859-1:1999, Tableau 2-A", "table", "2-A", "Tableau 2-A"),
        ("apartado 5 de la Norma ISO 9001", "clause", "5", "apartado 5"),
        ("IRAM 2178-1, apartado 5.2", "clause", "5.2", "apartado 5.2"),
        ("البند 5 من ISO 9001", "clause", "5", "البند 5"),
        ("الجدول 2 من المواصفة ISO 9001", "table", "2", "الجدول 2"),
    ],
)
def test_the_cited_place(text: str, kind: str, number: str, place: str) -> None:
    (item,) = find(text)
    assert item.locality is not None
    assert (item.locality.kind, item.locality.number) == (kind, number)
    assert text[item.locality.start : item.locality.end] == place
    assert item.text == text[item.start : item.end] == item.designation.raw
    assert place not in item.text


@pytest.mark.parametrize(
    "text",
    [
        # A list: the table is that of the text itself.
        "按GB/T 191、表1的规定",
        "GB/T 528的2项要求",
        "GB/T 191的3.5倍",
        "conditioned as in ISO 139, 20.5 °C",
        "ISO 139, 65.5 % relative humidity",
        "ISO 139, 8.3 mm",
        "according to ISO 9001. Table 1 gives",
        "ISO 5725-2 Part 2: Basic method",
        "reduced to 8.3 in ISO 9001",
        "5 ISO 9001",
        "ISO 9001, 2015",
        "class 5 ISO 9001",
    ],
)
def test_no_place_is_made_up(text: str) -> None:
    assert [item.locality for item in find(text)] == [None] * len(find(text))


def test_a_place_belongs_to_the_standard_to_which_a_word_links_it() -> None:
    first, second = find("ISO 9001, Table 3 of ISO 14001")
    assert first.locality is None
    assert second.locality is not None


@given(
    before=st.sampled_from(["", "see ", "Clause 5 of ", "в п. 5.2 ", "　第1章。按"]),
    gap=st.sampled_from([", ", " (", "中", "的第", ", раздел ", ", Annex ", " "]),
    after=st.text(max_size=12),
)
def test_the_spans_of_places_are_those_of_the_text(before: str, gap: str, after: str) -> None:
    text = f"{before}ISO 9001:2015{gap}{after}"
    for item in find(text):
        if item.locality:
            place = item.locality
            assert place.start < place.end <= len(text)
            assert place.end <= item.start or item.end <= place.start
            # As cited, but for full-width characters.
            assert len(place.number) <= place.end - place.start
