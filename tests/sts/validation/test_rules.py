"""Rules beyond the grammar: ids, references, numbers, titles, notes, languages, metadata."""

import pytest
from lxml import etree

from workbench.sts.validation import Severity, validate


def found(root) -> list[tuple[str, str, str]]:
    """Rule, clause, and what would be right in English, for each problem."""
    return [
        (problem.rule, problem.clause, problem.suggestion.render("en") if problem.suggestion else "")
        for problem in validate(root)
    ]


def sec(number: str, inside: str = "", attributes: str = "") -> str:
    label = f"<label>{number}</label>" if number else ""
    return f"<sec {attributes}>{label}<title>t</title>{inside}</sec>"


def note(label: str, kind: str = "non-normative-note") -> str:
    return f"<{kind}><label>{label}</label><p>n</p></{kind}>"


def table(number: str) -> str:
    row = "<table><tbody><tr><td>1</td></tr></tbody></table>"
    return f"<table-wrap><label>{number}</label>{row}</table-wrap>"


def test_an_id_stands_once(standard) -> None:
    body = sec("1", '<p id="a">x</p><p id="a">y</p><p id="a">z</p><p id="a_2">w</p>')
    problems = validate(standard(body))
    assert [problem.rule for problem in problems] == ["identifiers.duplicate"] * 2
    ids = [problem.suggestion.values["id"] for problem in problems]
    assert ids == ["a_3", "a_4"]


def test_references_lead_somewhere(standard) -> None:
    body = sec("1", '<p id="sec_4.1">x<xref ref-type="sec" rid="sec_4.2">4.1</xref></p>')
    problem = validate(standard(body))[0]
    assert (problem.rule, problem.severity) == ("references.unresolved", Severity.ERROR)
    assert problem.suggestion.render("en") == "Did you mean sec_4.1?"


def test_term_links_lead_somewhere(standard) -> None:
    term = (
        "<term-sec><label>1.1</label><tbx:termEntry><tbx:langSet xml:lang='zh'><tbx:definition>"
        "<tbx:entailedTerm target='gone'>x</tbx:entailedTerm></tbx:definition><tbx:tig>"
        "<tbx:term>y</tbx:term></tbx:tig></tbx:langSet></tbx:termEntry></term-sec>"
    )
    problem = validate(standard(sec("1", term)))[0]
    assert (problem.rule, problem.element, problem.clause) == (
        "references.unresolved",
        "tbx:entailedTerm",
        "1.1",
    )


def test_references_are_of_the_kind_they_say(standard) -> None:
    body = sec(
        "1", '<p id="a">x<xref ref-type="table" rid="b">1</xref></p>' + sec("1.1", attributes='id="b"')
    )
    assert ("references.kind", "1", 'Write ref-type="sec".') in found(standard(body))


def test_clause_5_3_is_the_third_of_clause_5(standard) -> None:
    inside = sec("1.1") + sec("1.3")
    assert found(standard(sec("1", inside))) == [("labels.sequence", "1.3", "1.2 would be right here.")]


def test_a_clause_stands_under_its_number(standard) -> None:
    body = sec("1", sec("2.1")) + sec("2")
    assert ("labels.parent", "2.1", "Number it 1.1, or move it to where 2.1 belongs.") in found(
        standard(body)
    )


def test_a_number_is_given_once(standard) -> None:
    body = sec("1", sec("1.1") + sec("1.1"))
    assert found(standard(body)) == [("labels.duplicate", "1.1", "1.2 would be right here.")]


def test_numbering_begins_at_one_or_at_the_introduction(standard) -> None:
    assert found(standard(sec("0") + sec("1"))) == []
    assert found(standard(sec("3") + sec("4"))) == [("labels.first", "3", "1 would be right here.")]


def test_a_number_is_missing_between_neighbours(standard) -> None:
    assert found(standard(sec("1") + sec("") + sec("2"))) == [
        ("labels.missing", "", "Add <label> with the next number, and count on from there.")
    ]
    assert found(standard(sec("") + sec("1") + sec("2") + sec(""))) == []


@pytest.mark.parametrize(
    ("letters", "wrong"),
    [
        ("A B C", {}),
        ("A C", {"C": "B"}),
        ("H J", {}),
        ("А Б В", {}),
        ("Е Ж И К", {"Е": "А"}),
        ("ZA ZB", {}),
        ("NA NC", {"NC": "NB"}),
        ("A B ZA", {}),
    ],
)
def test_letters_of_annexes(standard, letters: str, wrong: dict[str, str]) -> None:
    apps = "".join(f"<app><label>Annex {letter}</label><title>t</title></app>" for letter in letters.split())
    remedies = {
        problem.clause: problem.suggestion.values["number"]
        for problem in validate(standard(back=f"<app-group>{apps}</app-group>"))
    }
    expected = dict(wrong)
    if letters.startswith("H"):
        expected["H"] = "A"
    assert remedies == expected


