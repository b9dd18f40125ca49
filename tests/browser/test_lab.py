"""The lab extension as a person uses it."""

import re
import unicodedata

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
    options.first.wait_for(timeout=30_000)
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
    options.first.wait_for(timeout=30_000)
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
    page.locator(".jp-Workbench-severity.jp-mod-major").click()
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
    options.first.wait_for(timeout=30_000)
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
    options.first.wait_for(timeout=30_000)
    assert options.count() == 1

    page.get_by_role("button", name="Other documents").click()
    page.locator("input[name=reference]").fill("versions/draft.sts.xml@HEAD")
    page.locator("input[name=draft]").fill("versions/draft.sts.xml")
    page.get_by_role("button", name="Compare", exact=True).click()
    options.first.wait_for(timeout=30_000)
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


READINGS = {
    "en": {"toggle": "Show what was read", "legend": "What was read", "note": "limit: "},
    "zh_CN": {"toggle": "标出读到的内容", "legend": "读到的内容", "note": "极限值："},
}

MARKS = """() => Object.fromEntries([...CSS.highlights]
  .filter(([name]) => name.startsWith('workbench-reading-'))
  .map(([name, ranges]) => [name.slice('workbench-reading-'.length), [...ranges].map(String)])
)"""

FIRST_LIMIT_IN_SIGHT = """() => {
  const view = document.querySelector('.jp-Workbench-document').getBoundingClientRect();
  for (const range of CSS.highlights.get('workbench-reading-limit')) {
    const box = range.getClientRects()[0];
    if (box.top > view.top && box.bottom < view.bottom) {
      return {
        x: box.x + box.width / 2,
        y: box.y + box.height / 2,
        text: range.toString(),
        provision: range.startContainer.parentElement.closest('[data-provision]').dataset.provision,
      };
    }
  }
}"""


def plain(text):
    """Text without spaces, raised and lowered signs as plain ones: the page shows these by elements."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def pressed(button, state):
    """Wait until a button of the toolbar shows its state: the lab draws it after the command has run."""
    button.and_(button.page.locator(f"[aria-pressed={state}]")).wait_for()


@pytest.mark.parametrize("locale", ["en", "zh_CN"])
def test_what_was_read_is_marked_and_explained(watched, lab, screenshot, locale):
    page, texts = watched.page, READINGS[locale]
    lab.speak(locale)
    lab.set("apputils-extension:themes", theme="JupyterLab Light" if locale == "en" else "JupyterLab Dark")
    watched.open(f"lab/tree/{DRAFT}")
    view = page.locator(".jp-Workbench-reader .jp-Workbench-document")
    view.locator("[data-provision]").first.wait_for()
    toggle = page.get_by_role("button", name=texts["toggle"])
    pressed(toggle, "false")
    assert page.evaluate(MARKS) == {}
    with page.expect_response("**/workbench/readings?*") as answer:
        toggle.click()
    sent = answer.value.json()
    legend = page.get_by_role("group", name=texts["legend"])
    legend.get_by_role("button").first.wait_for()
    pressed(toggle, "true")

    shown = {kind: sorted(map(plain, words)) for kind, words in page.evaluate(MARKS).items() if words}
    expected = {}
    for mark in sent["marks"]:
        words = sent["provisions"][mark["provision"]][mark["start"] : mark["end"]]
        expected.setdefault(mark["kind"], []).append(plain(words))
    assert shown == {kind: sorted(words) for kind, words in expected.items()}
    assert {"limit", "condition", "apparatus", "requirement", "recommendation"} <= set(shown)
    for entry in sent["legend"]:
        button = legend.locator(f".jp-mod-{entry['kind']}")
        assert button.inner_text().split() == [*entry["name"].split(), str(entry["count"])]
        assert button.is_disabled() == (not entry["count"])

    view.evaluate("(element) => element.scrollTo(0, element.scrollHeight * 0.36)")
    limit = page.evaluate(FIRST_LIMIT_IN_SIGHT)
    page.mouse.move(limit["x"], limit["y"])
    tip = page.get_by_role("tooltip")
    notes = [mark["note"] for mark in sent["marks"] if mark["provision"] == limit["provision"]]
    assert tip.inner_text() in notes
    assert tip.inner_text().startswith(texts["note"])
    screenshot(page, f"readings-{locale}")
    page.mouse.click(limit["x"], limit["y"])
    assert page.locator(".jp-Workbench-note").all_inner_texts() == notes
    assert view.locator(".jp-mod-marked").get_attribute("data-provision") == limit["provision"]
    view.focus()
    page.keyboard.press("Escape")
    assert tip.count() == 0
    page.keyboard.press("Alt+ArrowDown")
    assert view.locator(".jp-mod-marked").get_attribute("data-provision") != limit["provision"]

    limits = legend.locator(".jp-mod-limit")
    limits.click()
    assert limits.get_attribute("aria-pressed") == "false"
    hidden = page.evaluate(MARKS)
    assert not hidden["limit"]
    assert len(hidden["condition"]) == len(expected["condition"])
    page.mouse.move(limit["x"], limit["y"])
    assert tip.count() == 0
    limits.click()
    assert len(page.evaluate(MARKS)["limit"]) == len(expected["limit"])

    toggle.click()
    pressed(toggle, "false")
    assert not any(page.evaluate(MARKS).values())
    assert not legend.is_visible()
    assert view.locator(".jp-mod-marked").count() == 0


SMALL = """<standard xml:lang="en"><body><sec id="s1"><label>1</label><title>Leakage</title>
<p id="p1">The cup {}</p></sec></body></standard>"""


def test_what_was_read_follows_the_file(watched, lab):
    """The palette's command turns the marks on; a save brings new ones, one that breaks the file takes them."""
    page = watched.page
    lab.speak("en")
    (lab.root / "followed.sts.xml").write_text(SMALL.format("shall not leak."), encoding="utf-8")
    watched.open("lab/tree/followed.sts.xml")
    page.locator(".jp-Workbench-reader [data-provision]").first.wait_for()
    page.keyboard.press("Control+Shift+C")
    page.locator(".lm-CommandPalette-input").fill("what was read")
    page.locator(".lm-CommandPalette-item", has_text="Show what was read").click()
    kind = page.locator(".jp-Workbench-kind:enabled")
    kind.wait_for()
    assert kind.inner_text().split() == ["Requirement", "1"]

    tabs = page.locator("#jp-main-dock-panel .lm-TabBar-tab", has_text="followed.sts.xml")
    page.locator(".jp-DirListing-item", has_text="followed").click(button="right")
    page.locator(".lm-Menu-item", has_text="Open With").hover()
    page.locator(".lm-Menu-item[data-command='filebrowser:open']", has_text="Editor").first.click()
    editor = page.locator(".jp-FileEditor .cm-content")
    editor.wait_for()

    def save(text):
        tabs.nth(1).click()
        editor.click()
        page.keyboard.press("Control+a")
        page.keyboard.insert_text(text)
        page.keyboard.press("Control+s")
        tabs.nth(0).click()

    save(SMALL.format("may leak, and should be red."))
    page.locator(".jp-Workbench-kind.jp-mod-permission:enabled").wait_for()
    assert {kind: len(ranges) for kind, ranges in page.evaluate(MARKS).items() if ranges} == {
        "permission": 1,
        "recommendation": 1,
    }
    save("<standard>")
    page.get_by_role("alert").wait_for()
    assert not any(page.evaluate(MARKS).values())
    assert not page.locator(".jp-Workbench-legend").is_visible()
    save(SMALL.format("shall not leak."))
    page.locator(".jp-Workbench-kind.jp-mod-requirement:enabled").wait_for()

    page.route("**/workbench/readings?*", lambda route: route.fulfill(status=400, json={"message": "Why."}))
    toggle = page.get_by_role("button", name="Show what was read")
    toggle.click()
    toggle.click()
    assert page.locator(".jp-Workbench-legend [role=alert]").inner_text() == "Why."
    assert page.locator(".jp-Workbench-reader [data-provision]").count()
    # The browser itself notes refused requests; these two were meant.
    assert all("Failed to load resource" in complaint for complaint in watched.complaints)
    assert len(watched.complaints) == 2
    watched.complaints.clear()


