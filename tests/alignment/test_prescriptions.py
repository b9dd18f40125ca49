"""A material that is prescribed on one side meets what the same part has to do on the other."""

import numpy as np
import pytest

from workbench import sts
from workbench.alignment import prepare
from workbench.alignment.groups import Group
from workbench.alignment.prescriptions import asks, only_performs, prescribes, prescriptions_apart


def units(language, *texts):
    body = "".join(f"<p>{text}</p>" for text in texts)
    return prepare(
        sts.load(
            f'<standard xml:lang="{language}"><body><sec><label>4</label><title>Requirements</title>{body}'
            "</sec></body></standard>".encode()
        ),
        language,
    )


@pytest.mark.parametrize(
    ("language", "text", "says"),
    [
        ("zh", "锯身应采用51CrV4或75Cr1冷轧合金钢带。", "prescribes"),
        ("zh", "制冷剂应采用R32或R290。", "prescribes"),
        ("zh", "轴应采用铬的质量分数不低于12%的不锈钢制造。", "asks"),
        ("en", "The forks shall be made of steel of grade S355.", "prescribes"),
        ("en", "The forks shall be made of a steel that withstands the static test.", "asks"),
        ("en", "Whatever the material, the case shall not crack.", "asks"),
        ("en", "The bristles shall not be permanently bent.", "performs"),
        ("ru", "Ножи должны быть изготовлены из стали 65Г.", "prescribes"),
        ("ru", "Гильзы следует изготовлять из стали с пределом текучести не менее 450 МПа.", "asks"),
        ("ru", "Упаковка должна исключать повреждение изделий.", "performs"),
        ("fr", "Le corps doit être en acier inoxydable 1.4301.", "prescribes"),
        ("fr", "Le corps doit être en acier qui résiste à la corrosion.", "asks"),
        ("fr", "L’étoffe ne doit ni fondre ni goutter.", "performs"),
        ("ar", "يجب أن تصنع القاعدة من الصلب 304.", "prescribes"),
        ("ar", "يجب أن تكون القاعدة قادرة على تحمل الحرارة.", "performs"),
        ("id", "Badan harus terbuat dari baja yang tahan korosi.", "asks"),
        ("vi", "Thân phải chịu được va đập.", "performs"),
        ("es", "El cuerpo debe ser de acero que resista la corrosión.", "asks"),
    ],
)
def test_what_a_text_says_of_its_material(language, text, says):
    (unit,) = units(language, text)
    told = {"asks": asks(unit), "performs": only_performs(unit)}
    told["prescribes"] = prescribes(unit) and not asks(unit)
    assert told[says]
    assert not (told["prescribes"] and told["performs"])


def apart(draft, reference, linked, scores, subjects=None):
    """The pairs found of what is left after ``linked``; pairs without a given score have -0.3.

    What two requirements are about is alike by 0.1 where ``subjects`` does not say how much.
    """
    known = subjects or {}

    def score(mine, theirs):
        return np.array([[scores.get((i, j), -0.3) for j in theirs] for i in mine], dtype=np.float32)

    def alike(mine, theirs):
        return np.array([[known.get((a, b), 0.1) for b in theirs] for a in mine], dtype=np.float32)

    groups = [Group([i], [j]) for i, j in linked]
    return list(prescriptions_apart(groups, (draft, reference), score, alike))


ONE = "The marking shall be legible."
BRASS = "铜件应采用HPb59-1黄铜制造。"
MARKING = "标志应清晰。"


def test_a_prescription_meets_the_performance_that_stands_in_its_place():
    draft = units("zh", MARKING, BRASS)
    reference = units("en", ONE, "Metal inserts shall resist corrosion.")
    assert apart(draft, reference, [(0, 0)], {(1, 1): 0.1}) == [(1, 1)]


def test_far_from_each_other_and_unlike_they_stay_apart():
    draft = units("zh", MARKING, BRASS)
    reference = units("en", ONE, "One.", "Two.", "Three.", "The lid shall not leak.", "Seams shall not tear.")
    assert apart(draft, reference, [(0, 0)], {(1, 4): -0.6, (1, 5): -0.6}) == []


def test_of_several_the_one_that_is_ahead():
    draft = units("zh", MARKING, BRASS)
    reference = units("en", "The lid shall not leak.", ONE, "Metal inserts shall resist corrosion.")
    assert apart(draft, reference, [(0, 1)], {(1, 0): -0.1, (1, 2): 0.3}) == [(1, 2)]


def test_two_texts_that_speak_of_no_material_are_no_such_pair():
    draft = units("zh", MARKING, "手柄应牢固。")
    reference = units("en", ONE, "The cover shall not crack.")
    assert apart(draft, reference, [(0, 0)], {(1, 1): 0.5}) == []


def test_nothing_left_is_nothing_found():
    draft, reference = units("zh", MARKING), units("en", ONE)
    assert apart(draft, reference, [(0, 0)], {}) == []


SPRING, THE_SPRING = "弹簧应采用60Si2MnA弹簧钢制造。", "The spring shall not break."


def test_what_is_about_the_same_part_belongs_together():
    draft = units("zh", MARKING, SPRING)
    reference = units("en", ONE, "The lid shall not leak.", THE_SPRING, "Seams shall not tear.")
    about = {("弹簧", "The spring"): 0.9}
    assert apart(draft, reference, [(0, 0)], {}, about) == [(1, 2)]


@pytest.mark.parametrize(("held", "found"), [(0.2, [(1, 1)]), (0.6, [])])
def test_a_loose_link_does_not_hold_what_is_about_the_same_part(held, found):
    draft = units("zh", MARKING, SPRING, "电源应在120 s内切断。")
    reference = units("en", ONE, THE_SPRING)
    about = {("弹簧", "The spring"): 0.95, ("电源", "The spring"): -0.1}
    scores = {(0, 0): 1.0, (1, 1): 0.1, (2, 1): held}
    assert apart(draft, reference, [(0, 0), (2, 1)], scores, about) == found


@pytest.mark.parametrize(
    ("language", "text", "subject"),
    [
        ("zh", "发热线的绝缘层应采用硅橡胶制造。", "发热线的绝缘层"),
        ("en", "The spring shall not break.", "The spring"),
        ("ru", "Уплотнения должны быть стойкими.", "Уплотнения"),
        ("ar", "يجب أن تقاوم أسطح التلامس التآكل.", "أسطح التلامس التآكل."),
        ("en", "Dry the specimen.", "Dry the specimen."),
    ],
)
def test_what_a_requirement_is_about(language, text, subject):
    (unit,) = units(language, text)
    assert unit.subject == subject
