"""What is left on both sides is linked for where it stands, or what it measures or cites; scores are given."""

import numpy as np
import pytest

from workbench import sts
from workbench.alignment import prepare
from workbench.alignment.groups import Group
from workbench.alignment.matching import apart
from workbench.alignment.pairs import Pairs
from workbench.alignment.remaining import add_remaining


def units(*clauses, language="en"):
    """The units of a document whose clauses hold the given provisions: text, or the rows of a table."""
    body = ""
    for label, clause in enumerate(clauses, 4):
        inside = ""
        for one in clause:
            if isinstance(one, str):
                inside += f"<p>{one}</p>"
            else:
                rows = "".join(
                    "<tr>" + "".join(f"<td>{cell}</td>" for cell in row.split("|")) + "</tr>" for row in one
                )
                inside += f"<table-wrap><table><tbody>{rows}</tbody></table></table-wrap>"
        body += f"<sec><label>{label}</label><title>T{label}</title>{inside}</sec>"
    return prepare(
        sts.load(f'<standard xml:lang="{language}"><body>{body}</body></standard>'.encode()), language
    )


def alike(draft, reference):
    """No two requirements are about one part."""
    return np.zeros((len(draft), len(reference)), dtype=np.float32)


def remaining(draft, reference, linked, scores):
    """The links that are found besides the given ones; pairs without a given score have -0.1."""
    pairs = Pairs.all((len(draft), len(reference)))
    total = np.full(len(pairs), -0.1, dtype=np.float32)
    for pair, score in scores.items():
        total[pairs.find(*(np.array([index]) for index in pair))] = score
    groups = [Group([i], [j]) for i, j in linked]
    found = add_remaining(groups, pairs, (draft, reference), total, alike)
    return {(tuple(group.draft), tuple(group.reference)) for group in found} - {
        ((i,), (j,)) for i, j in linked
    }


@pytest.mark.parametrize(
    ("scores", "linked"),
    [
        ({(0, 0): 0.06}, {((0,), (0,))}),
        ({(0, 0): 0.04}, set()),
        ({(0, 0): 0.2, (0, 1): 0.3, (1, 1): 0.1}, {((0,), (1,))}),
        ({(0, 0): 0.1, (1, 1): 0.1}, {((0,), (0,)), ((1,), (1,))}),
    ],
)
def test_what_is_nearest_to_each_other_of_all_that_is_left_is_linked(scores, linked):
    draft, reference = units(["Left."], ["Left too."]), units(["Other."], ["Another."])
    assert remaining(draft, reference, [], scores) == linked


@pytest.mark.parametrize(
    ("text", "other", "is_linked"),
    [
        ("The guarantee is at least 8 years.", "It shall last for at least 60 months.", True),
        ("The guarantee is at least 8 years.", "The mass is at most 5 kg.", False),
        ("Filters of DN 200 and larger have lugs.", "Drains of DN 100 and larger have a valve.", False),
        ("Filters of DN 200 and larger have lugs.", "The body has lugs.", True),
        ("Coils are designed with simulation software.", "Coils shall not get hotter than allowed.", False),
        ("Defects are told to the maker as a complaint.", "Defects are visible cracks.", False),
        ("Rolls are stored flat.", "Rolls are wound evenly.", False),
        ("Each lot carries a QR code.", "Each lot can be traced by a two-dimensional code.", True),
    ],
)
def test_what_is_left_is_linked_unless_it_is_about_other_matters(text, other, is_linked):
    draft, reference = units(["One.", text]), units([other], ["Two."])
    assert (remaining(draft, reference, [], {(1, 0): 0.3}) == {((1,), (0,))}) == is_linked


@pytest.mark.parametrize(("score", "is_linked"), [(0.2, False), (0.3, True)])
def test_items_that_are_left_of_two_lists_are_linked_only_where_they_are_alike(score, is_linked):
    listed = "<list><list-item><p>{}</p></list-item></list>"
    draft, reference = (
        prepare(
            sts.load(
                f'<standard xml:lang="en"><body><sec><label>4</label>{one}</sec></body></standard>'.encode()
            ),
            "en",
        )
        for one in (listed.format("the batch;"), listed.format("the size;"))
    )
    assert bool(remaining(draft, reference, [], {(0, 0): score})) == is_linked


def test_a_row_that_became_a_sentence_is_linked_by_its_limits():
    draft = units(["Size 3 not less than 300 N, size 5 not less than 450 N, size 8 not less than 600 N."])
    same = units(["One."], ["Not less than 300 N, not less than 450 N and not less than 600 N."])
    less = units(["One."], ["Not less than 300 N, not less than 450 N and not less than 700 N."])
    assert remaining(draft, same, [], {(0, 1): 0.03}) == {((0,), (1,))}
    assert not remaining(draft, less, [], {(0, 1): 0.03})


