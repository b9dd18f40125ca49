"""The canonical form: one, stable, with the same content, and small differences."""

import difflib
import re
from pathlib import Path

import pytest
from documents import document, made_up_documents, real_documents
from hypothesis import given, settings
from lxml import etree

from workbench.sts import parsing
from workbench.sts.canonical import canonical, canonical_bytes, first_difference, format_file
from workbench.sts.errors import StsError
from workbench.sts.text import BLOCKS

XML_SPACE = re.compile(r"[ \t\r\n]+")
UNTOUCHED = (
    "p",
    "title",
    "label",
    "td",
    "th",
    "preformat",
    "code",
    "{http://www.w3.org/1998/Math/MathML}math",
)


def lines(source: bytes) -> list[str]:
    return source.decode().split("\n")


def changed_lines(before: bytes, after: bytes) -> int:
    """Lines that a diff shows with a minus or a plus, a changed line counted once."""
    matcher = difflib.SequenceMatcher(None, lines(before), lines(after), autojunk=False)
    return sum(max(i2 - i1, j2 - j1) for tag, i1, i2, j1, j2 in matcher.get_opcodes() if tag != "equal")


def content(source: bytes) -> tuple[object, ...]:
    """What a document says, found without the formatter's own notion of layout."""
    root = parsing.parse(source, "?").getroot()
    nodes = [
        (node.tag, dict(node.attrib) if isinstance(node.tag, str) else node.text) for node in root.iter()
    ]
    words = XML_SPACE.sub("", "".join(root.itertext()))
    texts = [
        (element.text, [(inner.tag, inner.text, inner.tail) for inner in element.iterdescendants()])
        for element in root.iter(*UNTOUCHED)
        if not any(True for _ in element.iterdescendants(*BLOCKS))
    ]
    return nodes, words, texts


@pytest.fixture(scope="module")
def documents(shared: Path) -> list[Path]:
    found = real_documents(shared)
    assert len(found) >= 20
    return found


def test_formatting_twice_changes_nothing_more_and_content_stays(documents: list[Path]) -> None:
    for path in documents:
        source = path.read_bytes()
        once = canonical(source, path.name)
        assert canonical(once) == once, path
        assert content(source) == content(once), path
        assert b"\r" not in once
        assert once.endswith(b">\n")


def test_comments_instructions_doctype_and_entities_survive_in_real_documents(documents: list[Path]) -> None:
    for path in documents:
        source = path.read_text(encoding="utf-8")
        formatted = canonical(source.encode()).decode()
        for kept in (r"<!--.*?-->", r"<\?xml-.*?\?>", r"(?<!&)&[A-Za-z]\w*;", r"<!\[CDATA\[.*?\]\]>"):
            assert re.findall(kept, source, re.DOTALL) == re.findall(kept, formatted, re.DOTALL), path
        doctype = re.search(r"<!DOCTYPE[^>]*>", source)
        if doctype:
            assert XML_SPACE.sub(" ", doctype.group()) in formatted


@given(source=made_up_documents())
@settings(max_examples=150, deadline=None)
def test_any_document_keeps_its_content_and_has_one_form(source: bytes) -> None:
    once = canonical(source)
    assert canonical(once) == once
    assert content(source) == content(once)
    for kept in (rb"&note;", rb"<!\[CDATA\[.*?\]\]>", rb"<!--.*?-->", rb"<\?sw.*?\?>"):
        assert re.findall(kept, source, re.DOTALL) == re.findall(kept, once, re.DOTALL)


