"""The lab extension as a person uses it."""

import re

import git
import pytest

pytestmark = pytest.mark.browser

DRAFT = "drafts/cup.sts.xml"
REFERENCE = "corpora/iso-91001.sts.xml"

TEXTS = {
    "en": {
        "compare": "Compare with another standard…",
        "outline": "Outline",
        "findings": re.compile(r"^\d+ findings$"),
        "degree": re.compile("identical|modified|not equivalent"),
        "draft": "Draft",
    },
    "zh_CN": {
        "compare": "与其他标准比对…",
        "outline": "目录",
        "findings": re.compile(r"^发现 \d+ 处差异$"),
        "degree": re.compile("等同|修改|非等效"),
        "draft": "草案",
    },
}

BOTH_SIDES = """() => [...document.querySelectorAll('.jp-Workbench-pane')].map(pane => {
  const view = pane.querySelector('.jp-Workbench-document').getBoundingClientRect();
  const marks = [...pane.querySelectorAll('.jp-mod-marked, [data-gap-note]')];
  return {
    marked: marks.filter(mark => mark.matches('.jp-mod-marked')).map(mark => mark.dataset.provision),
    gap: marks.filter(mark => mark.matches('[data-gap-note]')).map(mark => mark.dataset.provision),
    visible: marks.some(mark => {
      const box = mark.getBoundingClientRect();
      return box.bottom > view.top && box.top < view.bottom;
    }),
    scrolled: pane.querySelector('.jp-Workbench-document').scrollTop,
  };
})"""


EVIDENCE = """() => [...CSS.highlights.get('workbench-evidence')].map(range => {
  const cellOf = node => node.parentElement.closest('td');
  const [first, last] = [cellOf(range.startContainer), cellOf(range.endContainer)];
  return [
    range.startContainer.parentElement.closest('[data-provision]').dataset.provision,
    first === last && first ? first.cellIndex : null,
    range.toString().replace(/\\s+/g, ''),
  ];
})"""


def findings_of(page):
    """The comparison's findings, as the server sent them."""
    return page.evaluate("() => window.comparisonSent.divergences")


def rows_of(page):
    """Texts of the table rows of both documents, by side and id."""
    sent = page.evaluate("() => window.comparisonSent")
    return {
        side: {row["id"]: row["text"] for row in sent[side]["provisions"] if row["kind"] == "row"}
        for side in ("draft", "reference")
    }


def keep_comparison(page):
    """Keep what the server answers, so that the page can be held against it."""

    def answer(route):
        response = route.fetch()
        page.evaluate("sent => { window.comparisonSent = sent.comparison; }", response.json())
        route.fulfill(response=response)

    page.route("**/workbench/compare*", answer)


