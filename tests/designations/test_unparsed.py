"""What looks like a designation and is none."""

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from workbench.designations import find, parse, unparsed

VECTORS = json.loads((Path(__file__).parent / "vectors.json").read_text(encoding="utf-8"))
POSITIVE = [vector["raw"] for vector in VECTORS["positive"]]
HINTS = {
    "GB/T1.1:2020": ("dash", "GB/T 1.1—2020"),
    "GBT 1.1-2020": ("slash-missing", "GB/T 1.1—2020"),
    "GB/T 1.1—20": ("year-digits", ""),
    "GB/X 100—2020": ("unknown-mandate", ""),
    "T/ZZB—2019": ("number-missing", ""),
    "T/zzb 0001—2019": ("upper-case", "T/ZZB 0001—2019"),
    "TZZB 0001—2019": ("slash-missing", "T/ZZB 0001—2019"),
    "T/ZZB 0001—219": ("year-digits", ""),
    "DB/T 33—2019": ("region-missing", ""),
    "DB333/T 1—2019": ("region-digits", ""),
    "ISO9001:2015": ("space-missing", "ISO 9001:2015"),
    "ISO 9001;2015": ("colon", "ISO 9001:2015"),
    "ISO 9001-2015-1-": ("unreadable", ""),
    "ISO/ICE 17025:2017": ("misspelt", "ISO/IEC 17025:2017"),
    "ISO:9001": ("space-not-sign", "ISO 9001"),
    "IEC 60335_2_9": ("underscore", "IEC 60335-2-9"),
    "IEC-60335": ("space-not-sign", "IEC 60335"),
    "EN/ISO 9001:": ("space-not-sign", "EN ISO 9001"),
    "ENISO 9001:2015": ("space-missing", "EN ISO 9001:2015"),
    "ГОСТ Р ИСО": ("number-missing", ""),
    "ГОСТР 1.7-2014": ("space-missing", "ГОСТ Р 1.7—2014"),
    "ТР ТС 4/2011": ("three-digits", "ТР ТС 004/2011"),
    "ТР ТС 004-2011": ("regulation-slash", "ТР ТС 004/2011"),
    "TCVN": ("number-missing", ""),
    "SNI ISO": ("number-missing", ""),
    "SASO": ("number-missing", ""),
    "TR CU 0004/2011": ("three-digits", "ТР ТС 004/2011"),
    "ASTM 638D": ("letter-first", "ASTM D638"),
    "ITU-T 509": ("series-letter", ""),
    "Q/ 001—2023": ("code-missing", ""),
    "GB/T —2020": ("number-missing", ""),
    "IWA 14_1": ("underscore", "IWA 14-1"),
    "QB/T": ("number-missing", ""),
    "IS0 9001:2015": ("digit-for-letter", "ISO 9001:2015"),
    "1SO 9001:2015": ("digit-for-letter", "ISO 9001:2015"),
}
FOUND_IN_THE_FIELD = {
    "GB/T 2423-1-2008": ("part-dot", "GB/T 2423.1—2008"),
    "GB/T 1.1:2020": ("dash", "GB/T 1.1—2020"),
    "JB/T 5000.13/2007": ("dash", "JB/T 5000.13—2007"),
    "gb/t 1.1-2020": ("upper-case", "GB/T 1.1—2020"),
    "Iso 9001:2015": ("upper-case", "ISO 9001:2015"),
    "гост 15150-69": ("upper-case", "ГОСТ 15150—69"),
    "ГОСТ15150-69": ("space-missing", "ГОСТ 15150—69"),
    "TCVN6415-3:2016": ("space-missing", "TCVN 6415-3:2016"),
    "DINEN 60335-1:2012": ("space-missing", "DIN EN 60335-1:2012"),
    "ISO IEC 17025:2017": ("slash-missing", "ISO/IEC 17025:2017"),
    "ISO/EIC 17025": ("misspelt", "ISO/IEC 17025"),
    "Г0СТ 15150-69": ("digit-for-letter", "ГОСТ 15150—69"),
    "ISO 9001.2015": ("colon", "ISO 9001:2015"),
}


@pytest.mark.parametrize("frame", ["{}", "按{}的规定执行。", "as specified in {}, except", "по {}."])
@pytest.mark.parametrize(("raw", "expected"), [*HINTS.items(), *FOUND_IN_THE_FIELD.items()])
def test_what_is_miswritten_is_shown_with_a_hint(raw: str, expected: tuple[str, str], frame: str) -> None:
    text = frame.format(raw)
    assert parse(raw) is None
    assert find(text) == ()
    (item,) = unparsed(text)
    assert (item.hint.key, item.suggestion) == (f"designations.slip-{expected[0]}", expected[1])
    assert text[item.start : item.end] == item.text
    assert raw.startswith(item.text)
    assert all(item.text in item.hint.render(language) for language in ("en", "zh"))


