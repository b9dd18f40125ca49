"""A provision without counterpart joins the link beside it that says it too, and no other."""

import numpy as np
import pytest

from workbench import sts
from workbench.alignment import align, prepare
from workbench.alignment.joining import WEIGHTS, Offer, chances, evidence, may_join


def document(language, *texts, title="Requirements"):
    body = "".join(f'<p id="p{number}">{text}</p>' for number, text in enumerate(texts, 1))
    return sts.load(
        f'<standard xml:lang="{language}"><body><sec id="s"><label>4</label><title>{title}</title>{body}'
        "</sec></body></standard>".encode()
    )


def alike(texts):
    """An encoder to which everything is equally close."""
    return np.full(len(texts), 0.5, dtype=np.float32)


def signs(own, linked, other, language="en", similar=alike):
    mine = prepare(document(language, linked, own), language)
    (theirs,) = prepare(document(language, other), language)
    offer = Offer(0, mine[1], mine[0], theirs, 0.3)
    found = evidence([offer], [(mine[0], mine[0])], similar)
    return dict(zip(WEIGHTS, found[0], strict=True))


FINISH = "The finish shall be even and free from runs."
EDGES = "Edges that a user can touch shall be rounded."
HANDLE = "The handle shall withstand a static tensile force of 200 N."
MARKS = "The rated capacity shall be marked on the base."


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        (
            "zh",
            [
                "涂层应均匀，无流挂；使用者可触及的边缘应倒圆。",
                "手柄应能承受200 N的静拉力。",
                "底部应标明额定容量。",
            ],
        ),
        (
            "fr",
            [
                "Le revêtement doit être uniforme et sans coulures, et les bords accessibles doivent être arrondis.",
                "L’anse doit résister à une force de traction statique de 200 N.",
                "La capacité nominale doit être marquée sur le fond.",
            ],
        ),
    ],
)
def test_what_a_sentence_says_beside_another_thing_joins_its_link(language, texts):
    one, several = document(language, *texts), document("en", FINISH, EDGES, HANDLE, MARKS)
    links = {(link.draft, link.reference, link.relation) for link in align(one, several).links}
    assert links == {
        (("p1",), ("p1", "p2"), "merged"),
        (("p2",), ("p3",), "equivalent"),
        (("p3",), ("p4",), "equivalent"),
    }
    turned = {(link.draft, link.reference, link.relation) for link in align(several, one).links}
    assert (("p1", "p2"), ("p1",), "split") in turned


def test_what_no_sentence_says_joins_none():
    one = document("zh", "涂层应均匀，无流挂。", "手柄应能承受200 N的静拉力。", "底部应标明额定容量。")
    several = document(
        "en", FINISH, "The lid shall open by itself when the button is pressed.", HANDLE, MARKS
    )
    assert (("p1",), ("p1",)) in {(link.draft, link.reference) for link in align(one, several).links}
    assert ((), ("p2",)) in {(link.draft, link.reference) for link in align(one, several).links}


def test_each_sign_says_what_it_is_called():
    both = "The room shall be at 20 °C ± 5 °C, and the water shall be at 15 °C ± 2 °C."
    room, water = "The room shall be at 20 °C ± 5 °C.", "The water shall be at 15 °C ± 2 °C."
    found = signs(water, room, both)
    assert {sign for sign in found if found[sign] > 0} >= {
        "quantities",
        "room",
        "length",
        "beside",
        "clause",
        "kind",
    }
    assert found["other-quantities"] == found["together"] == 0
    changed = signs(water.replace("15", "25"), room, both)
    assert (changed["room"], changed["quantities"]) == (1, 0)
    alone = signs(water, room, room)
    assert (alone["other-quantities"], alone["room"]) == (1, 0)
    assert alone["length"] < 0


def test_more_signs_make_it_likelier():
    mine = prepare(document("en", "The room shall be at 20 °C ± 5 °C.", "The water shall be at 15 °C."), "en")
    (both,) = prepare(document("en", "The room is at 20 °C ± 5 °C, the water at 15 °C."), "en")
    (alone,) = prepare(document("en", "The room shall be at 20 °C ± 5 °C."), "en")
    offers = [Offer(0, mine[1], mine[0], other, 0.3) for other in (both, alone)]
    likely = chances(offers, [(mine[0], mine[0])], alike)
    assert likely[0] > 0.5 > likely[1]


def test_a_part_of_the_text_that_is_closer_to_the_unit_than_to_the_linked_one_counts():
    def similar(texts):
        return np.array(
            [0.6 if "thermostat" in mine and "thermostat" in their else 0.2 for mine, their in texts]
        )

    other = "It shall be fitted with a thermostat, and shall not leak after the test."
    assert signs("It shall have a thermostat.", "It shall not leak.", other, similar=similar)["part"] > 0
    assert signs("It shall have a lid.", "It shall not leak.", other, similar=similar)["part"] <= 0


def test_rows_of_other_size_classes_never_join():
    rows = "<table><tbody>{}</tbody></table>"
    row = "<tr><td>{}</td><td>{}</td></tr>"

    def units(*cells):
        table = rows.format("".join(row.format(*pair) for pair in cells))
        return prepare(document("en", "Sizes.</p><table-wrap>" + table + "</table-wrap><p>"), "en")

    mine, theirs = units(("DN 20", "1,8"), ("DN 25", "2,2")), units(("DN 20", "1,9"), ("DN 25", "2,2"))
    first, second = (unit for unit in mine if unit.provision.kind is sts.ProvisionKind.ROW)
    other = next(unit for unit in theirs if unit.provision.kind is sts.ProvisionKind.ROW)
    assert not may_join(second, first, other)
    assert may_join(first, first, other)


def test_nothing_offered_is_nothing_told():
    assert len(chances([], [], alike)) == 0