def test_rows_of_other_symbols_are_not_linked_however_alone_they_are():
    draft, reference = units([["Pb | 1", "As | 2"]]), units([["Pb | 1", "Mn | 3"]])
    assert not remaining(draft, reference, [(0, 0)], {(1, 1): 0.3})


def test_entries_of_references_that_linked_provisions_cite_are_linked():
    def document(cited, *entries):
        listed = "".join(
            f"<ref><std><std-ref>{entry}</std-ref><title>T</title></std></ref>" for entry in entries
        )
        references = f'<sec sec-type="norm-refs"><label>2</label><ref-list>{listed}</ref-list></sec>'
        source = f'<standard xml:lang="en"><body>{references}<sec><label>4</label><p>Tested in accordance with {cited}.</p></sec></body></standard>'
        return prepare(sts.load(source.encode()), "en")

    draft = document("ISO 12460-1:2007", "ISO 12460-1:2007", "ISO 186")
    reference = document("ISO 12460-4:2016", "ISO 12460-3", "ISO 12460-4:2016")
    found = remaining(draft, reference, [(2, 2)], {(0, 1): -0.4, (0, 0): -0.4})
    assert found == {((0,), (1,))}
    assert not remaining(draft, reference, [(2, 2)], {(0, 1): -9.0})  # rejected by a person


def test_what_cites_two_standards_whose_entries_are_linked_is_linked():
    def document(cited, text):
        entry = f"<ref><std><std-ref>{cited}</std-ref><title>T</title></std></ref>"
        references = f'<sec sec-type="norm-refs"><label>2</label><ref-list>{entry}</ref-list></sec>'
        source = f'<standard xml:lang="en"><body>{references}<sec><label>4</label><p>{text} {cited}.</p></sec></body></standard>'
        return prepare(sts.load(source.encode()), "en")

    draft = document("GB 4343.1—2018", "Disturbances as given in")
    reference = document("CISPR 14-1:2016", "The emission shall comply with")
    assert remaining(draft, reference, [(0, 0)], {(1, 1): -0.1}) == {((1,), (1,))}
    assert not remaining(draft, reference, [(0, 0)], {(1, 1): -0.3})


def test_the_only_rows_in_one_kind_of_unit_are_linked():
    draft = units([["Water | 5 mg/kg", "Solvents | 20 g/L"]])
    reference = units([["Colour | 7", "LOS | 30 g/dm³"]])
    assert remaining(draft, reference, [], {}) == {((1,), (1,))}
    twice = units([["LOS | 30 g/dm³", "Binder | 40 g/L"]])
    assert not remaining(draft, twice, [], {})


def test_what_is_left_of_two_clauses_to_which_linked_provisions_point_is_linked():
    def document(number, others):
        tests = "".join(
            f"<sec><label>{label}</label><title>T</title><p>{text}</p></sec>"
            for label, text in others.items()
        )
        pointing = f"<sec><label>4</label><title>R</title><p>Even. Tested by {number}.</p></sec>"
        source = (
            f'<standard xml:lang="en"><body>{pointing}<sec><label>7</label>{tests}</sec></body></standard>'
        )
        return prepare(sts.load(source.encode()), "en")

    draft = document("7.2", {"7.1": "By eye.", "7.2": "As given in ISO 1."})
    reference = document("7.3", {"7.1": "Weigh it.", "7.3": "See EN 2."})
    assert remaining(draft, reference, [(0, 0)], {(2, 1): 0.1, (1, 1): 0.0}) == {((2,), (2,))}
    assert not remaining(draft, reference, [(0, 0)], {(2, 2): -0.3})


def test_rows_of_tables_with_the_same_size_classes_are_linked_across_units():
    def table(unit, *rows):
        cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
        return f"<table-wrap><table><thead><tr><th>Capacity, {unit}</th><th>Ratio</th></tr></thead><tbody>{cells}</tbody></table></table-wrap>"

    def document(*tables):
        body = "".join(f"<sec><label>{label}</label>{one}</sec>" for label, one in enumerate(tables, 4))
        return prepare(sts.load(f'<standard xml:lang="en"><body>{body}</body></standard>'.encode()), "en")

    classes = ("≤4 500", "3.80"), ("&gt;4 500", "3.60")
    others = ("up to 4,5", "3,70"), ("over 4,5", "3,50")
    draft = document(table("W", *classes))
    assert remaining(draft, document(table("kW", *others)), [], {}) == {((0,), (0,)), ((1,), (1,))}
    assert not remaining(draft, document(table("kg", *others)), [], {})
    closer = {(0, 2): 0.1, (1, 3): 0.1}
    both = document(table("kW", *others), table("kW", *others))
    assert remaining(draft, both, [], closer) == {((0,), (2,)), ((1,), (3,))}


