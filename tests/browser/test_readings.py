"""What the lab marks as read in a standard."""

import re
import unicodedata

import pytest

pytestmark = pytest.mark.browser

DRAFT = "drafts/cup.sts.xml"

READINGS = {
    "en": {"toggle": "Show what was read", "legend": "What was read", "note": "limit: "},
    "zh_CN": {"toggle": "标出读到的内容", "legend": "读到的内容", "note": "极限值："},
}

MARKS = """() => Object.fromEntries([...CSS.highlights]
  .filter(([name]) => name.startsWith('workbench-reading-'))
  .map(([name, ranges]) => [name.slice('workbench-reading-'.length), [...ranges].map(String)])
)"""

# A scroll takes the note away, and its event comes a frame later: whoever points before that waits for ever.
SCROLL = """(element) => new Promise((done) => {
  element.addEventListener('scroll', done, { once: true });
  element.scrollTo(0, element.scrollHeight * 0.36);
})"""

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

    view.evaluate(SCROLL)
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