def test_every_refused_vector_has_its_hint() -> None:
    assert HINTS.keys() == set(VECTORS["negative"])


@pytest.mark.parametrize("raw", POSITIVE)
def test_what_is_read_is_no_slip(raw: str) -> None:
    for frame in ("{}", "按{}的规定", "as specified in {}, except"):
        assert unparsed(frame.format(raw)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "ISO and IEC maintain terminological databases",
        "le site Web de l'ISO.",
        "the International Organization for Standardization (ISO) is",
        "DN 15 to DN 300 and PN 16 to PN 40",
        "IP 54, class 5, HB 187, HD 1080 video, RS 232, M12x1",
        "en 2019, une 5, is 13252",
        "test 12-2019, TABLE 12-2019, TYPE 1234-2019",
        "DIN_EN_ISO_13849-1_2008-12_en_TBX.xml",
        "https://www.iso.org/iso9001.html, //EN 2006/42/EC",
        "<<ISO712,clause 3.1>> [[[ISO712,ISO 712]]]",
        "+//ISO 9070::DOCUMENT ISO 13849-1:2006-11-00//EN",
        "urn:iso:std:iso:9001:ed-5",
        "GB/T 191。2015年实施",
        "本标准由SAC提出",
        "150 9001, 15O, T1S",
    ],
)
def test_no_false_alarm(text: str) -> None:
    assert unparsed(text) == ()


def test_a_prefix_alone_is_shown_only_where_a_standard_is_meant() -> None:
    assert [item.text for item in unparsed("theo TCVN, theo TCVN thì, của TCVN.")] == ["TCVN"]


def test_the_country_decides_here_as_in_find() -> None:
    text = "ISO 9001:2015, ISO9001, PS 1234-2018"
    assert [item.text for item in unparsed(text)] == ["ISO9001"]
    assert [item.text for item in unparsed(text, country="PK")] == ["ISO9001"]


WORDS = [
    "ISO",
    "ISO9001",
    "GB/T",
    "GBT",
    " ",
    ":",
    "-",
    "—",
    "1.1",
    "2020",
    "；2015",
    "（",
    "）",
    "、",
    "тест",
    "ГОСТ",
    "ГОСТР",
]


@given(st.lists(st.sampled_from(WORDS), max_size=14).map("".join))
def test_slips_and_designations_never_overlap(text: str) -> None:
    spans = sorted([(item.start, item.end) for item in (*find(text), *unparsed(text))])
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    for item in unparsed(text):
        assert text[item.start : item.end] == item.text
        assert not item.suggestion or parse(item.suggestion) is not None


def _paragraphs(path: Path) -> set[str]:
    root = etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True)).getroot()
    named = ("p", "title", "td", "th", "mixed-citation", "std", "def")
    found = (el for el in root.iter() if isinstance(el.tag, str) and el.tag.rpartition("}")[2] in named)
    return {re.sub(r"\s+", " ", " ".join(map(str, el.itertext()))) for el in found}


@pytest.mark.parametrize("folder", ["drafts", "corpora"])
def test_the_demonstration_documents_have_no_slips(folder: str) -> None:
    documents = sorted((Path(__file__).parents[2] / folder).rglob("*.xml"))
    assert documents
    for path in documents:
        assert [item.text for text in _paragraphs(path) for item in unparsed(text)] == []


@pytest.mark.parametrize("name", ["DIN_EN_ISO_13849-1_2008-12_en_TBX.xml", "rice-en.final.sts.xml"])
def test_published_documents_have_no_slips(shared: Path, name: str) -> None:
    texts = _paragraphs(shared / "data" / "sts" / name)
    assert [item.text for text in texts for item in unparsed(text)] == []


@pytest.mark.parametrize(
    "mark", ["螺栓 GB/T 5782—2016-M12×80-10.9-A-O", "螺旋扣 GB/T 91268-M36×320", "垫圈 GB/T 91330-20-Zn"]
)
def test_the_mark_of_a_product_is_no_slip(mark: str) -> None:
    """GB/T 1237: the number of the standard, a hyphen, the size and what else is to be known of a fastener."""
    assert unparsed(mark) == ()
