"""Chapters of a Zhejiang Made standard that a product standard of a higher level does not have."""

from collections.abc import Iterator

from workbench.divergence.upgrading.draft import Draft
from workbench.divergence.upgrading.model import Change, UpgradeStep
from workbench.languages.lexicon import mentions


def find(draft: Draft) -> Iterator[UpgradeStep]:
    """One step for each chapter about the maker's abilities or promises."""
    for clause in draft.standard.clauses:
        for topic in ("maker-requirements", "service-commitment"):
            if mentions(topic, clause.title, draft.standard.language):
                change = Change(kind="delete-clause", target=clause.number, old=clause.title)
                yield draft.step(
                    topic, "blocker", clause=clause, source="GB/T 1.1—2020; ISO/IEC Directives Part 2",
                    changes=(change,) if clause.number else (), title=clause.title,
                )  # fmt: skip


def doomed(draft: Draft) -> set[str]:
    """Numbers of the chapters that go as a whole: no other rule has to look into them."""
    return {step.clause for step in find(draft)}
