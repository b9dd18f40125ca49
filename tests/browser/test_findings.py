"""What a person decides about findings in the lab, and for what purpose they are read."""

import json
import re
import shutil
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

REPOSITORY = Path(__file__).parents[2]
DRAFT = "drafts/cup.sts.xml"
REFERENCE = "corpora/iso-91001.sts.xml"
TEXTS = {
    "en": {
        "reject": "Reject…",
        "really": "Reject",
        "confirm": "Confirm",
        "classify": "Reclassify, reason…",
        "back": "Take back",
        "save": "Save",
        "rejected": "1 rejected",
        "confirmed": "Confirmed",
        "states": {True: "Passed", False: "Not passed", None: "Open"},
        "flags": ["safety", "needs review", "differs: condition, test method"],
        "folded": "Follows from it: This too.",
        "claimed": "The draft claims: modified (MOD)",
        "steps": "1 step to the next better degree",
        "stale": "1 decision about a finding no longer applies",
        "russia": "Russia · Export",
    },
    "zh_CN": {
        "reject": "否决…",
        "really": "否决",
        "confirm": "确认",
        "classify": "重新归类、原因…",
        "back": "撤销",
        "save": "保存",
        "rejected": "已否决 1 处",
        "confirmed": "已确认",
        "states": {True: "通过", False: "未通过", None: "待定"},
        "flags": ["安全", "需核对", "可比性：条件、试验方法不同"],
        "folded": "由此引起：这也是。",
        "claimed": "草案声明：修改（MOD）",
        "steps": "距更高一致性程度还需 1 步",
        "stale": "1 项差异决定已不适用",
        "russia": "俄罗斯 · 出口",
    },
}
LOCALES = pytest.mark.parametrize("locale", ["en", "zh_CN"])
IN_CHINESE = pytest.mark.parametrize("locale", ["zh_CN"])
"""For what takes a minute: that all is said in both languages is told by the shorter tests."""


def after(page, act):
    """What the server found after something was done in the page."""
    with page.expect_response("**/workbench/compare*") as answer:
        act()
    return answer.value.json()["comparison"]


def card(page, finding):
    """The finding with what can be said of it."""
    option = page.locator(f"[data-finding={finding}]")
    return page.locator(".jp-Workbench-finding").filter(has=option)


def ids(page):
    options = page.locator("[role=option][data-finding]")
    return options.evaluate_all("options => options.map(each => each.dataset.finding)")


@IN_CHINESE
def test_a_person_decides_about_findings(watched, lab, screenshot, locale):
    page, texts = watched.page, TEXTS[locale]
    lab.speak(locale)
    draft = f"judged/{locale}/cup.sts.xml"
    (lab.root / draft).parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(REPOSITORY / DRAFT, lab.root / draft)
    kept = lab.root / "judged" / locale / "cup.decisions.json"

    def decisions():
        return json.loads(kept.read_text(encoding="utf-8"))["findings"]

    def press(finding, name):
        card(page, finding).get_by_role("button", name=texts[name], exact=True).click()

    address = ("lab/tree/judged", f"&workbench-compare={draft}|{REFERENCE}")
    found = after(page, lambda: watched.open(*address))["divergences"]
    wrong, right = [each for each in found if each["category"] == "QL"][:2]
    page.locator("[role=option]").first.wait_for()
    scrolled = "() => document.querySelector('.jp-Workbench-document').scrollTop"
    press(wrong["id"], "reject")
    dialog = page.locator(".jp-Dialog")
    accept = dialog.get_by_role("button", name=texts["really"], exact=True)
    reason = dialog.locator("textarea")
    assert accept.is_disabled()
    reason.fill("  \n ")
    assert accept.is_disabled()
    reason.fill("另一种产品 <b>")
    screenshot(page, f"reject-{locale}")
    place = page.evaluate(scrolled)
    left = after(page, accept.click)
    assert [each["id"] for each in left["rejected"]] == [wrong["id"]]
    assert [(one["finding"], one["status"]) for one in decisions()] == [(wrong["id"], "rejected")]
    page.locator(f"[data-finding={wrong['id']}]").wait_for(state="detached")
    assert ids(page) == [each["id"] for each in left["divergences"]]
    assert page.locator("[role=option][aria-selected=true]").count() == 1
    assert place > 0
    assert page.evaluate(scrolled) > 0

    # In a lab that is opened anew the decision stands.
    after(page, lambda: watched.open(*address))
    page.locator("[role=option]").first.wait_for()
    assert wrong["id"] not in ids(page)
    aside = page.locator(".jp-Workbench-aside.jp-mod-rejected")
    assert aside.locator("summary").inner_text() == texts["rejected"]
    assert not aside.locator(".jp-Workbench-decided").is_visible()
    aside.locator("summary").click()
    assert "另一种产品 <b>" in aside.locator(".jp-Workbench-reason").inner_text()
    aside.locator(".jp-Workbench-findingLink").click()
    page.locator(f".jp-mod-marked[data-provision='{wrong['draft'][0]}']").first.wait_for()
    screenshot(page, f"rejected-{locale}")
    after(page, aside.get_by_role("button", name=texts["back"]).click)
    card(page, wrong["id"]).wait_for()
    assert aside.count() == 0
    assert decisions() == []

    after(page, lambda: press(right["id"], "confirm"))
    decided = card(page, right["id"]).locator(".jp-Workbench-decided")
    assert decided.locator("strong").inner_text() == texts["confirmed"]
    assert decisions()[0]["by"] in decided.inner_text()
    press(right["id"], "classify")
    dialog.locator("select[name=as_severity]").select_option("info")
    dialog.locator("select[name=reason_type]").select_option("climate")
    reason.fill("冬天很冷")
    screenshot(page, f"classify-{locale}")
    after(page, dialog.get_by_role("button", name=texts["save"]).click)
    page.locator(".jp-Workbench-finding.jp-mod-info").filter(has_text="冬天很冷").wait_for()
    (one,) = decisions()
    assert (one["status"], one["as_severity"], one["reason_type"], one["reason"]) == (
        "confirmed",
        "info",
        "climate",
        "冬天很冷",
    )
    screenshot(page, f"decided-{locale}")
    after(page, lambda: press(right["id"], "back"))
    decided.wait_for(state="detached")
    assert decisions() == []


