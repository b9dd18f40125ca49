"""Messages about structure name the place, the fault and what would be right."""

import pytest

from workbench.sts.validation import Problem, Severity, validate

SEC = '<sec id="s1"><label>1</label><title>范围</title>{}</sec>'


def only(problems: tuple[Problem, ...]) -> Problem:
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    assert len(errors) == 1, [problem.message.render("en") for problem in errors]
    return errors[0]


CASES = [
    (
        SEC.format("<p>a<fm>b</fm></p>"),
        "grammar.element-unknown",
        "Element <fm> inside <p> is not known in STS.",
        "Did you mean <fn>?",
    ),
    (
        SEC.format("<paragraph>a</paragraph>"),
        "grammar.element-unknown",
        "Element <paragraph> inside <sec> is not known in STS.",
        "Did you mean",
    ),
    (
        SEC.format("<td>a</td>"),
        "grammar.element-not-allowed",
        "<td> may not stand inside <sec>.",
        "It belongs in: <tr>. Allowed here:",
    ),
    (
        '<sec id="s1"><title>范围</title><label>1</label><p>a</p></sec>',
        "grammar.element-order",
        "<label> stands too late inside <sec>.",
        "Move <label> before <title> (line 2).",
    ),
    (
        SEC.format("<title>范围</title>"),
        "grammar.element-repeated",
        "<title> stands once too often inside <sec>.",
        "Keep one <title>; the other stands at line 2.",
    ),
    (
        '<sec id="s1"><p>a</p></sec>',
        "grammar.missing-before",
        "<sec> lacks <label>, <title> before <p>.",
        "Insert <label>, <title> before <p>.",
    ),
    (
        SEC.format('<list list-type="dash"><list-item><label>—</label></list-item></list>'),
        "grammar.incomplete",
        "<list-item> is not complete:",
        "Add ",
    ),
    (
        SEC.format("<list/>"),
        "grammar.empty",
        "<list> is empty; it lacks <list-item>.",
        "Insert <list-item>.",
    ),
    (SEC.format("loose"), "grammar.text", "Text may not stand directly in <sec>: “loose”.", "<p>"),
    (
        SEC.format('<p>a<xref rdi="s1">1</xref></p>'),
        "grammar.attribute-unknown",
        "Attribute “rdi” is not known on <xref>.",
        "Did you mean rid?",
    ),
    (
        SEC.format('<p colspan="2">a</p>'),
        "grammar.attribute-unknown",
        "Attribute “colspan” is not known on <p>.",
        "This attribute belongs on: <td>, <th>.",
    ),
    (
        SEC.format('<p>a<xref ref-type="tabel" rid="s1">1</xref></p>'),
        "grammar.attribute-value",
        "“tabel” is not a value of attribute “ref-type” on <xref>.",
        "Did you mean “table”?",
    ),
    (
        SEC.format('<p id="4.1">a</p>'),
        "grammar.attribute-value",
        "“4.1” is not a value of attribute “id” on <p>.",
        "Expected: an id that begins with a letter",
    ),
    (
        SEC.format("<p><named-content>a</named-content></p>"),
        "grammar.attribute-missing",
        "<named-content> lacks its attribute “content-type”.",
        "Add content-type=",
    ),
]


@pytest.mark.parametrize(("body", "rule", "message", "suggestion"), CASES)
def test_says_what_is_wrong_and_what_would_be_right(standard, body, rule, message, suggestion) -> None:
    problem = only(validate(standard(body)))
    assert problem.rule == rule
    assert problem.message.render("en").startswith(message)
    assert problem.suggestion is not None
    assert suggestion in problem.suggestion.render("en")
    assert problem.line == 2


@pytest.mark.parametrize(("body", "rule", "message", "suggestion"), CASES)
def test_says_it_in_chinese(standard, body, rule, message, suggestion) -> None:
    problem = only(validate(standard(body)))
    assert any("\u4e00" <= letter <= "\u9fff" for letter in problem.message.render("zh"))
    assert problem.suggestion is not None
    assert any("\u4e00" <= letter <= "\u9fff" for letter in problem.suggestion.render("zh"))


def test_metadata_stand_in_their_order(standard) -> None:
    meta = (
        "<std-meta><release-version>WD</release-version>"
        '<title-wrap xml:lang="zh"><main>筷</main></title-wrap>'
        '<std-ref type="dated">T/ZZB 1—2026</std-ref></std-meta>'
    )
    problem = only(validate(standard(meta=meta)))
    assert (problem.rule, problem.element) == ("grammar.element-order", "title-wrap")
    assert problem.suggestion.render("en") == "Move <title-wrap> before <release-version> (line 1)."


def test_one_slip_is_one_message(standard) -> None:
    body = "".join(f"<sec><label>{n}</label><titel>a</titel><p>b</p></sec>" for n in (1, 2))
    problems = [problem for problem in validate(standard(body)) if problem.severity is Severity.ERROR]
    assert [problem.message.values["element"] for problem in problems] == ["titel", "titel"]
    assert [problem.clause for problem in problems] == ["1", "2"]


def test_root_must_be_a_standard_or_an_adoption(standard) -> None:
    problem = only(validate(standard().find("body")))
    assert problem.rule == "grammar.root"
    assert problem.suggestion.render("en") == "Begin with <adoption> / <standard>."


def test_other_vocabularies_may_stand_in_xml_annotations(standard) -> None:
    formula = (
        "<p><inline-formula><mml:math><mml:semantics><mml:mi>x</mml:mi><mml:annotation-xml>"
        '<y xmlns="urn:other" a="1"><z/></y></mml:annotation-xml></mml:semantics></mml:math>'
        "</inline-formula></p>"
    )
    assert validate(standard(SEC.format(formula))) == ()


def test_a_good_document_has_no_problem(standard) -> None:
    assert validate(standard()) == ()


def test_comments_and_instructions_do_not_matter(standard) -> None:
    assert validate(standard(SEC.format('<!-- a --><?sw uid="k3f9"?><p>b<!-- c --></p>'))) == ()
