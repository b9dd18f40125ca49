"""What a person decides about links in the lab."""

import json
import shutil
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

REPOSITORY = Path(__file__).parents[2]
REFERENCE = "corpora/iso-91001.sts.xml"
TEXTS = {
    "en": {"yes": "They correspond", "no": "They do not correspond", "back": "Take the decision back", "hand": "Link by hand…"},
    "zh_CN": {"yes": "确认对应", "no": "并不对应", "back": "撤回决定", "hand": "手工建立对应…"},
}  # fmt: skip


@pytest.mark.parametrize("locale", ["en", "zh_CN"])
def test_a_person_accepts_rejects_and_draws_links(watched, lab, screenshot, locale):
    page, texts = watched.page, TEXTS[locale]
    lab.speak(locale)
    draft = f"decided/{locale}/cup.sts.xml"
    (lab.root / draft).parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(REPOSITORY / "drafts" / "cup.sts.xml", lab.root / draft)
    kept = lab.root / "decided" / locale / "cup.decisions.json"

    def decisions():
        return {
            (one["decision"], *one["draft"], *one["reference"])
            for one in json.loads(kept.read_text(encoding="utf-8"))["links"]
        }

    def after(button):
        with page.expect_response("**/workbench/compare*") as answer:
            button.click()
        return answer.value.json()["comparison"]

    with page.expect_response("**/workbench/compare*") as answer:
        watched.open("lab/tree/decided", f"&workbench-compare={draft}|{REFERENCE}")
    sent = answer.value.json()["comparison"]
    weak = [link for link in sent["alignment"] if link["weak"]]
    assert len(weak) > 2
    bar = page.locator(".jp-Workbench-linkBar")
    bar.locator(".jp-Workbench-toDecide button").click()
    bar.locator("strong.jp-mod-weak").wait_for()
    assert bar.locator(".jp-Workbench-reasons li").count() == len(weak[0]["reasons"])
    screenshot(page, f"link-{locale}")

    accepted = after(bar.get_by_role("button", name=texts["yes"], exact=True))
    assert decisions() == {("accepted", *weak[0]["draft"], *weak[0]["reference"])}
    assert sum(link["weak"] for link in accepted["alignment"]) == len(weak) - 1
    bar.get_by_role("button", name=texts["back"]).wait_for()
    assert bar.get_by_role("button", name=texts["yes"], exact=True).is_disabled()

    bar.locator(".jp-Workbench-toDecide button").click()
    rejected = after(bar.get_by_role("button", name=texts["no"], exact=True))
    second = next(link for link in accepted["alignment"] if link["weak"])
    assert ("rejected", *second["draft"], *second["reference"]) in decisions()
    alone = next(link for link in rejected["alignment"] if link["draft"] == second["draft"])
    assert alone["relation"] == "added"

    # What was torn apart is drawn again by hand, with the counterpart chosen in the other document.
    bar.get_by_role("button", name=texts["hand"]).click()
    bar.locator("[role=status]", has=page.locator("button")).wait_for()
    pane = page.locator(".jp-Workbench-pane").nth(1)
    place = pane.locator(f"[data-provision='{second['reference'][0]}']").first
    place.scroll_into_view_if_needed()
    drawn = after(place)
    assert ("drawn", *second["draft"], *second["reference"]) in decisions()
    link = next(link for link in drawn["alignment"] if link["draft"] == second["draft"])
    assert (link["decision"], link["reference"]) == ("drawn", second["reference"])

    after(bar.get_by_role("button", name=texts["back"]))
    assert len(decisions()) == 1
    screenshot(page, f"link-decided-{locale}")
