"""Contents that a higher level does not take: conformity assessment, law, brands, materials.

ISO/IEC Directives Part 2: clause 33 (conformity assessment), clause 4 (law), 5.4 (performance); GB/T
1.1-2020.
"""

from collections.abc import Iterator

from workbench.divergence.upgrading.draft import Draft
from workbench.divergence.upgrading.model import Change, UpgradeStep, Weight
from workbench.divergence.upgrading.rules.chapters import doomed
from workbench.languages.lexicon import found

_TOPICS: tuple[tuple[str, dict[str, Weight], str], ...] = (
    ("conformity-assessment", {"gb": "burden", "iso": "blocker"}, "ISO/IEC Directives Part 2, 33"),
    ("law", {"gb": "advice", "iso": "blocker"}, "ISO/IEC Directives Part 2, 4"),
    ("brand", {"gb": "blocker", "iso": "blocker"}, "ISO/IEC Directives Part 2, 5; GB/T 1.1—2020"),
    ("special-condition", {"iso": "burden"}, "ISO/IEC Directives Part 1, annex SM (global relevance)"),
    (
        "material-grade",
        {"gb": "advice", "iso": "burden"},
        "ISO/IEC Directives Part 2, 5.4; GB/T 1.1—2020, 5.3",
    ),
)


def find(draft: Draft) -> Iterator[UpgradeStep]:
    """One step for each provision with such content, outside of the chapters that go anyway."""
    gone = doomed(draft)
    for unit in draft.speaking():
        if unit.group == "reference" or (unit.chapter and unit.chapter.number in gone):
            continue
        for topic, weights, source in _TOPICS:
            weight = weights.get(draft.target)
            span = found(topic, unit.text, unit.language)
            if weight is None or span is None:
                continue
            takes_out = topic in ("conformity-assessment", "law") and weight == "blocker"
            change = Change(kind="delete-provision", target=unit.id, old=unit.text)
            yield draft.step(
                topic,
                weight,
                unit,
                source=source,
                changes=(change,) if takes_out else (),
                words=unit.text[slice(*span)],
            )
