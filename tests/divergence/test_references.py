"""References to other standards: the same text, another edition, another standard."""

import pytest
from findings import found

from workbench import sts
from workbench.divergence import compare


@pytest.mark.parametrize(
    ("draft", "reference", "expected"),
    [
        ("IEC 60884-1:2002+AMD1:2006+AMD2:2013", "IEC 60884-1:2013", []),  # one consolidated edition
        ("IEC 60884-1:2002+AMD1:2006+AMD2:2013", "IEC 60884-1:2002/AMD2:2013", [("NR", "edition")]),
        ("IEC 60884-1:2002+AMD1:2006", "IEC 60884-1:2013", [("NR", "edition")]),
    ],
)
def test_a_consolidated_edition_has_the_year_of_its_last_amendment(compared, draft, reference, expected):
    result = compared([f"电源插头应符合{draft}的规定。"], [f"The plug shall comply with {reference}."])
    assert found(result) == expected


@pytest.mark.parametrize(
    ("draft", "reference", "is_other"),
    [
        ("GB/T 5563—2013", "EN ISO 1402:2009", False),  # both are ISO 1402:2009
        ("GB/T 5563—2013", "NF ISO 1402:2014", False),
        ("GB/T 5563—2013", "GSO ISO 1402:2022", True),  # too young to be of 2009
        ("GB/T 17626.3—2016", "EN IEC 61000-4-3:2020", True),
        ("GB/T 2828.1—2012", "ГОСТ Р ИСО 2859-1—2007", False),
        ("ISO 14389:2022", "NF EN ISO 14389:2014", True),  # older than what it would adopt
        ("ISO 2409:2020", "NF EN ISO 2409:2020", False),
    ],
)
def test_editions_are_those_of_the_text_behind_a_national_number(compared, draft, reference, is_other):
    result = compared([f"水带应符合{draft}的规定。"], [f"The hose shall comply with {reference}."])
    assert found(result) == ([("NR", "edition")] if is_other else [])


def test_an_edition_in_a_bracket_is_the_one_that_a_national_standard_adopts(compared):
    draft = ["GB/T 5563—2013 橡胶和塑料软管 静液压试验方法（ISO 1402:2009，IDT）"]
    reference = ["GSO ISO 1402:2014 Rubber and plastics hoses — Hydrostatic testing (ISO 1402:2013)"]
    heading = "2 规范性引用文件", "2 Normative references"
    assert ("NR", "edition") in found(compared(draft, reference, heading=heading))


@pytest.mark.parametrize("note", ["", "注：GB/T 3682.1—2018被引用的内容与ISO 1133-1:2011没有技术上的差异。"])
def test_a_modified_standard_whose_cited_content_is_said_to_be_the_same_replaces_nothing(document_of, note):
    def ref(number, text):
        return f'<ref-list><ref id="{number}"><mixed-citation>{text}</mixed-citation></ref></ref-list>'

    comparison = compare(
        document_of(
            "zh",
            {
                "2 规范性引用文件": [
                    ref("b1", f"GB/T 3682.1—2018 塑料 熔体质量流动速率（ISO 1133-1:2011，MOD）{note}")
                ],
                "5 要求": ["熔体质量流动速率按GB/T 3682.1—2018测定。"],
            },
        ),
        document_of(
            "en",
            {
                "2 Normative references": [ref("c1", "ISO 1133-1:2011, Plastics — Melt mass-flow rate")],
                "5 Requirements": [
                    "The melt mass-flow rate shall be measured in accordance with ISO 1133-1:2011."
                ],
            },
        ),
    )
    assert [one for one in found(comparison) if one[0] == "NR"] == ([] if note else [("NR", "replaced")] * 2)


@pytest.mark.parametrize(
    ("cited", "expected"), [("2007", []), ("2013", [("NR", "edition"), ("NR", "edition")])]
)
def test_what_is_cited_without_a_year_is_of_the_edition_in_the_list(cited, expected):
    def document(language, entry, text, designation):
        return sts.load(
            f'<standard xml:lang="{language}"><front><std-meta><std-ref type="dated">{designation}</std-ref></std-meta>'
            f'</front><body><sec sec-type="norm-refs"><label>2</label><title>2</title><ref-list><ref id="b1">'
            f"<mixed-citation>{entry}</mixed-citation></ref></ref-list></sec>"
            f'<sec><label>3</label><title>3</title><p id="p1">{text}</p></sec></body></standard>'.encode()
        )

    draft = document("zh", "ISO 7619-1:2007 硫化橡胶", "硬度应按ISO 7619-1:2007测定。", "T/ZZB 1—2026")
    reference = document(
        "ru", f"ISO 7619-1:{cited} Резина", "Твёрдость определяют по ISO 7619-1.", "ГОСТ 1—2020"
    )
    assert found(compare(draft, reference)) == expected
