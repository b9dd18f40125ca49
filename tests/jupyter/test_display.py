import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import html5lib
import lxml.html
import pandas as pd
import pytest

from workbench import sts
from workbench.alignment import Link
from workbench.divergence import Comparison, Divergence, DocumentIdentity, Excerpt
from workbench.jupyter import display
from workbench.jupyter.display import ComparisonView, DisplayError
from workbench.messages import using_ui_language

HOSTILE = "<script>alert('x')</script> | *b*"


def standard(language: str, designation: str, body: str) -> sts.Standard:
    return sts.load(
        f'<standard xml:lang="{language}"><front><std-meta><title-wrap xml:lang="{language}"><main>Title '
        "&lt;script&gt;alert('x')&lt;/script&gt;</main></title-wrap>"
        f'<std-ref type="dated">{designation}</std-ref></std-meta></front><body>{body}</body></standard>'.encode()
    )


@pytest.fixture
def draft() -> sts.Standard:
    return standard(
        "zh",
        "T/ZZB 1—2026",
        '<sec id="s1"><label>1</label><title>范围</title><p id="p1">适用于杯。</p>'
        '<sec id="s11"><label>1.1</label><title>细则</title><p id="p2">吸水率应不大于0.3 %。</p></sec></sec>'
        '<sec id="s2"><label>2</label><title>要求</title><p id="p3">附加。</p></sec>',
    )


@pytest.fixture
def view(draft: sts.Standard) -> ComparisonView:
    reference = standard(
        "en",
        "ISO 1:2025",
        '<sec id="s1"><label>1</label><title>Scope</title><p id="q1">For cups.</p>'
        '<p id="q2">Absorption shall not exceed 0,5 %.</p></sec>',
    )

    def finding(number: int, category: str, severity: str, **more: Any) -> Divergence:
        values = {
            "id": f"D{number:02}", "category": category, "sub": "stricter", "nature": "T", "severity": severity, "effect": {"degree": "MOD", "advanced": "?"},
            "draft": (), "reference": (), "rule": "r", "confidence": 0.5,
            "note": {"en": f"Note {number} {HOSTILE}", "zh": f"说明{number}"},
        }  # fmt: skip
        return Divergence.model_validate(values | more)

    comparison = Comparison(
        draft=DocumentIdentity(designation="T/ZZB 1—2026", title={}, language="zh"),
        reference=DocumentIdentity(designation="ISO 1:2025", title={}, language="en"),
        alignment=(
            Link(draft=("p1",), reference=("q1",), relation="equivalent", score=0.9),
            Link(draft=("p2",), reference=("q2",), relation="equivalent", score=0.8, moved=True),
            Link(draft=("p3",), reference=(), relation="added"),
        ),
        divergences=(
            finding(1, "QL", "major", draft=("p2",), reference=("q2",), draft_value="≤ 0.3 %",
                    reference_value="≤ 0,5 %",
                    draft_evidence=(Excerpt(provision="p2", clause="1.1", start=4, end=12, text="不大于0.3 %"),)),
            finding(2, "AD", "minor", draft=("p3",)),
        ),
        degree="MOD",
        degree_reason={"en": "Because.", "zh": "因为。"},
    )  # fmt: skip
    return ComparisonView(comparison, draft, reference, ui_language="en")


def test_view_is_well_formed_and_cannot_run_anything(view: ComparisonView) -> None:
    html = view._repr_html_()
    html5lib.HTMLParser(strict=True).parseFragment(html)
    page = lxml.html.fromstring(f"<div>{html}</div>")
    assert not page.xpath("//script | //@onclick | //@src | //link | //iframe")
    assert "url(" not in html
    assert HOSTILE in page.text_content()


def test_view_without_its_style_and_inputs_is_still_a_readable_table(view: ComparisonView) -> None:
    page = lxml.html.fromstring(f"<div>{view._repr_html_()}</div>")
    for element in page.xpath("//style | //input"):
        element.drop_tree()
    rows = page.xpath("//table[@class='wb-findings']/tbody/tr")
    assert [row.xpath("td[1]")[0].text_content() for row in rows] == ["D01", "D02"]
    text = " ".join(rows[0].text_content().split())
    for part in ("Major", "1.1 细则", "Quantity or limit", "stricter", "≤ 0.3 %", "≤ 0,5 %", "Note 1"):
        assert part in text
    assert rows[0].xpath(".//mark/text()") == ["不大于0.3 %"]


def test_choices_of_the_view_hide_all_other_findings(view: ComparisonView) -> None:
    html = view._repr_html_()
    page = lxml.html.fromstring(f"<div>{html}</div>")
    (style,) = page.xpath("//style/text()")
    for choice, attribute in re.findall(
        r':has\(#([\w-]+):checked\) \.wb-listed:not\(\[([\w-]+="\w+")\]\)', style
    ):
        assert page.xpath(f"//input[@id='{choice}']")
        assert page.xpath(f"//tr[@{attribute}]")
    assert len(page.xpath("//input[@id]")) == 4


