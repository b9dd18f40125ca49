import re
from collections import Counter
from pathlib import Path

import html5lib
import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from workbench import sts
from workbench.interchange import render_standard, stylesheet

PNG = bytes.fromhex("89504e470d0a1a0a")
SHARED = ("data/sts/*.xml", "data/sts/small/*.xml", "gold/cases/*/*.sts.xml")


def page_of(standard: sts.Standard) -> lxml.html.HtmlElement:
    return lxml.html.fromstring(render_standard(standard, ui_language="en").html)


def text_of(page: lxml.html.HtmlElement, path: str) -> str:
    (found,) = page.xpath(path)
    return " ".join(found.text_content().split())


def document(body: str, language: str = "en") -> sts.Standard:
    return sts.load(
        f'<standard xml:lang="{language}" xmlns:xlink="http://www.w3.org/1999/xlink" '
        'xmlns:mml="http://www.w3.org/1998/Math/MathML">'
        f"<body><sec><title>T</title>{body}</sec></body></standard>".encode()
    )


def assert_harmless(html: str) -> None:
    """Nothing runs, nothing is loaded from elsewhere."""
    page = lxml.html.document_fromstring(html)
    assert not page.xpath("//script | //iframe | //object | //embed | //link | //style | //base | //form")
    for element in page.iter():
        for name, value in element.attrib.items():
            assert not name.lower().startswith("on"), (element.tag, name)
            assert name not in ("style", "srcset", "background", "formaction", "action")
            if name == "src":
                assert value.startswith("data:image/")
            if "href" in name:
                assert re.match(r"#|https?:|mailto:", value), value


def test_shows_number_title_and_anchor_of_a_clause(standard: sts.Standard) -> None:
    page = page_of(standard)
    section = page.get_element_by_id("wb-sec-s5.1")
    assert section.get("data-clause") == "5.1"
    assert text_of(section, "h3") == "5.1 外观a"


def test_outline_leads_to_every_titled_clause(standard: sts.Standard) -> None:
    rendered = render_standard(standard)
    page = lxml.html.fromstring(rendered.html)
    assert [(item.number, item.title, item.level) for item in rendered.outline] == [
        ("", "前言", 1),
        ("5", "要求", 1),
        ("5.1", "外观ᵃ", 2),
        ("5.2", "", 2),
        ("6", "术语", 1),
        ("附录A", "资料", 1),
        ("A.1", "概述", 2),
        ("", "参考文献", 1),
    ]
    for item in rendered.outline:
        assert page.get_element_by_id(item.anchor).tag == "section"
    assert [item.normative for item in rendered.outline][5:7] == [False, False]


def test_cover_has_designation_titles_and_metadata_in_the_users_language(standard: sts.Standard) -> None:
    page = page_of(standard)
    assert text_of(page, "//header/p[@class='wb-designation']") == "T/ZZB 1—2026"
    assert text_of(page, "//header/h1") == "保温杯"
    assert text_of(page, "//header/p[@lang='en']") == "Cups"
    assert text_of(page, "//header/dl") == "ICS97.040.60CommitteeZZB/WG 1"
    assert "技术委员会" in render_standard(standard, ui_language="zh").html


def test_every_provision_is_marked_once(standard: sts.Standard) -> None:
    marked = Counter(page_of(standard).xpath("//@data-provision"))
    assert marked == Counter(provision.id for provision in standard.provisions)


def test_line_breaks_of_the_source_beside_chinese_are_no_spaces(standard: sts.Standard) -> None:
    (paragraph,) = page_of(standard).xpath("//*[@data-provision='p1']")
    assert paragraph.text_content() == "本文件按照GB/T 1.1—2020起草。"


def test_cross_references_lead_somewhere_or_are_text(standard: sts.Standard) -> None:
    page = page_of(standard)
    anchors = set(page.xpath("//@id"))
    assert all(address[1:] in anchors for address in page.xpath("//a/@href"))
    (reference,) = page.xpath("//*[@data-provision='p2']/a[contains(@class,'wb-xref')][1]")
    assert reference.text_content() == "表1"
    assert "别处" in text_of(page, "//*[@data-provision='p2']")


def test_footnote_stands_below_its_clause(standard: sts.Standard) -> None:
    page = page_of(standard)
    (note,) = page.xpath("//section[@data-clause='5']/div[@class='wb-footnotes']")
    assert "脚注文字" in note.text_content()
    mark = page.xpath("//*[@data-provision='p2']/sup[@class='wb-fnref']/a")[0]
    assert page.get_element_by_id(mark.get("href")[1:]).text_content().strip().endswith("脚注文字")
    assert "脚注文字" not in text_of(page, "//*[@data-provision='p2']")