def test_amendments_count_like_what_they_amend(standard) -> None:
    meta = (
        '<std-meta><title-wrap xml:lang="zh"><main>筷</main></title-wrap>'
        "<std-ident><doc-number>1</doc-number><suppl-type>Amd</suppl-type></std-ident></std-meta>"
    )
    assert found(standard(sec("4", sec("4.7")) + sec("9"), meta=meta)) == []


def test_tables_are_counted_through(standard) -> None:
    body = sec("1", table("表1") + table("表3") + table("表3"))
    assert [(rule, remedy) for rule, _, remedy in found(standard(body))] == [
        ("numbering.sequence", "2 would be right here."),
        (
            "numbering.duplicate",
            "Give this <table-wrap> the next free number, and correct the references to it.",
        ),
    ]
    assert found(standard(sec("1", table("Table 1") + table("Table 1 (continued)") + table("Table 2")))) == []


def test_tables_of_an_annex_bear_its_letter(standard) -> None:
    apps = "".join(
        f"<app><label>附录{letter}</label><title>t</title>{table(number)}</app>"
        for letter, number in (("A", "表A.1"), ("B", "表C.1"))
    )
    assert found(standard(back=f"<app-group>{apps}</app-group>")) == [
        ("numbering.annex", "B", "B.1 would be right here.")
    ]


@pytest.mark.parametrize(
    ("labels", "rules"),
    [
        (["注："], []),
        (["注1：", "注2："], []),
        (["NOTE 1", "NOTE 2"], []),
        (["注1："], ["notes.alone"]),
        (["注：", "注："], ["notes.sequence", "notes.sequence"]),
        (["注1：", "注3："], ["notes.sequence"]),
    ],
)
def test_notes_are_counted_where_there_are_several(standard, labels: list[str], rules: list[str]) -> None:
    body = sec("1", "<p>x</p>" + "".join(map(note, labels)))
    assert [rule for rule, _, _ in found(standard(body))] == rules
    examples = sec("1", "<p>x</p>" + "".join(note(label, "non-normative-example") for label in labels))
    assert [rule for rule, _, _ in found(standard(examples))] == rules


def test_notes_count_anew_in_each_clause_and_table(standard) -> None:
    body = sec("1", note("注1：") + note("注2：") + sec("1.1", note("注：")))
    assert found(standard(body)) == []


def test_notes_to_entries_are_counted_even_alone(standard) -> None:
    entry = f"<term-sec><label>1.1</label>{note('Note 1 to entry:')}</term-sec>"
    assert found(standard(sec("1", entry))) == []


def test_a_note_has_a_label(standard) -> None:
    body = sec("1", "<non-normative-note><p>n</p></non-normative-note>")
    assert [rule for rule, _, _ in found(standard(body))] == ["notes.no-label"]


def test_titles_say_something(standard) -> None:
    assert [rule for rule, _, _ in found(standard("<sec><label>1</label><title> </title></sec>"))] == [
        "titles.empty"
    ]


@pytest.mark.parametrize(
    ("code", "remedy"),
    [
        ("zh-Hans", None),
        ("ru", None),
        ("yue", None),
        ("cn", "Did you mean zh?"),
        ("qq", "Use a code of BCP 47"),
    ],
)
def test_language_codes(standard, code: str, remedy: str | None) -> None:
    problems = found(standard(attributes=f'xml:lang="{code}"'))
    assert [rule for rule, _, _ in problems] == ([] if remedy is None else ["languages.unknown"])
    assert remedy is None or problems[0][2].startswith(remedy)


def test_metadata_can_serve(standard) -> None:
    meta = (
        '<std-meta><title-wrap xml:lang="zh"><main>筷</main></title-wrap>'
        '<title-wrap xml:lang="zh"><main>筷子</main></title-wrap>'
        '<std-ref type="dated">T/ZZB 9999</std-ref>'
        '<release-date iso-8601-date="2026-02-30">2026-02-30</release-date></std-meta><nat-meta/>'
    )
    assert sorted(rule for rule, _, _ in found(standard(meta=meta))) == [
        "metadata.date",
        "metadata.dated-without-year",
        "metadata.no-number",
        "metadata.title-twice",
    ]


def test_rules_beyond_the_grammar_do_not_change_the_document(standard) -> None:
    root = standard()
    before = etree.tostring(root)
    validate(root)
    assert etree.tostring(root) == before
