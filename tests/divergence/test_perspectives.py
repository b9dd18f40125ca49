"""The same findings judged for different purposes."""

import pytest

from workbench import userdata
from workbench.divergence import compare
from workbench.divergence.perspectives import PerspectiveError, judge, names
from workbench.divergence.perspectives.export import countries

DRAFT = {
    "5 技术要求": [
        "★吸水率应不大于0.3 %。",
        "保持力应不小于40 N。",
        "手柄应能承受100 N的静拉力。",
        "涂层的硬度应不低于2H。",
    ],
    "6 试验方法": ["吸水率按GB/T 3810.3的规定测定。"],
    "8 检验规则": ["产品应通过品字标认证。"],
}
REFERENCE = {
    "5 Requirements": [
        "The water absorption shall not exceed 0,5 %.",
        "The holding force shall be at least 50 N.",
        "The handle shall withstand a static tensile force of 100 N.",
    ],
    "9 Marking": ["The product shall be marked with the country of origin."],
}


@pytest.fixture
def comparison(document_of):
    return compare(document_of("zh", DRAFT, "T/ZZB 1—2026"), document_of("en", REFERENCE, "ISO 1:2020"))


def verdicts(comparison, perspective):
    found = {d.id: (d.category, d.sub) for d in comparison.divergences}
    return {found[one.finding]: one.code for one in judge(comparison, perspective).verdicts}


def test_a_tighter_limit_is_an_asset_a_deviation_and_a_burden(comparison):
    limit = ("QL", "stricter")
    codes = {
        name: verdicts(comparison, name)[limit]
        for name in ("adoption", "advanced", "iso-proposal", "export:RU")
    }
    assert codes == {"adoption": "list", "advanced": "asset", "iso-proposal": "burden", "export:RU": "as-is"}


def test_every_finding_has_one_verdict_and_the_gravest_come_first(comparison):
    for name in names():
        view = judge(comparison, f"{name}:KZ" if name == "export" else name)
        assert {one.finding for one in view.verdicts} == {d.id for d in comparison.divergences}
        assert set(view.conclusion) == set(view.title) == {"zh", "en"}
        assert all(set(one.note) == set(one.name) == {"zh", "en"} for one in view.verdicts)
    codes = [one.code for one in judge(comparison, "iso-proposal").verdicts]
    order = ["blocker", "burden", "justify", "contribution", "neutral"]
    assert codes == sorted(codes, key=order.index)
    assert "blocker" in codes  # certification


def test_advancedness_counts_the_indices_with_a_star(comparison):
    view = judge(comparison, "advanced")
    starred = [one for one in view.indices if comparison.indices[one.index].core]
    assert [one.code for one in starred] == ["leading"]
    codes = {comparison.indices[one.index].draft_value: one.code for one in view.indices}
    assert codes["≥ 40 N"] == "behind"
    gates = {gate.id: gate.passed for gate in view.gates}
    assert gates == {"G1": None, "G2": True, "G3": None, "G4": False, "G5": True, "G6": True}
    assert "1" in view.conclusion["zh"]


def test_without_a_star_all_indices_count(document_of):
    plain = {**DRAFT, "5 技术要求": [text.lstrip("★") for text in DRAFT["5 技术要求"]]}
    comparison = compare(document_of("zh", plain, "T/ZZB 1—2026"), document_of("en", REFERENCE, "ISO 1:2020"))
    view = judge(comparison, "advanced")
    assert {gate.id: gate.passed for gate in view.gates}["G2"] is False
    assert "★" in view.conclusion["zh"]


def test_export_says_whose_standard_it_is_and_which_scheme_is_asked_for(document_of):
    draft = document_of("zh", {"5 要求": ["质量应不超过2.0 kg。"]}, "T/ZZB 1—2026")
    reference = document_of("ru", {"5 Требования": ["Масса должна быть не более 1,5 кг."]}, "ГОСТ 1—2020")
    comparison = compare(draft, reference, perspectives=("export:RU", "export:vn"))
    russia, vietnam = comparison.views
    assert {gate.id: gate.passed for gate in russia.gates}["reference"] is True
    assert {gate.id: gate.passed for gate in vietnam.gates}["reference"] is False
    assert "EAC" in next(gate.note["zh"] for gate in russia.gates if gate.id == "conformity")
    assert "俄罗斯" in russia.conclusion["zh"]
    assert [one.code for one in russia.verdicts] == ["adjust"]


def test_less_than_a_technical_regulation_blocks_export(document_of):
    draft = document_of("zh", {"5 要求": ["质量应不超过2.0 kg。"]}, "T/ZZB 1—2026")
    reference = document_of(
        "vi", {"5 Yêu cầu": ["Khối lượng không được lớn hơn 1,5 kg."]}, "QCVN 1:2020/BKHCN"
    )
    view = compare(draft, reference, perspectives=("export:VN",)).views[0]
    assert [one.code for one in view.verdicts] == ["blocker"]


@pytest.mark.parametrize("name", ["nothing", "export", "adoption:RU", "export:XX", ""])
def test_a_perspective_that_there_is_not_is_told(comparison, name):
    with pytest.raises(PerspectiveError) as caught:
        judge(comparison, name)
    for language in ("zh", "en"):
        assert "{" not in caught.value.render(language)


def test_countries_are_complete():
    assert len(countries()) > 80
    for country in countries().values():
        assert country["zh"]
        assert country["en"]
        assert country["languages"]
        assert country["prefixes"]


OWN = """
title: {zh: 我的视角, en: Mine}
verdicts:
  look: {zh: 要看, en: look}
  fine: {zh: 没事, en: fine}
rules:
  - when: {category: [QL], safety: false}
    verdict: look
    note: {zh: 看看, en: have a look}
  - verdict: fine
    note: {zh: 无, en: nothing}
"""


@pytest.fixture
def own(tmp_path, monkeypatch):
    monkeypatch.setenv(userdata.ENVIRONMENT_VARIABLE, str(tmp_path))
    (tmp_path / "perspectives").mkdir()
    return tmp_path / "perspectives"


def test_a_user_can_add_a_perspective(comparison, own):
    (own / "mine.yaml").write_text(OWN, encoding="utf-8")
    assert "mine" in names()
    assert verdicts(comparison, "mine")["QL", "stricter"] == "look"


def test_a_users_perspective_is_never_taken_for_a_module_of_ours(comparison, own):
    for name in ("judging", "advanced"):
        (own / f"{name}.yaml").write_text(OWN, encoding="utf-8")
        assert judge(comparison, name).gates == ()


@pytest.mark.parametrize(
    "text",
    [
        "title: [",
        "title: {zh: a, en: b}",
        OWN.replace("verdict: look", "verdict: gone"),
        OWN.replace("zh: 无, ", ""),
    ],
)
def test_a_perspective_that_is_wrong_is_left_out_and_told(own, text):
    (own / "bad.yaml").write_text(text, encoding="utf-8")
    assert "bad" not in names()
    assert any("bad.yaml" in problem.render("zh") for problem in userdata.left_out())
