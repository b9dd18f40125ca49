"""Two small standards and what a comparison says about them; their texts try to do harm."""

import pytest

from workbench import sts
from workbench.alignment import Link
from workbench.divergence import Comparison, Divergence, DocumentIdentity, Excerpt

HOSTILE = "<script>alert('x')</script>"
_ESCAPED = "&lt;script&gt;alert('x')&lt;/script&gt;"


def _standard(language: str, designation: str, title: str, body: str) -> sts.Standard:
    return sts.load(
        f'<standard xml:lang="{language}"><front><std-meta><title-wrap xml:lang="{language}"><main>{title}'
        f'</main></title-wrap><std-ref type="dated">{designation}</std-ref></std-meta></front>'
        f"<body>{body}</body></standard>".encode(),
        designation,
    )


@pytest.fixture
def draft() -> sts.Standard:
    return _standard(
        "zh",
        "T/ZZB 1—2026",
        f"杯{_ESCAPED}",
        '<sec id="s1"><label>1</label><title>范围</title><p id="p1">适用于杯。</p></sec>'
        f'<sec id="s5"><label>5</label><title>要求{_ESCAPED}</title>'
        '<p id="p2">吸水率应不大于0.3 %。</p><p id="p3">宜清洁。</p>'
        '<table-wrap id="t"><table><thead><tr><th>项目</th><th>指标</th></tr></thead><tbody>'
        '<tr id="r1"><td>容量</td><td>≥50</td></tr></tbody></table></table-wrap>'
        f'<p id="p4">附加要求{_ESCAPED}。</p></sec>',
    )


@pytest.fixture
def reference() -> sts.Standard:
    return _standard(
        "en",
        "ISO 1:2025",
        "Cups",
        '<sec id="s1"><label>1</label><title>Scope</title><p id="q1">This applies to cups.</p>'
        '<p id="q0">It does not apply to jugs.</p></sec>'
        '<sec id="s4"><label>4</label><title>Requirements</title>'
        '<p id="q2">Water absorption shall not exceed 0,5 %.</p><p id="q3">It shall be clean.</p>'
        '<p id="q5">The capacity shall be at least 40.</p></sec>'
        '<sec id="s9"><label>9</label><title>Report</title><p id="q9">A report shall be written.</p></sec>',
    )


def _finding(number: int, category: str, sub: str, severity: str, **more: object) -> Divergence:
    values: dict[str, object] = {
        "id": f"D{number:02}",
        "category": category,
        "sub": sub,
        "nature": "T",
        "severity": severity,
        "effect": {"degree": "MOD", "advanced": "?"},
        "draft": (),
        "reference": (),
        "rule": "rule-1",
        "confidence": 0.8,
        "note": {"en": f"Sentence {number} {HOSTILE}", "zh": f"说明{number}"},
    }
    return Divergence.model_validate(values | more)


def _excerpt(provision: str, clause: str, start: int, text: str) -> Excerpt:
    return Excerpt(provision=provision, clause=clause, start=start, end=start + len(text), text=text)


@pytest.fixture
def comparison(draft: sts.Standard, reference: sts.Standard) -> Comparison:
    return Comparison(
        draft=DocumentIdentity(
            designation=draft.designation, title=draft.titles, language="zh", path="drafts/a.sts.xml@v1"
        ),
        reference=DocumentIdentity(designation="ISO 1:2025", title=reference.titles, language="en"),
        alignment=(
            Link(draft=("p1",), reference=("q1",), relation="equivalent", score=0.9),
            Link(draft=("p2",), reference=("q2",), relation="equivalent", score=0.8),
            Link(draft=("p3",), reference=("q3",), relation="equivalent", moved=True, score=0.7),
            Link(draft=("r1",), reference=("q5",), relation="equivalent", score=0.6),
            Link(draft=("p4",), reference=(), relation="added"),
            Link(draft=(), reference=("q9",), relation="missing"),
            Link(draft=(), reference=("q0",), relation="missing"),
        ),
        divergences=(
            _finding(1, "AD", "requirement", "minor", draft=("p4",)),
            _finding(2, "VF", "weaker", "major", draft=("p3",), reference=("q3",), confidence=0.9),
            _finding(
                3, "QL", "stricter", "major", draft=("p2",), reference=("q2",),
                draft_value="≤ 0.3 %", reference_value="≤ 0,5 %", characteristic="吸水率",
                draft_evidence=(_excerpt("p2", "5", 4, "不大于0.3 %"),),
                reference_evidence=(_excerpt("q2", "4", 27, "exceed 0,5 %"),),
            ),
            _finding(4, "QL", "conflicting", "blocker", draft=("r1",), reference=("q5",),
                     draft_evidence=(_excerpt("r1", "5", 5, "≥50"),)),
            _finding(5, "MI", "requirement", "major", reference=("q9",)),
            _finding(6, "SC", "newly-invented", "major", reference=("q0",)),
            _finding(7, "ZZ", "", "info", draft=("p1",), reference=("q1",)),
        ),
        degree="NEQ",
        degree_reason={"en": "No adoption is claimed.", "zh": "未声明采用。"},
        encoders=("usem3",),
    )  # fmt: skip
