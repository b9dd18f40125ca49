"""Bodies whose designations are seen in the field beside those of the vectors."""

import pytest

from workbench.designations import find, parse


@pytest.mark.parametrize(
    ("raw", "canonical", "key", "country"),
    [
        ("NMX-J-010-ANCE-2018", "NMX-J-010-ANCE-2018", "nmx-j.010.ance.2018", "MX"),
        ("NMX–J–521/1–ANCE–2012", "NMX-J-521/1-ANCE-2012", "nmx-j.521.1.ance.2012", "MX"),
        ("NOM-001-SEDE-2012", "NOM-001-SEDE-2012", "nom.001.sede.2012", "MX"),
        ("OIML R 76-1:2006", "OIML R 76-1:2006", "oiml-r.76.1.2006", ""),
        ("OIML R 76-1:2006(E)", "OIML R 76-1:2006(E)", "oiml-r.76.1.2006", ""),
        ("OIML D 11", "OIML D 11", "oiml-d.11", ""),
        ("CIE 13.3-1995", "CIE 13.3:1995", "cie.13-3.1995", ""),
        ("CIE S 025:2015", "CIE S 025:2015", "cie-s.025.2015", ""),
        ("ГОСТ OIML R 76-1—2011", "ГОСТ OIML R 76-1—2011", "gost-oiml-r.76.1.2011", ""),
        ("NF P01-012", "NF P01-012", "nf.p01-012", "FR"),
        ("NF C 15-100:2015", "NF C15-100:2015", "nf.c15-100.2015", "FR"),
        ("NF EN 60335-1:2012", "NF EN 60335-1:2012", "nf-en.60335.1.2012", "FR"),
        ("NF ISO 9001", "NF ISO 9001", "nf-iso.9001", "FR"),
        ("NF DTU 31.2", "NF DTU 31.2", "nf-dtu.31.2", "FR"),
        ("DIN ISO 2859-1:2014-08", "DIN ISO 2859-1:2014-08", "din-iso.2859.1.2014.08", "DE"),
        ("JIS G 3141:2017", "JIS G 3141:2017", "jis-g.3141.2017", "JP"),
        ("JIS G3141", "JIS G 3141", "jis-g.3141", "JP"),
        ("JIS C 60068-2-1:2010", "JIS C 60068-2-1:2010", "jis-c.60068.2-1.2010", "JP"),
        (
            "JIS A 0203:2019/AMENDMENT 1:2022",
            "JIS A 0203:2019/AMENDMENT 1:2022",
            "jis-a.0203.2019.amendment-1-2022",
            "JP",
        ),
        ("KS B 1234:2018", "KS B 1234:2018", "ks-b.1234.2018", "KR"),
        ("KS C IEC 60335-1:2015", "KS C IEC 60335-1:2015", "ks-c-iec.60335.1.2015", "KR"),
        ("CNS 15598-1", "CNS 15598-1", "cns.15598.1", "TW"),
        ("COVENIN 2000-87", "COVENIN 2000:1987", "covenin.2000.1987", "VE"),
        ("COVENIN 1618:1998", "COVENIN 1618:1998", "covenin.1618.1998", "VE"),
        ("NBR 5410:2004", "ABNT NBR 5410:2004", "abnt-nbr.5410.2004", "BR"),
        ("ABNT NBR ISO 9001:2015", "ABNT NBR ISO 9001:2015", "abnt-nbr-iso.9001.2015", "BR"),
        ("IRAM 2178-1", "IRAM 2178-1", "iram.2178.1", "AR"),
        ("IRAM-ISO 9001:2015", "IRAM-ISO 9001:2015", "iram-iso.9001.2015", "AR"),
        ("UNE 166002:2014", "UNE 166002:2014", "une.166002.2014", "ES"),
        ("UNE-EN ISO 9001:2015", "UNE-EN ISO 9001:2015", "une-en-iso.9001.2015", "ES"),
        ("UNE-ISO 21500:2013", "UNE-ISO 21500:2013", "une-iso.21500.2013", "ES"),
        ("SASO 2203 : 2018", "SASO 2203:2018", "saso.2203.2018", "SA"),
        ("SASO-2203-2018", "SASO 2203:2018", "saso.2203.2018", "SA"),
        ("SASO-IEC 60335-1:2021", "SASO IEC 60335-1:2021", "saso-iec.60335.1.2021", "SA"),
        ("SASO GSO 42:2015", "SASO GSO 42:2015", "saso-gso.42.2015", "SA"),
        ("GSO 1943/2009", "GSO 1943:2009", "gso.1943.2009", "GC"),
        ("TCVN 2737-1995", "TCVN 2737:1995", "tcvn.2737.1995", "VN"),
        ("TCVN 5945 : 2005", "TCVN 5945:2005", "tcvn.5945.2005", "VN"),
        ("TCXD 205:1998", "TCXD 205:1998", "tcxd.205.1998", "VN"),
        ("TCXDVN 338:2005", "TCXDVN 338:2005", "tcxdvn.338.2005", "VN"),
        ("QCVN 01-1:2018/BYT", "QCVN 01-1:2018/BYT", "qcvn.01.1.byt.2018", "VN"),
        ("SNI 01-2891-1992", "SNI 01-2891:1992", "sni.01-2891.1992", "ID"),
        ("SNI 04-6629.4-2006", "SNI 04-6629.4:2006", "sni.04-6629.4.2006", "ID"),
        ("CEI 64-8", "CEI 64-8", "cei.64.8", "IT"),
        ("AOAC Official Method 955.04", "AOAC 955.04", "aoac.955-04", ""),
        ("AATCC TM61-2013", "AATCC 61-2013", "aatcc.61.2013", ""),
        ("SAE J1344", "SAE J1344", "sae.j1344", ""),
        ("ANSI/ASME B16.5-2020", "ASME B16.5-2020", "asme.b16-5.2020", ""),
        ("AWS A5.1/A5.1M:2012", "AWS A5.1/A5.1M:2012", "aws.a5-1-a5-1m.2012", ""),
        ("API Spec 5L", "API 5L", "api.5l", ""),
        ("NFPA 10-2022", "NFPA 10-2022", "nfpa.10.2022", ""),
        ("NSF/ANSI 61", "NSF/ANSI 61", "nsf-ansi.61", ""),
        ("NEMA MG 1-2016", "NEMA MG 1-2016", "nema.mg-1.2016", ""),
        ("VDI 2230 Blatt 1:2015", "VDI 2230 Blatt 1:2015", "vdi.2230.1.2015", "DE"),
        ("BS 1363-1:2016", "BS 1363-1:2016", "bs.1363.1.2016", "GB"),
        ("ГОСТ Р МЭК 60335-1-2008", "ГОСТ Р МЭК 60335-1—2008", "gost-r-iec.60335.1.2008", "RU"),
    ],
)
def test_reads_and_finds_it(raw: str, canonical: str, key: str, country: str) -> None:
    designation = parse(raw)
    assert designation is not None
    assert (designation.canonical, designation.key) == (canonical, key)
    assert designation.countries == ((country,) if country else ())
    again = parse(canonical)
    assert again == designation
    assert parse(designation.undated) is not None
    for frame in ("按{}的规定", "according to {}, and", "conforme a {}.", "theo {}"):
        (item,) = find(frame.format(raw))
        assert (item.text, item.designation) == (raw, designation)


