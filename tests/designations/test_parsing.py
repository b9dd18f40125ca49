"""Every identifier of the project's vectors, and the properties that hold for all of them."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench import designations
from workbench.designations import Designation, parse
from workbench.designations._grammar import by_prefix

VECTORS = json.loads((Path(__file__).parent / "vectors.json").read_text(encoding="utf-8"))
POSITIVE = [vector["raw"] for vector in VECTORS["positive"]]
# Latin transcriptions and prefixes for which another spelling is canonical.
SPELLINGS = {"GOST R": "ГОСТ Р", "TR CU": "ТР ТС"}


def digits(text: str) -> str:
    return "".join(re.findall(r"\d+", text))


@pytest.mark.parametrize("vector", VECTORS["positive"], ids=lambda vector: vector["raw"])
def test_reads_every_field_of_a_vector(vector: dict[str, object]) -> None:
    fields: dict[str, str] = vector["fields"]  # type: ignore[assignment]
    designation = parse(str(vector["raw"]))
    assert designation is not None
    head = (
        fields.get("nat"),
        fields.get("org"),
        fields.get("region"),
        fields.get("mand"),
        fields.get("inner"),
    )
    for piece in (SPELLINGS.get(fields.get("pub", ""), fields.get("pub")), *head):
        assert (piece or "").strip("/ ") in designation.publisher
    part = fields.get("part", "").removeprefix("(Part ").removesuffix(")")
    assert digits(designation.number + designation.part) == digits(fields["num"] + part)
    if "year" in fields:
        year = int(fields["year"])
        assert designation.year == (year + 1900 if year < 100 else year - 543 if year > 2400 else year)
    assert designation.month == (int(fields["month"]) if "month" in fields else designation.month)
    assert designation.language == fields.get("lang", "")
    assert designation.stage == fields.get("stage", "")
    assert fields.get("type", "") in (designation.document_type, "")
    assert designation.product == fields.get("vap", "")
    assert designation.agency == fields.get("agency", "")
    supplements = fields.get("sups", "") + fields.get("cons", "") + fields.get("ish", "")
    assert digits("".join(designation.supplements)) == digits(supplements)
    if "dual" in fields:
        assert designation.adopts is not None
        assert designation.adopts.designation.canonical == fields["dual"]


@pytest.mark.parametrize("raw", VECTORS["negative"])
def test_refuses_what_is_no_designation(raw: str) -> None:
    assert parse(raw) is None


@pytest.mark.parametrize("raw", POSITIVE)
def test_canonical_form_is_stable_and_keeps_the_key(raw: str) -> None:
    designation = parse(raw)
    assert designation is not None
    again = parse(designation.canonical)
    assert again is not None
    assert again.canonical == designation.canonical
    assert again.key == designation.key
    assert re.fullmatch(r"[a-z0-9.-]+", designation.key)
    undated = parse(designation.undated)
    assert undated is not None
    assert (undated.year, undated.part) == (None, designation.part)


@pytest.mark.parametrize(
    ("raw", "canonical", "key"),
    [
        ("GB/T 1.1-2020", "GB/T 1.1—2020", "gb-t.1.1.2020"),
        ("GB 3100—93", "GB 3100—1993", "gb.3100.1993"),
        ("ГОСТ 15150-1969", "ГОСТ 15150—69", "gost.15150.1969"),
        ("ГОСТ Р ИСО 9001-2015", "ГОСТ Р ИСО 9001—2015", "gost-r-iso.9001.2015"),
        ("TIS 166-2549", "TIS 166-2549", "tis.166.2006"),
        ("SNI 03-2815-1992", "SNI 03-2815:1992", "sni.03-2815.1992"),
        ("TR CU 004/2011", "ТР ТС 004/2011", "tr-ts.004.2011"),
        ("ASTM D638-14", "ASTM D638-14", "astm.d638.2014"),
        ("ASTM D638-99", "ASTM D638-99", "astm.d638.1999"),
        ("IEC 529:1989", "IEC 529:1989", "iec.60529.1989"),
        ("ISO 9001-2015", "ISO 9001:2015", "iso.9001.2015"),
        ("ИСО/МЭК 17025:2017", "ISO/IEC 17025:2017", "iso-iec.17025.2017"),
        ("ISO 105-A02:1993", "ISO 105-A02:1993", "iso.105.a02.1993"),
        ("СП 50.13330.2012", "СП 50.13330.2012", "sp.50-13330.2012"),
        ("DIN VDE 0100-410:2018-10", "DIN VDE 0100-410:2018-10", "din-vde.0100.410.2018.10"),
        ("JCGM 100:2008", "JCGM 100:2008", "jcgm.100.2008"),
        ("IETF RFC 2396", "RFC 2396", "rfc.2396"),
        ("IEEE Std 802.3-2018", "IEEE 802.3-2018", "ieee.802.3.2018"),
        ("ANSI/UL 60335-2-40", "UL 60335-2-40", "ul.60335.2-40"),
        ("NTP-ISO 9001:2015", "NTP-ISO 9001:2015", "ntp-iso.9001.2015"),
        ("IS 1554 (Part 1) : 1988", "IS 1554 (Part 1):1988", "is.1554.1.1988"),
        ("GB/T 1.1—2020《第1号修改单》", "GB/T 1.1—2020《第1号修改单》", "gb-t.1.1.2020.1"),
    ],
)
def test_canonical_form_and_key(raw: str, canonical: str, key: str) -> None:
    designation = parse(raw)
    assert designation is not None
    assert (designation.canonical, designation.key) == (canonical, key)


def test_parts_of_a_designation() -> None:
    assert parse("GB/T 2423.10—2019") == Designation(
        scheme="gb", publisher="GB/T", number="2423", part="10", year=2019, countries=("CN",)
    )


def test_undated_and_family() -> None:
    designation = parse("ISO 5725-2:1994/Cor 1:2002")
    assert designation is not None
    assert designation.supplements == ("Cor 1:2002",)
    assert (designation.undated, designation.family) == ("ISO 5725-2", "ISO 5725")


@pytest.mark.parametrize(
    ("raw", "adopted", "degree"),
    [
        ("GB/T 19001—2016/ISO 9001:2015", "ISO 9001:2015", "IDT"),
        ("ГОСТ Р ИСО 9001-2015", "ISO 9001", "IDT"),
        ("ГОСТ IEC 60811-401", "IEC 60811-401", "IDT"),
        ("ГОСТ 30804.4.2-2013 (IEC 61000-4-2:2008)", "IEC 61000-4-2:2008", None),
        ("ГОСТ 31149-2014 (ISO 2409:2013, MOD)", "ISO 2409:2013", "MOD"),
        ("O'z DSt ISO 18831:2019 (ISO 18831:2016, IDT)", "ISO 18831:2016", "IDT"),
        ("TCVN 7790-1:2007 (ISO 2859-1:1999)", "ISO 2859-1:1999", "IDT"),
        ("TCVN ISO 9001:2015", "ISO 9001", "IDT"),
        ("IS/ISO 9001:2015", "ISO 9001:2015", "IDT"),
        ("GB/T 2828.1—2012（ISO 2859-1:1999，IDT）", "ISO 2859-1:1999", "IDT"),
        ("GB/T 1804—2000 (eqv ISO 2768-1:1989)", None, None),
        ("GB/T 2828.1—2012 (ISO 2859-1:1999)", None, None),
    ],
)
def test_what_a_number_says_about_adoption(raw: str, adopted: str | None, degree: str | None) -> None:
    designation = parse(raw)
    if adopted is None:
        assert designation is None
        return
    assert designation is not None
    assert designation.adopts is not None
    assert (designation.adopts.designation.canonical, designation.adopts.degree) == (adopted, degree)


def test_national_edition_of_a_european_edition_is_a_chain() -> None:
    designation = parse("DIN EN ISO 13849-1:2008-12")
    chain = []
    while designation:
        chain.append(designation.canonical)
        designation = designation.adopts.designation if designation.adopts else None
    assert chain == ["DIN EN ISO 13849-1:2008-12", "EN ISO 13849-1", "ISO 13849-1"]


@pytest.mark.parametrize(
    ("country", "countries"), [("", ("KE", "KR")), ("kr", ("KR",)), ("KE", ("KE",)), ("CN", ("KE", "KR"))]
)
def test_only_the_country_decides_an_ambiguous_prefix(country: str, countries: tuple[str, ...]) -> None:
    designation = parse("KS 1515:2000", country=country)
    assert designation is not None
    assert designation.countries == countries


@pytest.mark.parametrize("marker", ["（所有部分）", " (all parts)", " (все части)", " (tất cả các phần)"])
def test_all_parts(marker: str) -> None:
    designation = parse("ISO 16000" + marker)
    assert designation is not None
    assert designation.all_parts
    assert designation.canonical == "ISO 16000"


FULL_WIDTH = {chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)}


@given(
    raw=st.sampled_from([raw for raw in POSITIVE if raw.isascii() or "—" in raw]),
    dash=st.sampled_from("-—–‐‑−－"),
    space=st.sampled_from(["\u00a0", "\u2009", "\u3000", "  ", "\n  ", "\u200b "]),
    wide=st.booleans(),
)
def test_typography_does_not_matter(raw: str, dash: str, space: str, wide: bool) -> None:
    changed = re.sub("[-—]", dash, raw).replace(" ", space)
    if wide:
        changed = "".join(FULL_WIDTH.get(char, char) for char in changed)
    plain, typeset = parse(raw), parse(changed)
    assert plain is not None
    assert typeset is not None
    assert typeset.key == plain.key
    assert typeset.raw == changed


@given(st.text(alphabet="GBIECSOТГРИ/ .-—:()0123456789aя，（）", max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    designation = parse(text)
    if designation:
        again = parse(designation.canonical)
        assert again is not None
        assert again.key == designation.key


def test_every_sector_code_of_china_is_read() -> None:
    for sector in ("QB", "JB", "YY", "HG", "FZ", "XF", "NB", "SN"):
        designation = parse(f"{sector}/T 1234—2020")
        assert designation is not None
        assert (designation.scheme, designation.countries) == ("cn-sector", ("CN",))


def test_the_package_exports_what_it_promises() -> None:
    assert set(designations.__all__) >= {"parse", "find", "same", "equivalence", "compose", "relations"}


PREFIXES = sorted(by_prefix())
INNER = ["", " ISO", " IEC", "-ISO", " EN ISO", " ИСО", " МЭК", "/TS", " GSO", "/T", "ZZB"]
NUMBERS = [
    "9",
    "1234",
    "60335-2-9",
    "2423.17",
    "12.1.004",
    "01-2891",
    "P01-012",
    "D638",
    "X.509",
    "A02",
    "004",
    "105-A02",
]
DATES = [
    "",
    "-2018",
    "—2018",
    ":2018",
    ":2018-12",
    "-69",
    "/2011",
    " (2018)",
    "(en)",
    ":2018/Amd 1:2019",
    "/BXD",
    "-2561",
]


@given(
    st.sampled_from(PREFIXES),
    st.sampled_from(INNER),
    st.sampled_from([" ", ""]),
    st.sampled_from(NUMBERS),
    st.sampled_from(DATES),
)
def test_what_is_written_is_read_again(prefix: str, inner: str, space: str, number: str, date: str) -> None:
    designation = parse(prefix + inner + space + number + date)
    if designation:
        again = parse(designation.canonical)
        assert again == designation
        assert again.canonical == designation.canonical
        assert again.key == designation.key
        assert not again.confusable
        assert parse(designation.undated) is not None