def test_a_one_word_edit_changes_at_most_three_lines(documents: list[Path]) -> None:
    edited = 0
    for path in documents:
        source = path.read_bytes()
        formatted = canonical(source)
        root = parsing.parse(source, "?").getroot()
        texts = [element for element in root.iter() if len((element.text or "").split()) > 3]
        for element in texts[:: max(1, len(texts) // 5)]:
            before = element.text
            element.text = re.sub(r"\S+(\s*)$", r"replaced\1", before)
            assert 1 <= changed_lines(formatted, canonical_bytes(root.getroottree())) <= 3, (path, before)
            element.text = before
            edited += 1
    assert edited >= 50


def test_every_block_has_its_line_and_mixed_content_keeps_its_spaces() -> None:
    body = (
        '<sec sec-type="x"  id="s1"><label>1</label><title>A  <bold>b</bold>\n</title>\n\n\n'
        "<p>one\n   two<fn><p>f</p>\n</fn>: <list><list-item><label>a)</label><p>x</p></list-item></list></p>"
        "<p> <bold>x</bold> <italic>y</italic> </p></sec><sec> </sec>"
    )
    assert canonical(document(body)).decode().split("<body>\n")[1] == (
        '  <sec id="s1" sec-type="x">\n'
        "   <label>1</label>\n"
        "   <title>A  <bold>b</bold>\n</title>\n"
        "   <p>one\n   two<fn><p>f</p>\n</fn>: <list>\n"
        "     <list-item>\n"
        "      <label>a)</label>\n"
        "      <p>x</p>\n"
        "     </list-item>\n"
        "    </list></p>\n"
        "   <p> <bold>x</bold> <italic>y</italic> </p>\n"
        "  </sec>\n"
        "  <sec/>\n"
        " </body>\n"
        "</standard>\n"
    )


@pytest.mark.parametrize(
    "kept",
    [
        "<preformat>  a\n\n b  </preformat>",
        "<code>\tif x:\n\t\ty</code>",
        '<list xml:space="preserve"> <list-item>  <p>x</p> </list-item> </list>',
        "<mml:math> <mml:mi>x</mml:mi>\n <mml:mo>=</mml:mo> </mml:math>",
        "<unknown> <p>x</p>  </unknown>",
        "<sec>&lead; <p>x</p>  <p>y</p></sec>",
        "<td> <p>x</p> </td>",
    ],
)
def test_whitespace_that_means_something_is_untouched(kept: str) -> None:
    source = document(f"<sec>{kept}</sec>", doctype='<!DOCTYPE standard [<!ENTITY lead "Lead">]>')
    assert kept in canonical(source).decode()


def test_no_break_space_is_text() -> None:
    assert "<list>\u00a0<list-item/>" in canonical(document("<list>\u00a0<list-item/></list>")).decode()


def test_attributes_stand_in_one_order_and_keep_their_values() -> None:
    value = "1 &lt; 2 &amp; &quot;x&quot; &#10; '&note;"
    doctype = '<!DOCTYPE standard [<!ENTITY note "N">]>'
    tag = f'<sec specific-use="{value}" xml:lang="zh" id="s" sec-type="a"><p/></sec>'
    formatted = canonical(document(tag, doctype=doctype)).decode()
    assert f'<sec id="s" sec-type="a" specific-use="{value}" xml:lang="zh">' in formatted


def test_prologue_internal_subset_and_epilogue_survive() -> None:
    subset = '<!-- ]> --><!ENTITY a "]&gt;">\n<!ATTLIST p kind CDATA "d">'
    doctype = f'<!DOCTYPE standard PUBLIC "-//x//y" "a.dtd" [{subset}]>\n'
    source = document("<sec><p>&a;</p></sec>", doctype=doctype, before="<!-- before --><?pi one?>")
    formatted = canonical(source + b"<!-- after --><?fin?>").decode()
    for kept in ("<!-- ]> -->", '<!ENTITY a "]&gt;">', '<!ATTLIST p kind CDATA "d">', "<p>&a;</p>"):
        assert kept in formatted
    assert "\n<!-- before -->\n<?pi one?>\n<standard" in formatted
    assert formatted.endswith("</standard>\n<!-- after -->\n<?fin?>\n")


def test_other_encodings_line_ends_and_marks_become_utf8_with_lf() -> None:
    text = document("<sec><p>含水率</p></sec>").decode()
    expected = canonical(text.encode())
    assert canonical(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()) == expected
    assert canonical(text.replace('"UTF-8"', '"GB18030"').encode("gb18030")) == expected


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<p>a b</p>", "<p>a  b</p>"),
        ("<p>a</p>", "<p>a </p>"),
        ('<p id="a"/>', '<p id="b"/>'),
        ("<p/><list/>", "<list/><p/>"),
        ("<p><!-- a --></p>", "<p/>"),
        ("<p>&x;</p>", "<p>X</p>"),
        ("<p>&x;</p>", "<p>&y;</p>"),
        ("<p><?a b?></p>", "<p><?a c?></p>"),
        ("<preformat> <bold/></preformat>", "<preformat><bold/></preformat>"),
        ('<list xml:space="preserve"> <list-item/></list>', '<list xml:space="preserve"><list-item/></list>'),
        ("<p/>", "<p/><p/>"),
    ],
)
def test_the_proof_sees_every_change_of_content(before: str, after: str) -> None:
    doctype = '<!DOCTYPE standard [<!ENTITY x "X"><!ENTITY y "Y">]>'
    one, other = (parsing.parse(document(text, doctype=doctype), "?") for text in (before, after))
    assert first_difference(one, other)
    assert not first_difference(one, parsing.parse(canonical(document(before, doctype=doctype)), "?"))


def test_a_form_that_is_not_equal_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "a.sts.xml"
    source = document("<sec>  <p>text</p></sec>")
    file.write_bytes(source)
    added = lambda tree: '<?xml version="1.0"?><!-- new -->'  # noqa: E731
    monkeypatch.setattr("workbench.sts.canonical._declaration", added)
    with pytest.raises(StsError) as raised:
        format_file(file)
    assert raised.value.key == "sts.format-not-equal"
    assert file.read_bytes() == source


def test_format_file_says_whether_it_changes_and_check_does_not_write(tmp_path: Path) -> None:
    file = tmp_path / "a.sts.xml"
    source = document("<sec> <p>text</p></sec>")
    file.write_bytes(source)
    assert format_file(file, check=True)
    assert file.read_bytes() == source
    assert format_file(file)
    assert file.read_bytes() == canonical(source)
    before = file.stat().st_mtime_ns
    assert not format_file(file)
    assert file.stat().st_mtime_ns == before
    assert [path.name for path in tmp_path.iterdir()] == ["a.sts.xml"]


def test_the_tree_is_left_as_it_is() -> None:
    tree = parsing.parse(document("<sec>  <p>a</p> </sec>"), "?")
    before = etree.tostring(tree)
    canonical_bytes(tree)
    assert etree.tostring(tree) == before