def test_two_outputs_of_one_view_share_no_ids(view: ComparisonView) -> None:
    ids = [set(re.findall(r' id="([^"]+)"', view._repr_html_())) for _ in range(2)]
    assert ids[0].isdisjoint(ids[1])


def test_to_frame_has_codes_and_texts(view: ComparisonView) -> None:
    frame = view.to_frame()
    assert list(frame.columns) == [
        "id", "category", "sub", "severity", "nature", "clause", "draft_text", "reference_text", "draft_value",
        "reference_value", "confidence", "note",
    ]  # fmt: skip
    assert frame.loc[0, "category"] == "QL"
    assert frame.loc[0, "clause"] == "1.1"
    assert frame.loc[0, "draft_text"] == "吸水率应不大于0.3 %。"
    assert frame.loc[1, "reference_text"] == ""
    assert frame["confidence"].dtype == float


def test_to_frame_speaks_the_users_language_on_demand(view: ComparisonView) -> None:
    frame = view.to_frame(ui_language="zh")
    assert frame.loc[0, "类别"] == "量值或限值"
    assert frame.loc[0, "子类"] == "更严"
    assert frame.loc[0, "说明"] == "说明1"


def test_alignment_frame_lists_every_provision_once(view: ComparisonView) -> None:
    frame = view.alignment_frame()
    assert list(frame["draft_ids"]) == ["p1", "p2", "p3"]
    assert list(frame["relation"]) == ["equivalent", "equivalent", "added"]
    assert list(frame["moved"]) == [False, True, False]
    assert pd.isna(frame.loc[2, "score"])
    assert list(frame["weak"]) == [False, False, False]
    assert list(frame["decision"]) == ["", "", ""]
    assert "对应" in set(view.alignment_frame(ui_language="zh")["对应关系"])


def test_empty_frames_keep_their_columns(view: ComparisonView) -> None:
    empty = view.filter(severity="blocker")
    assert list(empty.to_frame().columns) == list(view.to_frame().columns)
    html5lib.HTMLParser(strict=True).parseFragment(empty._repr_html_())


def test_filter_keeps_findings_and_the_whole_alignment(view: ComparisonView) -> None:
    assert [found.id for found in view.filter(category="QL")] == ["D01"]
    assert len(view.filter(severity=["major", "minor"])) == 2
    assert len(view.filter(category="AD", severity="major")) == 0
    assert len(view.filter(category="QL").alignment_frame()) == 3
    assert len(view) == 2


def test_filter_says_what_can_be_asked_for(view: ComparisonView) -> None:
    with pytest.raises(DisplayError, match="blocker, major, minor, info"):
        view.filter(severity="mayor")
    with pytest.raises(DisplayError, match="AD, QL"):
        view.filter(category="XX")


def test_plain_and_markdown_forms(view: ComparisonView) -> None:
    assert repr(view) == (
        "T/ZZB 1—2026 compared with ISO 1:2025: MOD (modified), 2 findings (Major 1, Minor 1)"
    )
    lines = view._repr_markdown_().splitlines()
    assert lines[4].startswith(
        "| D01 | Major | 1.1 | Quantity or limit – stricter | ≤ 0.3 % | ≤ 0,5 % | Note 1"
    )
    assert lines[4].endswith(r"\<script\>alert\('x'\)\</script\> \| \*b\* |")
    assert len({len(re.findall(r"(?<!\\)\|", line)) for line in lines[2:]}) == 1


def test_save_html_writes_the_report(view: ComparisonView, tmp_path: Path) -> None:
    path = view.save_html(tmp_path / "report.html", ui_language="zh")
    assert '<html lang="zh">' in path.read_text(encoding="utf-8")


def test_standard_shows_outline_and_text(draft: sts.Standard) -> None:
    with using_ui_language("zh"):
        html = display.standard_html(draft)
    html5lib.HTMLParser(strict=True).parseFragment(html)
    page = lxml.html.fromstring(f"<div>{html}</div>")
    assert not page.xpath("//script")
    links = page.xpath("//div[@class='wb-contents']//a")
    assert [" ".join(link.text_content().split()) for link in links] == ["1 范围", "1.1 细则", "2 要求"]
    assert links[1].xpath("count(ancestor::ul)") == 2
    assert {link.get("href")[1:] for link in links} <= set(page.xpath("//@id"))
    assert len(page.xpath("//*[@data-provision]")) == 3
    assert "条款 3 个" in page.text_content()


def test_standard_as_markdown_is_only_text(draft: sts.Standard) -> None:
    markdown = display.standard_markdown(draft)
    assert "<script>" not in markdown
    assert "  - 1.1 细则" in markdown


def test_ipython_shows_standards_once_installed(monkeypatch: pytest.MonkeyPatch, draft: sts.Standard) -> None:
    from IPython.core.formatters import DisplayFormatter

    formatter = DisplayFormatter()
    shell = SimpleNamespace(display_formatter=formatter)
    monkeypatch.setattr("IPython.get_ipython", lambda: shell)
    display.install()
    data, _ = formatter.format(draft)
    assert "wb-standard" in data["text/html"]
    assert "范围" in data["text/markdown"]
