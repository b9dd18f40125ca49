"""What has to change on the way from a group standard to a national or international one."""

import pytest

from workbench import sts
from workbench.divergence import compare
from workbench.divergence.upgrading import apply_steps, upgrade
from workbench.divergence.upgrading.path import UpgradeError

REFERENCES = (
    '<ref-list content-type="norm-refs"><ref id="b1"><std><std-ref>GB/T 2828.1—2012</std-ref> '
    '<title>计数抽样检验程序</title></std></ref><ref id="b2"><std><std-ref>GB/T 9286—2021</std-ref> '
    '<title>划格试验</title></std></ref><ref id="b3"><std><std-ref>Q/ABC 1—2020</std-ref> '
    "<title>企业标准</title></std></ref></ref-list>"
)
DRAFT = {
    "1 范围": ["本文件规定了保温杯的要求。"],
    "2 规范性引用文件": [REFERENCES],
    "5 基本要求": ["应具备三维设计能力。", "应采用必须符合GB/T 3280的钢板。"],
    "6 技术要求": [
        "杯盖必须关闭严密。",
        "手柄应能承受20 kgf的拉力。",
        "吸水率应不大于0.3 %。",
        "产品应通过品字标认证。",
    ],
    "7 试验方法": ["吸水率按GB/T 9286—2021的规定测定。", "抽样按GB/T 2828.1—2012进行。"],
    "10 质量承诺": ["制造商应在24 h内响应用户投诉。"],
}


@pytest.fixture
def draft(document_of):
    return document_of("zh", DRAFT, "T/ZZB 1—2026")


def rules(path):
    return [(step.rule, step.clause, step.weight) for step in path.steps]


def test_what_blocks_most_comes_first(draft):
    for target in ("gb", "iso"):
        weights = [step.weight for step in upgrade(draft, target).steps]
        assert weights == sorted(weights, key=["blocker", "burden", "advice"].index)
        for step in upgrade(draft, target).steps:
            assert set(step.note) == {"zh", "en"}
            assert "{" not in step.note["zh"]


def test_a_national_standard_has_no_chapters_about_the_maker(draft):
    found = rules(upgrade(draft, "gb"))
    assert ("maker-requirements", "5", "blocker") in found
    assert ("service-commitment", "10", "blocker") in found
    assert ("private-reference", "2", "blocker") in found
    assert ("verb", "6", "blocker") in found
    assert not [rule for rule, clause, _ in found if clause == "5" and rule == "verb"]  # it goes anyway


def test_a_proposal_to_iso_cites_no_national_documents(draft):
    path = upgrade(draft, "iso")
    steps = {step.rule: step for step in path.steps}
    identical = steps["national-reference-identical"]
    assert [change.target for change in identical.changes] == ["b1", "zh10"]
    assert "ISO 2859-1" in identical.changes[1].new
    assert steps["national-reference-modified"].changes == ()
    assert ("conformity-assessment", "6", "blocker") in rules(path)
    assert ("no-method", "6", "burden") in rules(path)


def test_a_value_in_an_old_unit_is_converted(draft):
    step = next(step for step in upgrade(draft, "iso").steps if step.rule == "unit")
    assert step.changes[0].new == "手柄应能承受200 N的拉力。"


def test_steps_can_be_taken(draft):
    path = upgrade(draft, "iso")
    taken = [step.id for step in path.steps if step.changes]
    apply_steps(draft, path, taken)
    changed = sts.load(sts.to_bytes(draft))
    texts = [provision.text for provision in changed.provisions]
    assert "杯盖应关闭严密。" in texts
    assert not any("品字标" in text or "GB/T 2828" in text for text in texts)
    assert [clause.title for clause in changed.clauses] == ["范围", "规范性引用文件", "技术要求", "试验方法"]
    again = upgrade(changed, "iso")
    assert not set(taken) & {step.id for step in again.steps}


def test_two_steps_can_change_one_text(document_of):
    draft = document_of(
        "zh", {"6 要求": ["杯盖必须承受20 kgf的拉力，并按GB/T 2828.1—2012抽样。"]}, "T/ZZB 1—2026"
    )
    path = upgrade(draft, "iso")
    apply_steps(draft, path, [step.id for step in path.steps if step.changes])
    text = sts.load(sts.to_bytes(draft)).provisions[0].text
    assert text == "杯盖应承受200 N的拉力，并按ISO 2859-1:1999抽样。"


@pytest.mark.parametrize("which", ["unknown", "by hand"])
def test_a_step_that_cannot_be_taken_is_told_and_nothing_changes(draft, which):
    path = upgrade(draft, "iso")
    by_hand = next(step.id for step in path.steps if not step.changes)
    before = sts.to_bytes(draft)
    with pytest.raises(UpgradeError) as caught:
        apply_steps(
            draft,
            path,
            [next(s.id for s in path.steps if s.changes), "nothing-1" if which == "unknown" else by_hand],
        )
    assert sts.to_bytes(draft) == before
    assert "{" not in caught.value.render("zh")


def test_divergences_from_the_counterpart_are_steps(draft, document_of):
    reference = document_of(
        "en",
        {"5 Requirements": ["The water absorption shall not exceed 0,5 %.", "The lid shall close tightly."]},
        "ISO 1:2020",
    )
    comparison = compare(draft, reference)
    path = upgrade(draft, "iso", comparison)
    assert (path.against, path.degree) == ("ISO 1:2020", comparison.degree)
    limit = next(d for d in comparison.divergences if d.category == "QL")
    step = next(step for step in path.steps if step.source == limit.id)
    assert step.weight == "burden"
    assert step.provision in limit.draft
    national = upgrade(draft, "gb", comparison)
    assert next(s.weight for s in national.steps if s.source == limit.id) == "blocker"