@IN_CHINESE
def test_the_comparison_is_read_for_a_purpose(watched, lab, screenshot, locale):
    page, texts = watched.page, TEXTS[locale]
    language = locale[:2]
    lab.speak(locale)
    lab.set("apputils-extension:themes", theme="JupyterLab Light" if locale == "en" else "JupyterLab Dark")
    found = after(page, lambda: watched.open("lab/tree/drafts", f"&workbench-compare={DRAFT}|{REFERENCE}"))
    page.locator("[role=option]").first.wait_for()
    purpose = page.locator(".jp-Workbench-purpose")
    choice = purpose.locator("select")
    offered = choice.locator("option").evaluate_all("options => options.map(each => each.value)")
    assert offered[:7] == ["", "revision", "adoption", "translation", "advanced", "iso-proposal", "export:RU"]
    assert choice.locator("option[value='export:RU']").text_content() == texts["russia"]
    assert page.locator(".jp-Workbench-verdict, .jp-Workbench-gates, .jp-Workbench-groupHead").count() == 0
    assert ids(page) == [each["id"] for each in found["divergences"]]

    (view,) = after(page, lambda: choice.select_option("advanced"))["views"]
    gates = purpose.locator(".jp-Workbench-gates li")
    gates.first.wait_for(state="attached")
    assert gates.count() == len(view["gates"]) == 6
    purpose.locator(".jp-Workbench-gates summary").click()
    states = gates.locator(".jp-Workbench-gateState").all_inner_texts()
    assert states == [texts["states"][gate["passed"]] for gate in view["gates"]]
    assert len(set(states)) > 1
    assert view["conclusion"][language] in purpose.inner_text()
    assert view["title"][language] in purpose.inner_text()
    assert ids(page) == [verdict["finding"] for verdict in view["verdicts"]]
    badges = page.locator(".jp-Workbench-verdictName")
    assert badges.all_inner_texts() == [verdict["name"][language] for verdict in view["verdicts"]]
    gravest = view["verdicts"][0]
    assert gravest["note"][language] in page.locator("[role=option]").first.inner_text()
    screenshot(page, f"advanced-{locale}")
    purpose.locator(".jp-Workbench-gates summary").click()
    screenshot(page, f"advanced-folded-{locale}")
    codes = [verdict["code"] for verdict in view["verdicts"]]
    pills = page.locator(".jp-Workbench-pill.jp-mod-verdict")
    assert pills.count() == page.locator(".jp-Workbench-groupHead").count() == len(set(codes))
    pills.first.click()
    assert len(ids(page)) == codes.count(gravest["code"]) < len(codes)

    # A filter by a verdict does not outlive its purpose; the choice keeps the focus.
    choice.focus()
    (view,) = after(page, lambda: choice.select_option("export:RU"))["views"]
    page.get_by_text(view["conclusion"][language]).wait_for()
    assert len(ids(page)) == len(found["divergences"])
    assert choice.evaluate("(element) => element === document.activeElement")
    screenshot(page, f"export-{locale}")
    after(page, lambda: choice.select_option(""))
    badges.first.wait_for(state="detached")
    assert ids(page) == [each["id"] for each in found["divergences"]]