def test_margin_line_and_changes(standard: sts.Standard) -> None:
    (paragraph,) = page_of(standard).xpath("//*[@data-provision='p2']")
    assert "wb-deviation" in paragraph.get("class")
    assert paragraph.findtext("del") == "60 s"
    assert paragraph.findtext("ins") == "120 s"


def test_lists_keep_their_labels(standard: sts.Standard) -> None:
    (item,) = page_of(standard).xpath("//*[@data-provision='i1']")
    assert item.tag == "li"
    assert item.findtext("span[@class='wb-label']") == "a)"
    assert item.xpath(".//*[@data-provision='i2']")


def test_table_keeps_spans_caption_and_footnotes(standard: sts.Standard) -> None:
    page = page_of(standard)
    (table,) = page.xpath("//*[@id='wb-id-t1']")
    assert text_of(table, "div[@class='wb-caption']") == "表1 指标"
    assert table.index(table.find("div[@class='wb-caption']")) == 0
    assert table.xpath(".//thead//th/@rowspan") == ["2"]
    assert table.xpath(".//thead//th/@colspan") == ["2"]
    assert "表脚注" in text_of(table, ".//div[@class='wb-table-foot']")
    assert [cell.tag for cell in table.xpath(".//tr[@data-provision='r1']/*")] == ["td"] * 3


def test_term_entry_reads_like_a_printed_one(standard: sts.Standard) -> None:
    (term,) = page_of(standard).xpath("//*[@data-provision='d1']")
    texts = [" ".join(part.text_content().split()) for part in term.iter("div") if not part.findall("div")]
    assert texts == [
        "6.1", "批", "批次", "DEPRECATED: 炉", "同一班次的产品", "注的文字", "[SOURCE: GB/T 1]", "batch",
        "made in one shift",
    ]  # fmt: skip
    assert [bold.text_content() for bold in term.iter("b")] == ["批", "batch"]
    assert term.xpath(".//*[@lang='en']")


def test_formula_is_mathml_that_browsers_know(standard: sts.Standard) -> None:
    (formula,) = page_of(standard).xpath("//*[@data-provision='fo1']")
    assert formula.findtext("span[@class='wb-formula-number']") == "(1)"
    (math,) = formula.iter("math")
    assert [node.tag for node in math.iter()].count("mfrac") == 1
    assert not list(math.iter("mfenced"))
    assert "".join(math.itertext()) == "[a,b]=lt"


def test_picture_beside_the_document_is_shown_inside_the_page(standard: sts.Standard, tmp_path: Path) -> None:
    assert "shape.png" in text_of(page_of(standard), "//*[@class='wb-missing-picture']")
    (tmp_path / "shape.png").write_bytes(PNG)
    (image,) = page_of(standard).iter("img")
    assert image.get("src") == "data:image/png;base64,iVBORw0KGgo="


def test_picture_outside_the_documents_folder_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(PNG)
    folder = tmp_path / "drafts"
    folder.mkdir()
    path = folder / "a.sts.xml"
    for address in (
        "../secret.png",
        str(tmp_path / "secret.png"),
        "file:///etc/passwd.png",
        "http://x/y.png",
    ):
        path.write_text(
            '<standard xmlns:xlink="http://www.w3.org/1999/xlink"><body><sec><title>T</title><fig>'
            f'<graphic xlink:href="{address}"/></fig></sec></body></standard>'
        )
        assert "<img" not in render_standard(sts.load(path)).html


def test_text_of_unknown_elements_is_shown(standard: sts.Standard) -> None:
    page = page_of(standard)
    assert text_of(page, "//*[@data-provision='p5']") == "未知元素的文字保留。"
    assert text_of(page, "//*[@data-provision='p6']") == "未知块中的段。"


def test_entities_read_as_text(standard: sts.Standard) -> None:
    assert text_of(page_of(standard), "//*[@data-provision='p3']") == "无标题条的 cup 文字。"
    assert "a — b" in render_standard(sts.load(
        b'<!DOCTYPE standard SYSTEM "x.dtd"><standard><body><p>a &mdash; b</p></body></standard>'
    )).html  # fmt: skip


def test_annex_says_its_status_and_right_to_left_text_its_direction(standard: sts.Standard) -> None:
    page = page_of(standard)
    (annex,) = page.find_class("wb-annex")
    assert text_of(annex, "h2") == "附录A (资料性) 资料"
    assert annex.get("data-clause") == "A"
    (arabic,) = page.xpath("//*[@data-provision='p7']")
    assert (arabic.get("lang"), arabic.get("dir")) == ("ar", "rtl")