PLACES = """<standard xml:lang="en"><body><sec id="s1"><label>1</label><title>Mass</title>
<p id="p0">The values of Table 1 shall be met.</p>
<table-wrap id="t1"><label>Table 1</label><table>
<thead><tr><th>Class, min.</th><th>Mass/g, min.</th><th>Length/mm, max.</th></tr></thead>
<tbody><tr id="r1"><td rowspan="2">5</td><td>5</td><td>5</td></tr>
<tr id="r2"><td>5<sup>a</sup></td><td>15</td></tr>
<tr id="r3"><td>1</td><td>50 <xref ref-type="fn" rid="f1"><sup>10</sup></xref><fn id="f1"><label>10</label><p>Of glass.</p></fn></td>
<td>15</td></tr></tbody></table></table-wrap>
<list list-type="order"><list-item id="i1"><label>1)</label><p>The count shall be at most 1.</p></list-item></list>
<p id="p1">The pressure shall be at least 1 × 10<sup>−3</sup> Pa; the load shall be at most 10<sup>3</sup> Pa.</p>
</sec></body></standard>"""

CELLS_OF_LIMITS = """() => [...CSS.highlights.get('workbench-reading-limit')].map(range => {
  const cell = range.startContainer.parentElement.closest('td');
  return [
    range.startContainer.parentElement.closest('[data-provision]').dataset.provision,
    cell ? cell.cellIndex : null,
    range.toString(),
  ];
})"""


def test_marks_stand_where_the_page_shows_what_was_read(watched, lab):
    """Cells that span rows, labels and raised signs differ between a provision's text and the page."""
    page = watched.page
    lab.speak("en")
    (lab.root / "places.sts.xml").write_text(PLACES, encoding="utf-8")
    watched.open("lab/tree/places.sts.xml")
    page.locator(".jp-Workbench-reader [data-provision]").first.wait_for()
    page.get_by_role("button", name="Show what was read").click()
    page.locator(".jp-Workbench-kind").first.wait_for()
    assert page.evaluate(CELLS_OF_LIMITS) == [
        ["r1", 0, "5"],
        ["r1", 1, "5"],
        ["r1", 2, "5"],
        ["r2", 0, "5"],
        ["r2", 1, "15"],
        ["r3", 0, "1"],
        ["r3", 1, "50"],
        ["r3", 2, "15"],
        ["i1", None, "at most 1"],
        ["p1", None, "at least 1 × 10−3 Pa"],
        ["p1", None, "at most 103 Pa"],
    ]


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
