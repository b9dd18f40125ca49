"""Tables that say the same in another shape: their rows become one link."""

import pytest

from workbench import sts
from workbench.alignment import align
from workbench.decisions import decide_link
from workbench.divergence import compare


def document(language, *tables):
    """A document with a title for each table; a table is its columns and its rows, cells separated by |."""
    parts, number = [], 0
    for place, (title, columns, rows) in enumerate(tables, 1):
        heads = "".join(f"<th>{head.strip()}</th>" for head in columns.split("|"))
        body = ""
        for row in rows:
            number += 1
            cells = "".join(f"<td>{cell.strip()}</td>" for cell in row.split("|"))
            body += f'<tr id="r{number}">{cells}</tr>'
        parts.append(
            f"<sec><label>{place + 3}</label><title>{title}</title><p id='p{place}'>{title}</p><table-wrap>"
            f"<label>T{place}</label><table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
            "</table-wrap></sec>"
        )
    return sts.load(f'<standard xml:lang="{language}"><body>{"".join(parts)}</body></standard>'.encode())


def rows_linked(draft, reference, **options):
    links = align(draft, reference, **options).links
    return {
        (link.draft, link.reference)
        for link in links
        if link.draft and link.reference and link.draft[0].startswith("r")
    }


WIDE = document(
    "zh",
    ("出汁率", "水果 | 离心式/% ≥ | 慢速式/% ≥", ["橙 | 70 | 80", "胡萝卜 | 45 | 58", "苹果 | 65 | 72"]),
)
LONG = document(
    "en",
    (
        "Juice yield",
        "Type | Fruit | Yield, %, min.",
        [
            "Centrifugal | Orange | 70",
            "Centrifugal | Carrot | 45",
            "Centrifugal | Apple | 65",
            "Slow | Orange | 80",
            "Slow | Carrot | 55",
            "Slow | Apple | 75",
        ],
    ),
)


def test_rows_of_one_thing_in_two_classes_answer_to_one_row_with_two_columns():
    linked = rows_linked(WIDE, LONG)
    assert linked == {(("r1",), ("r1", "r4")), (("r2",), ("r2", "r5")), (("r3",), ("r3", "r6"))}


def test_the_values_of_such_rows_are_compared_class_by_class():
    found = {
        (one.sub, one.draft_value, one.reference_value) for one in compare(WIDE, LONG).divergences
        if one.category == "QL"
    }  # fmt: skip
    assert found == {("stricter", "≥ 58 %", "≥ 55 %"), ("looser", "≥ 72 %", "≥ 75 %")}


ONE_TABLE = document(
    "en",
    (
        "Dimensions of conduits, in millimetres",
        "Nominal size | Outside diameter | Wall thickness, medium | Wall thickness, heavy",
        ["16 | 16.0 | 1.2 | 1.6", "20 | 20.0 | 1.4 | 1.8", "25 | 25.0 | 1.5 | 2.0"],
    ),
)
TWO_TABLES = document(
    "id",
    (
        "Diameter luar pipa konduit, dalam milimeter",
        "Ukuran nominal | Diameter luar",
        ["16 | 16,0", "20 | 20,0", "25 | 25,0"],
    ),
    (
        "Tebal dinding pipa konduit, dalam milimeter",
        "Ukuran nominal | Berat | Sedang",
        ["16 | 1,6 | 1,2", "20 | 1,8 | 1,4", "25 | 2,0 | 1,5"],
    ),
)


@pytest.mark.parametrize("turned", [False, True])
def test_two_tables_of_the_same_sizes_answer_to_one(turned):
    expected = {(("r1",), ("r1", "r4")), (("r2",), ("r2", "r5")), (("r3",), ("r3", "r6"))}
    if turned:
        assert rows_linked(TWO_TABLES, ONE_TABLE) == {(theirs, mine) for mine, theirs in expected}
    else:
        assert rows_linked(ONE_TABLE, TWO_TABLES) == expected


def test_a_table_of_the_same_sizes_about_something_else_stays_apart():
    resistance = (
        "Resistance of conductors",
        "Cross-section, mm² | Resistance, Ω/km, max.",
        ["1,0 | 19,5", "1,5 | 13,3"],
    )
    currents = ("Test currents", "Cross-section, mm² | Current, A", ["1,0 | 10", "1,5 | 14"])
    one = document("zh", ("导体电阻", "截面积/mm² | 电阻/(Ω/km) ≤", ["1.0 | 19.5", "1.5 | 13.3"]))
    assert rows_linked(one, document("en", resistance, currents)) == {(("r1",), ("r1",)), (("r2",), ("r2",))}


def test_what_a_person_rejected_does_not_join():
    rejected = decide_link("rejected", WIDE, LONG, ["r2"], ["r5"])
    assert (("r2",), ("r2",)) in rows_linked(WIDE, LONG, decisions=[rejected])