def test_each_level_of_an_adoption_has_a_heading() -> None:
    standard = sts.load(
        b'<adoption xml:lang="en"><adoption-front><std-meta><title-wrap xml:lang="en"><main>Outer</main>'
        b'</title-wrap><std-ref type="dated">GB/T 1-2026</std-ref></std-meta></adoption-front><standard>'
        b'<front><std-meta><title-wrap xml:lang="en"><main>Inner</main></title-wrap>'
        b'<std-ref type="dated">ISO 1:2025</std-ref></std-meta></front><body><sec id="s1"><label>1</label>'
        b"<title>Scope</title><p>x</p></sec></body></standard></adoption>"
    )
    rendered = render_standard(standard)
    assert [(item.number, item.level) for item in rendered.outline] == [
        ("GB/T 1-2026", 1),
        ("ISO 1:2025", 1),
        ("1", 2),
    ]
    assert text_of(lxml.html.fromstring(rendered.html), "//header[@class='wb-inner-cover']/h2") == "Inner"


def test_hostile_documents_cannot_run_or_load_anything() -> None:
    standard = document(
        '<p id="x&quot; onmouseover=&quot;alert(1)">&lt;script&gt;alert(1)&lt;/script&gt;'
        '<ext-link xlink:href="javascript:alert(1)">a</ext-link><ext-link xlink:href=" JaVaScRiPt:x">b</ext-link>'
        "<uri>javascript:alert(2)</uri><email>x@y.org</email>"
        '<ext-link xlink:href="https://example.org/?a=1&amp;b=2">c<xref rid="s"/></ext-link>'
        '<styled-content style="font-weight:bold;background:url(http://evil/x)">d</styled-content>'
        '<inline-graphic xlink:href="http://evil/x.png"/><inline-graphic xlink:href="data:text/html,&lt;b&gt;"/></p>'
        "<script>alert(3)</script><iframe src='http://evil'>e</iframe><p onclick='alert(4)'>f</p>"
        '<disp-formula><mml:math><mml:mi href="javascript:alert(5)" onclick="x">g</mml:mi><mml:semantics>'
        '<mml:mi>h</mml:mi><mml:annotation-xml encoding="text/html"><img src="x" onerror="alert(6)"/>'
        '</mml:annotation-xml></mml:semantics><mml:maction actiontype="statusline"><mml:mi>i</mml:mi>'
        "</mml:maction></mml:math></disp-formula>"
        '<table-wrap><table><tbody><tr><td colspan="99999999999" rowspan="-1" style="x:y">j</td></tr></tbody>'
        "</table></table-wrap>"
    )
    html = render_standard(standard).html
    assert_harmless(html)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    text = lxml.html.fromstring(html).text_content()
    assert all(word in text for word in ("alert(2)", "alert(3)", "a", "c", "d", "e", "f", "g", "h", "i", "j"))


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1))
def test_any_text_is_shown_as_it_is(text: str) -> None:
    element = etree.Element("p")
    try:
        element.text = text
    except ValueError:
        return
    source = etree.tostring(element, encoding="unicode")
    if not text.strip(" "):
        return
    html = render_standard(document(source)).html
    assert_harmless(html)
    (paragraph,) = lxml.html.fromstring(html).xpath("//p[@class='wb-p']")
    assert paragraph.text_content() == re.sub(" +", " ", text).strip(" ")


@pytest.mark.parametrize("name", ["sec", "unknown", "bold"])
def test_documents_as_deep_as_they_may_be_are_written(name: str) -> None:
    nested = f"<{name}>" * 245 + "deep" + f"</{name}>" * 245
    assert "deep" in render_standard(document(f"<p>{nested}</p>" if name == "bold" else nested)).html


def test_two_documents_on_one_page_have_other_anchors(standard: sts.Standard) -> None:
    first = set(page_of(standard).xpath("//@id"))
    second = lxml.html.fromstring(render_standard(standard, anchor_prefix="b-").html)
    assert first.isdisjoint(second.xpath("//@id"))
    assert len(first) == len(page_of(standard).xpath("//@id"))


def test_page_is_well_formed_html(standard: sts.Standard) -> None:
    html5lib.HTMLParser(strict=True).parseFragment(render_standard(standard).html)


def test_stylesheet_loads_nothing() -> None:
    assert "url(" not in stylesheet()
    assert "@import" not in stylesheet()
    assert "var(--jp-" in stylesheet()


@pytest.mark.parametrize("pattern", SHARED)
def test_shared_documents(shared: Path, pattern: str) -> None:
    """Real documents: each provision once, well-formed, harmless, links that lead somewhere."""
    rendered_some = False
    for path in sorted(shared.glob(pattern)):
        try:
            standard = sts.load(path)
        except sts.StsError:
            continue  # one sample uses a namespace prefix that it does not declare
        html = render_standard(standard).html
        page = lxml.html.fromstring(html)
        assert Counter(page.xpath("//@data-provision")) == Counter(p.id for p in standard.provisions), path
        assert not [name for name, count in Counter(page.xpath("//@id")).items() if count > 1], path
        html5lib.HTMLParser(strict=True).parseFragment(html)
        assert_harmless(html)
        rendered_some = True
    assert rendered_some