ROWS = ["a | 1", "b | 2", "c | 3"]


def test_sentences_that_introduce_linked_tables_are_linked():
    draft, reference = units(["See below.", ROWS]), units(["One."], ["As follows.", ROWS])
    rows = [(1, 2), (2, 3), (3, 4)]
    assert remaining(draft, reference, rows, {}) == {((0,), (1,))}
    assert not remaining(draft, reference, rows[:2], {(0, 1): -0.1})
    assert not remaining(draft, reference, rows, {(0, 1): -9.0})  # rejected by a person


def test_so_is_the_sentence_before_the_sentences_that_rows_have_become():
    draft, reference = units(["See below.", ROWS]), units(["As follows.", "A is 1.", "B is 2.", "C is 3."])
    assert remaining(draft, reference, [(1, 1), (2, 2), (3, 3)], {}) == {((0,), (0,))}


def test_sentences_that_introduce_two_tables_join_that_of_the_table_they_have_become():
    draft = units(["First.", ROWS], ["Second.", ROWS])
    reference = units(["All.", [*ROWS, "d | 4", "e | 5", "f | 6"]])
    rows = [(1, 1), (2, 2), (3, 3), (5, 4), (6, 5), (7, 6)]
    assert remaining(draft, reference, [(0, 0), *rows], {}) == {((0, 4), (0,))}


def test_how_often_is_the_time_between():
    often = units(["Test it at least once every two years."])[0]
    between = units(["Test it at intervals of not more than 24 months."])[0]
    assert often.quantity_kinds == between.quantity_kinds == {"time^1"}
    assert often.values == between.values
    assert units(["It turns at 300 r/min."])[0].quantity_kinds == {"time^-1"}


def test_what_two_forewords_say_alike_without_a_number_is_not_of_their_own_matters():
    def forewords(*texts):
        inside = "".join(f"<p>{text}</p>" for text in texts)
        return prepare(
            sts.load(
                f'<standard xml:lang="en"><front><sec sec-type="foreword">{inside}</sec></front>'
                "<body><p>One.</p></body></standard>".encode()
            ),
            "en",
        )

    sides = forewords("Elements may be patented.", "Prepared by TC 1."), forewords("Patents.", "By TC 2.")
    pairs = Pairs.all((3, 3))
    meaning = np.full(len(pairs), 0.6, dtype=np.float32)
    own = apart(pairs, sides, meaning, same_document=False).reshape(3, 3)
    assert own.tolist() == [[0, -1, -1], [-1, -1, -1], [-1, -1, 0]]
    alike = apart(pairs, sides, meaning - 0.2, same_document=False).reshape(3, 3)
    assert alike[0, 0] == -1


def test_the_only_two_provisions_that_are_left_with_a_limit_are_linked():
    draft = units(["Off-centre error at most 0.2 kg.", "Stands on four feet."])
    same = units([["Excentricity|200 g|at most", "Zero|1 g|at most"]], ["Has a display."])
    twice = units(["At most 200 g.", "No more than 200 g."])
    assert remaining(draft, same, [], {(0, 0): -0.15}) == {((0,), (0,))}
    assert not remaining(draft, twice, [], {(0, 0): -0.15, (0, 1): -0.15})


def test_items_that_a_linked_sentence_enumerates_belong_to_it():
    listed = "<p>{}</p><list>{}</list>"
    items = ("overcharging;", "overdischarging;", "short circuits.")
    body = listed.format(
        "Protection against:", "".join(f"<list-item><p>{item}</p></list-item>" for item in items)
    )
    source = f'<standard xml:lang="en"><body><sec><label>4</label>{body}</sec></body></standard>'
    reference = prepare(sts.load(source.encode()), "en")
    draft = units(["There is protection against overcharging, overdischarging and short circuits."])
    fewer = units(["There is protection against overcharging and short circuits."])
    lead, *rest = (unit.index for unit in reference)
    assert remaining(draft, reference, [(0, lead)], {}) == {((0,), (lead, *rest))}
    assert not remaining(fewer, reference, [(0, lead)], {})


def test_a_sentence_with_the_ranges_of_all_rows_of_a_table_is_the_table():
    draft = units(["Light from 10 mm to 14 mm, standard from 15 mm to 18 mm."])
    same = units([["Light|10 mm to 14 mm", "Standard|15 mm to 18 mm"]])
    other = units([["Light|10 mm to 14 mm", "Standard|15 mm to 20 mm"]])
    assert remaining(draft, same, [], {}) == {((0,), (0, 1))}
    assert not remaining(draft, other, [], {})