@LOCALES
def test_what_has_to_be_known_before_one_relies_on_a_finding(watched, lab, screenshot, locale):
    page, texts = watched.page, TEXTS[locale]
    lab.speak(locale)
    lab.set("apputils-extension:themes", theme="JupyterLab Light")

    def doubtful(route):
        answer = route.fetch()
        sent = answer.json()
        comparison = sent["comparison"]
        first, *_, last = comparison["divergences"]
        note = {"en": "This too.", "zh": "这也是。"}
        first |= {
            "safety": True,
            "needs_review": True,
            "key_differs": ["condition", "method"],
            "folded": [{"category": "TC", "sub": "", "rule": "x", "note": note}],
        }
        comparison["claimed"] = "MOD"
        sent["names"]["claimed"] = "修改" if locale == "zh_CN" else "modified"
        comparison["steps"] = [{"id": "fix", "note": note, "findings": [last["id"]]}]
        comparison["stale_findings"] = [
            {
                "finding": "QL-0000",
                "against": "ISO 91001:2024",
                "category": "QL",
                "draft": {},
                "reference": {},
                "status": "rejected",
                "as_category": "",
                "as_sub": "",
                "as_nature": "",
                "as_severity": "",
                "reason": "Why.",
                "reason_type": "",
                "by": "A",
                "at": "2026-11-27T08:00:00+00:00",
            }
        ]
        route.fulfill(response=answer, json=sent)

    page.route("**/workbench/compare*", doubtful)
    watched.open("lab/tree/drafts", f"&workbench-compare={DRAFT}|{REFERENCE}")
    first = page.locator("[role=option][data-finding]").first
    first.wait_for()
    assert first.locator(".jp-Workbench-flag").all_inner_texts() == texts["flags"]
    assert first.locator(".jp-Workbench-folded").inner_text() == texts["folded"]
    assert page.locator(".jp-Workbench-claimed").inner_text() == texts["claimed"]
    stale = page.locator(".jp-Workbench-aside.jp-mod-stale")
    assert stale.locator("summary").inner_text() == texts["stale"]
    stale.locator("summary").click()
    assert re.search(r"A · .*2026", stale.locator(".jp-Workbench-byWhom").inner_text())

    steps = page.locator(".jp-Workbench-steps")
    assert steps.locator("summary").inner_text() == texts["steps"]
    steps.locator("summary").click()
    screenshot(page, f"flags-{locale}")
    page.locator(".jp-Workbench-search input").fill("no finding says this")
    steps.locator(".jp-Workbench-findingLink").click()
    last = page.locator("[role=option][aria-selected=true]")
    last.wait_for()
    assert last.get_attribute("data-finding") == ids(page)[-1]
    assert last.evaluate(
        "(option) => option.getBoundingClientRect().bottom <= innerHeight && option.getBoundingClientRect().top >= 0"
    )


def test_what_cannot_be_kept_is_told(watched, lab):
    page = watched.page
    lab.speak("en")
    watched.open("lab/tree/drafts", f"&workbench-compare={DRAFT}|{REFERENCE}")
    first = page.locator("[role=option][data-finding]").first
    first.wait_for()
    name = first.get_attribute("data-finding")
    page.route(
        "**/workbench/decide-finding*", lambda route: route.fulfill(status=400, json={"message": "Why not."})
    )
    card(page, name).get_by_role("button", name="Confirm", exact=True).click()
    alert = page.locator(".jp-Workbench-comparison [role=alert]")
    alert.wait_for()
    assert alert.inner_text() == "Why not."
    assert card(page, name).get_by_role("button", name="Confirm", exact=True).is_enabled()
    # The browser itself notes refused requests; this one was meant.
    assert all("Failed to load resource" in complaint for complaint in watched.complaints)
    watched.complaints.clear()