@pytest.mark.parametrize("locale", ["en", "zh_CN"])
def test_read_a_standard_and_compare_it(watched, lab, screenshot, locale):
    page, texts = watched.page, TEXTS[locale]
    lab.speak(locale)
    lab.set("apputils-extension:themes", theme="JupyterLab Light" if locale == "en" else "JupyterLab Dark")
    keep_comparison(page)

    watched.open(f"lab/tree/{DRAFT}")
    reader = page.locator(".jp-Workbench-reader .jp-Workbench-document")
    reader.locator("[data-provision]").first.wait_for()
    assert "<standard" not in reader.inner_text()
    assert reader.locator(".jp-Workbench-page").get_attribute("lang") == "zh"
    assert reader.locator("table tbody tr").count() > 3
    assert reader.locator("math").count() > 0
    outline = page.locator(f"nav[aria-label='{texts['outline']}'] button")
    assert outline.count() > 10
    screenshot(page, f"reader-{locale}")
    last = outline.nth(outline.count() - 3)
    last.click()
    page.wait_for_function("() => document.querySelector('.jp-Workbench-document').scrollTop > 500")
    assert outline.locator("xpath=self::*[@aria-current]").count() == 1

    page.get_by_role("button", name=texts["compare"]).click()
    dialog = page.locator(".jp-Dialog")
    dialog.locator(".jp-BreadCrumbs-home").click()
    dialog.locator(".jp-DirListing-item", has_text="corpora").dblclick()
    dialog.locator(".jp-DirListing-item", has_text="iso-91001").click()
    dialog.locator(".jp-mod-accept").click()

    options = page.locator("[role=option][data-finding]")
    options.first.wait_for()
    findings = findings_of(page)
    assert options.count() == len(findings) > 10
    status = page.locator(".jp-Workbench-status").inner_text()
    assert texts["findings"].match(status), status
    assert texts["degree"].search(page.locator(".jp-Workbench-degree").inner_text())
    assert page.locator(".jp-Workbench-role").first.inner_text() == texts["draft"]

    both = next(each for each in findings[len(findings) // 3 :] if each["draft"] and each["reference"])
    page.locator(f"[data-finding={both['id']}]").click()
    left, right = page.evaluate(BOTH_SIDES)
    assert (left["marked"], right["marked"]) == (both["draft"], both["reference"])
    assert left["visible"]
    assert right["visible"]
    assert left["scrolled"] > 0
    assert right["scrolled"] > 0
    screenshot(page, f"comparison-{locale}")

    rows = rows_of(page)
    numbers = next(
        each
        for each in reversed(findings)
        if each["category"] == "QL"
        and set(each["draft"]) <= set(rows["draft"])
        and set(each["reference"]) <= set(rows["reference"])
    )
    page.locator(f"[data-finding={numbers['id']}]").click()
    expected = [
        [
            excerpt["provision"],
            rows[side][excerpt["provision"]][: excerpt["start"]].count("|"),
            re.sub(r"\s+", "", excerpt["text"]),
        ]
        for side in ("draft", "reference")
        for excerpt in numbers[f"{side}_evidence"]
    ]
    assert page.evaluate(EVIDENCE) == expected != []

    alone = next(each for each in findings if not each["reference"])
    page.locator(f"[data-finding={alone['id']}]").click()
    left, right = page.evaluate(BOTH_SIDES)
    assert left["marked"] == alone["draft"]
    assert len(right["gap"]) == 1
    assert right["visible"]
    assert not right["marked"]
    screenshot(page, f"added-{locale}")


def test_the_list_is_used_with_the_keyboard_and_filtered(watched, lab, screenshot):
    page = watched.page
    lab.speak("en")
    keep_comparison(page)
    watched.open("lab/tree/drafts", f"&workbench-compare={DRAFT}|{REFERENCE}")
    options = page.locator("[role=option][data-finding]")
    options.first.wait_for()
    findings = findings_of(page)
    assert "workbench-compare" not in page.url

    options.first.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    focused = "() => document.activeElement.dataset.finding"
    assert page.evaluate(focused) == findings[2]["id"]
    assert (
        page.locator("[role=option][aria-selected=true]").get_attribute("data-finding") == findings[2]["id"]
    )
    page.keyboard.press("F8")
    assert page.evaluate(focused) == findings[3]["id"]
    page.keyboard.press("End")
    assert page.evaluate(focused) == findings[-1]["id"]

    linked = next(each for each in findings if len(each["draft"]) == len(each["reference"]) == 1)
    panes = page.locator(".jp-Workbench-pane")
    panes.nth(1).locator(f"[data-provision='{linked['reference'][0]}']").first.click()
    left, right = page.evaluate(BOTH_SIDES)
    assert linked["reference"][0] in right["marked"]
    assert left["marked"]
    assert left["visible"]

    major = [each for each in findings if each["severity"] == "major"]
    page.locator(".jp-Workbench-pill.jp-mod-major").click()
    assert options.count() == len(major) < len(findings)
    page.locator(".jp-Workbench-search select").select_option(major[0]["category"])
    both = [each for each in major if each["category"] == major[0]["category"]]
    assert options.count() == len(both)
    page.get_by_label("Search the findings").fill("no finding says this")
    assert options.count() == 0
    page.get_by_role("button", name="Show all").click()
    assert options.count() == len(findings)

    page.set_viewport_size({"width": 820, "height": 1100})
    panes.first.wait_for()
    upper, lower = (panes.nth(index).bounding_box() for index in (0, 1))
    assert upper["y"] < lower["y"]
    assert page.locator(".jp-Workbench-findings").bounding_box()["y"] < upper["y"]
    screenshot(page, "narrow")
    page.set_viewport_size({"width": 1440, "height": 900})

    page.reload()
    options.first.wait_for()
    assert page.locator(".jp-Workbench-tab").count() == 1


def test_two_selected_files_and_an_earlier_version_are_compared(watched, lab, screenshot):
    page = watched.page
    lab.speak("en")
    draft = lab.root / "versions" / "draft.sts.xml"
    draft.parent.mkdir()
    repository = git.Repo.init(draft.parent)
    original = (lab.root / DRAFT).read_text(encoding="utf-8")
    draft.write_text(original, encoding="utf-8")
    (draft.parent / "other.sts.xml").write_text(original, encoding="utf-8")
    repository.index.add(["draft.sts.xml"])
    person = git.Actor("A", "a@example.org")
    repository.index.commit("First", author=person, committer=person)
    number = re.search(r"(?<=应不大于)\d+(?:\.\d+)?", original)
    assert number
    draft.write_text(original[: number.start()] + "77" + original[number.end() :], encoding="utf-8")

    watched.open("lab/tree/versions")
    files = page.locator(".jp-DirListing-item[data-file-type=sts-standard]")
    files.nth(0).click()
    files.nth(1).click(modifiers=["Control"])
    files.nth(1).click(button="right")
    page.get_by_role("menuitem", name="Compare the two standards").click()
    options = page.locator("[role=option][data-finding]")
    options.first.wait_for()
    assert options.count() == 1

    page.get_by_role("button", name="Other documents").click()
    page.locator("input[name=reference]").fill("versions/draft.sts.xml@HEAD")
    page.locator("input[name=draft]").fill("versions/draft.sts.xml")
    page.get_by_role("button", name="Compare", exact=True).click()
    options.first.wait_for()
    assert options.count() == 1
    assert "77" in options.first.inner_text()
    assert "@HEAD" in page.locator(".jp-Workbench-paneHead").nth(1).inner_text()
    options.first.click()
    screenshot(page, "versions")


def test_mistakes_are_explained_where_they_are_made(watched, lab, screenshot):
    page = watched.page
    lab.speak("zh_CN")
    (lab.root / "broken.sts.xml").write_text("<standard>")
    watched.open("lab/tree/broken.sts.xml")
    alert = page.get_by_role("alert")
    alert.wait_for()
    assert "broken.sts.xml 第 1 行" in alert.inner_text()
    page.get_by_role("button", name="在编辑器中打开").click()
    page.locator(".jp-FileEditor .cm-content", has_text="<standard>").wait_for()

    page.locator("[data-command='launcher:create']").first.click()
    page.locator(".jp-LauncherCard", has_text="标准比对").click()
    page.locator("input[name=draft]").fill(DRAFT)
    page.locator("input[name=reference]").fill("corpora/nothing.sts.xml")
    page.locator("[type=submit]").click()
    failure = page.locator(".jp-Workbench-form [role=alert]")
    failure.wait_for()
    assert "corpora/nothing.sts.xml：没有这个文件" in failure.inner_text()
    assert page.locator("input[name=draft]").input_value() == DRAFT
    screenshot(page, "mistake")
    # The browser itself notes refused requests; these two were meant.
    assert all("Failed to load resource" in complaint for complaint in watched.complaints)
    assert len({complaint.split("?")[0] for complaint in watched.complaints}) == 2
    watched.complaints.clear()


HOSTILE = """<article class="wb-standard" lang="ar" dir="rtl">
<p data-provision="p1" id="jp-main-dock-panel" onclick="window.attacked = 1">one</p>
<script>window.attacked = 2</script>
<img src="x" onerror="window.attacked = 3" alt="picture">
<img src="https://example.org/tracker.png" alt="tracker">
<svg onload="window.attacked = 4"></svg>
<iframe src="javascript:window.parent.attacked = 5"></iframe>
<math><mtext><style><img src="y" onerror="window.attacked = 6"></style></mtext></math>
<a href="javascript:window.attacked = 7" id="bad">a</a>
<a href="#jp-main-dock-panel" id="inner">b</a>
<button data-commandlinker-command="launcher:create" id="linker">c</button>
<p data-commandlinker-command="launcher:create" style="position:fixed;inset:0">d</p>
</article>"""


def test_nothing_in_a_document_can_act(watched, lab):
    """Even if the server's escaping failed, the page must not run or fetch what a document says."""
    page = watched.page
    lab.speak("en")
    requested = []
    page.on("request", lambda request: requested.append(request.url))

    def hostile(route):
        answer = route.fetch()
        route.fulfill(response=answer, json={**answer.json(), "html": HOSTILE, "language": "ar"})

    page.route("**/workbench/standard?*", hostile)
    watched.open(f"lab/tree/{DRAFT}")
    shown = page.locator(".jp-Workbench-page")
    shown.locator("[data-provision=p1]").click()
    assert shown.get_attribute("dir") == "rtl"
    for link in shown.locator("a").all():
        link.click(no_wait_after=True)
    assert page.evaluate("() => window.attacked") is None
    assert not [url for url in requested if "example.org" in url or url.endswith("/x")]
    inside = shown.inner_html()
    for forbidden in ("<script", "onerror", "onload", "onclick", "javascript:", "<svg", "<iframe", "<style",
                      "<img", "<button", "commandlinker", "style="):  # fmt: skip
        assert forbidden not in inside, forbidden
    assert page.locator("#jp-main-dock-panel").count() == 1