@pytest.mark.parametrize(
    ("raw", "canonical"),
    [
        ("CEI 60335-1", "IEC 60335-1"),
        ("CEI 60068-2-1:2007", "IEC 60068-2-1:2007"),
        ("ISO/CEI 17025:2017", "ISO/IEC 17025:2017"),
        ("МЭК 60335-1", "IEC 60335-1"),
        ("ISO ٩٠٠١:٢٠١٥", "ISO 9001:2015"),
        ("GB/T 1.1——2020", "GB/T 1.1—2020"),
        ("IS 694 : 2010", "IS 694:2010"),
    ],
)
def test_spellings_of_others(raw: str, canonical: str) -> None:
    designation = parse(raw)
    assert designation is not None
    assert designation == parse(canonical)
    assert designation.canonical == canonical


@pytest.mark.parametrize(
    ("raw", "adopted"),
    [
        ("KS C IEC 60335-1:2015", "IEC 60335-1"),
        ("SASO GSO 42:2015", "GSO 42"),
        ("UNE-ISO 21500:2013", "ISO 21500"),
        ("CEI EN 60335-1", "EN 60335-1"),
        ("DIN ISO 2859-1:2014-08", "ISO 2859-1"),
        ("ABNT NBR IEC 60529:2017", "IEC 60529"),
    ],
)
def test_what_the_number_adopts(raw: str, adopted: str) -> None:
    designation = parse(raw)
    assert designation is not None
    assert designation.adopts is not None
    assert (designation.adopts.designation.canonical, designation.adopts.degree) == (adopted, "IDT")


@pytest.mark.parametrize(
    "text",
    [
        "class 5, IP 54, PN 16, DN 50, M 12",
        "NF 3 dB, a noise figure NF of 10",
        "KS C 500 and CNS 1, CNS 12 mm",
        "POUR UNE 10 ET UNE 12",
        "a NOM-de-plume, NMX-A",
        "CEI 12, CEI 5",
        "JIS class 5, JIS 10K",
        "BS 12 and FD 20, XP 5",
        "UNI 8 kV",
        "DTU 5",
        "IRAM, COVENIN",
        "between 50 GB 2400 MHz",
    ],
)
def test_no_false_find(text: str) -> None:
    assert [item.text for item in find(text)] == []
