"""A person's decisions about links: kept beside the draft, binding, told where they are stale."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from workbench import sts
from workbench.alignment import align
from workbench.decisions import (
    Decisions,
    DecisionsError,
    change_decisions,
    decide_link,
    decisions_file,
    load_decisions,
    save_decisions,
    with_link_decision,
)

DRAFT = [
    ("p1", "手柄应能承受100 N的静拉力。"),
    ("p2", "杯体表面应清洁，无明显划痕。"),
    ("p3", "杯盖经1 000次旋合后应无渗漏。"),
    ("p4", "制造商应在24 h内响应用户投诉。"),
]
REFERENCE = [
    ("q1", "The handle shall withstand a static tensile force of 100 N."),
    ("q2", "Surfaces shall be clean and free from visible scratches."),
    ("q3", "After 1 000 opening and closing cycles of the lid there shall be no leakage."),
    ("q4", "The test report shall state the date of the test."),
]


def document(language, provisions, designation):
    inside = "".join(f'<p id="{name}">{text}</p>' for name, text in provisions)
    meta = f'<front><std-meta><std-ref type="dated">{designation}</std-ref></std-meta></front>'
    body = f"<body><sec><label>4</label><title>X</title>{inside}</sec></body>"
    return f'<standard xml:lang="{language}">{meta}{body}</standard>'.encode()


def draft(provisions=DRAFT):
    return sts.load(document("zh", provisions, "T/ZZB 1—2026"))


REF = sts.load(document("en", REFERENCE, "ISO 1:2020"))


def linked(alignment):
    return {
        (link.draft, link.reference, link.decision)
        for link in alignment.links
        if link.draft and link.reference
    }


def test_decisions_bind():
    decisions = [
        decide_link("rejected", draft(), REF, ["p1"], ["q1"]),
        decide_link("accepted", draft(), REF, ["p2"], ["q2"]),
        decide_link("drawn", draft(), REF, ["p4"], ["q3", "q4"]),
    ]
    alignment = align(draft(), REF, decisions=decisions)
    assert linked(alignment) == {
        (("p2",), ("q2",), "accepted"),
        (("p4",), ("q3", "q4"), "drawn"),
    }
    assert {link.draft for link in alignment.links if link.relation == "added"} == {("p1",), ("p3",)}
    assert not any(one.stale for one in alignment.decisions)


def test_decisions_about_another_reference_say_nothing():
    other = sts.load(document("en", REFERENCE, "ISO 2:2020"))
    decisions = [decide_link("rejected", draft(), other, ["p1"], ["q1"])]
    assert (("p1",), ("q1",), None) in linked(align(draft(), REF, decisions=decisions))


def test_a_decision_survives_renumbering_and_is_stale_where_its_text_has_changed():
    decisions = [
        decide_link("drawn", draft(), REF, ["p4"], ["q4"]),
        decide_link("accepted", draft(), REF, ["p1"], ["q1"]),
        decide_link("accepted", draft(), REF, ["p3"], ["q3"]),
    ]
    # Other ids, another order; one text edited, one gone.
    later = draft([("n9", DRAFT[3][1]), DRAFT[1], ("p1", "手柄应能承受120 N的静拉力。")])
    alignment = align(later, REF, decisions=decisions)
    assert {(("n9",), ("q4",), "drawn"), (("p1",), ("q1",), "accepted")} <= linked(alignment)
    assert [(tuple(one.decision.draft), one.stale) for one in alignment.decisions] == [
        (("p4",), False),
        (("p1",), True),
        (("p3",), True),
    ]


def test_a_new_decision_takes_the_place_of_what_it_contradicts():
    rejected = decide_link("rejected", draft(), REF, ["p1"], ["q1"])
    drawn = decide_link("drawn", draft(), REF, ["p1"], ["q2"])
    both = draft(), REF
    assert with_link_decision([rejected], drawn, *both) == (rejected, drawn)
    accepted = decide_link("accepted", draft(), REF, ["p1"], ["q1"])
    assert with_link_decision([rejected, drawn], accepted, *both) == (accepted,)
    assert with_link_decision([accepted], rejected, *both) == (rejected,)
    assert with_link_decision([rejected], rejected, *both) == (rejected,)


def test_a_decision_is_replaced_by_what_its_provisions_are_called_now():
    old = decide_link("accepted", draft(), REF, ["p1"], ["q1"])
    later = draft([("n1", DRAFT[0][1]), *DRAFT[1:]])
    assert (("n1",), ("q1",), "accepted") in linked(align(later, REF, decisions=[old]))
    new = decide_link("rejected", later, REF, ["n1"], ["q1"])
    assert with_link_decision([old], new, later, REF) == (new,)


def test_of_two_decisions_that_contradict_each_other_the_later_one_holds():
    first = decide_link("accepted", draft(), REF, ["p1"], ["q1"]).model_copy(update={"at": "2026-01-01"})
    second = decide_link("drawn", draft(), REF, ["p1"], ["q2"]).model_copy(update={"at": "2026-02-01"})
    for both in ([first, second], [second, first]):
        alignment = align(draft(), REF, decisions=both)
        assert (("p1",), ("q2",), "drawn") in linked(alignment)
        assert sorted(i for link in alignment.links for i in link.draft) == ["p1", "p2", "p3", "p4"]
        assert [one.decision for one in alignment.decisions if one.stale] == [first]


def test_what_a_person_accepts_leaves_the_other_links_as_they_were():
    before = linked(align(draft(), REF))
    accepted = [decide_link("accepted", draft(), REF, list(mine), list(theirs)) for mine, theirs, _ in before]
    after = linked(align(draft(), REF, decisions=accepted[:-1]))
    assert {link[:2] for link in after} == {link[:2] for link in before}


def test_decisions_of_several_at_once_are_all_kept(tmp_path: Path):
    path = tmp_path / "cup.sts.xml"
    path.write_bytes(document("zh", DRAFT, "T/ZZB 1—2026"))
    new = [decide_link("accepted", draft(), REF, [f"p{n}"], [f"q{n}"]) for n in range(1, 5)]

    def keep(one):
        def change(decisions):
            links = with_link_decision(decisions.links, one, draft(), REF)
            return decisions.model_copy(update={"links": links})

        change_decisions(path, change)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(keep, new))
    assert {tuple(one.draft) for one in load_decisions(path).links} == {("p1",), ("p2",), ("p3",), ("p4",)}


def test_the_file_is_one_decision_a_line_in_a_fixed_order(tmp_path: Path):
    path = tmp_path / "cup.sts.xml"
    path.write_bytes(document("zh", DRAFT, "T/ZZB 1—2026"))
    decisions = [decide_link("accepted", draft(), REF, [f"p{n}"], [f"q{n}"], by="王工") for n in (3, 1, 2)]
    file = save_decisions(path, Decisions(links=decisions))
    assert file == decisions_file(path) == tmp_path / "cup.decisions.json"
    lines = file.read_text(encoding="utf-8").splitlines()
    assert ["p1" in lines[1], "p2" in lines[2], "p3" in lines[3]] == [True] * 3
    assert "王工" in lines[1]
    assert load_decisions(sts.load(path)).links == tuple(sorted(decisions, key=lambda one: one.key))
    assert load_decisions(tmp_path / "other.xml") == Decisions()


@pytest.mark.parametrize(
    ("text", "key", "line"),
    [
        ('{"version": 1, "links": [\n{,\n]}', "no-json", 2),
        ('{"version": 1, "links": [\n<<<<<<< HEAD\n]}', "unmerged", 2),
        ('{"version": 1, "links": [{"decision": "maybe"}]}', "bad", None),
        ('{"version": 7, "links": []}', "version", None),
        ('{"version": 1, "links": [{"decision": "maybe"}], "more": 1}', "bad", None),
        ("[]", "shape", None),
        ("{}", "shape", None),
        ("[" * 100_000, "shape", None),
        ('{"version": ' + "1" * 5000 + ', "links": []}', "shape", None),
    ],
)
def test_a_broken_file_is_named_with_its_line(tmp_path: Path, text, key, line):
    (tmp_path / "cup.decisions.json").write_text(text, encoding="utf-8")
    with pytest.raises(DecisionsError) as caught:
        load_decisions(tmp_path / "cup.sts.xml")
    assert caught.value.key == f"decisions.{key}"
    assert caught.value.message.values.get("line") == line
    for language in ("en", "zh"):
        assert "cup.decisions.json" in caught.value.render(language)


def test_a_provision_that_is_not_there_is_refused():
    with pytest.raises(DecisionsError, match="p9"):
        decide_link("accepted", draft(), REF, ["p9"], ["q1"])


def test_the_command_keeps_lists_and_takes_back_decisions(tmp_path: Path, capsys):
    from workbench.cli import main

    files = [tmp_path / "cup.sts.xml", tmp_path / "iso.xml"]
    files[0].write_bytes(document("zh", DRAFT, "T/ZZB 1—2026"))
    files[1].write_bytes(document("en", REFERENCE, "ISO 1:2020"))
    names = [str(file) for file in files]

    def run(*arguments):
        code = main([*arguments])
        return code, capsys.readouterr()

    assert run("link", "reject", *names, "p1:q1", "--by", "Wang")[0] == 0
    assert run("link", "add", *names, "p4:q3,q4")[0] == 0
    assert run("link", "accept", *names, "p1:nope")[0] == 2
    assert run("link", "accept", *names, "p1")[0] == 2
    code, output = run("link", "list", names[0])
    assert code == 0
    assert [line.split()[0] for line in output.out.splitlines()] == ["p1:q1", "p4:q3,q4"]
    result = tmp_path / "result.json"
    assert run("compare", *names, "--json", str(result))[0] == 0
    alignment = json.loads(result.read_text(encoding="utf-8"))["alignment"]
    assert {"drawn"} == {link["decision"] for link in alignment if link["draft"] == ["p4"]}
    assert run("link", "remove", *names, "p1:q1")[0] == 0
    assert run("link", "remove", *names, "p1:q1")[0] == 2
    assert [tuple(one.draft) for one in load_decisions(files[0]).links] == [("p4",)]
