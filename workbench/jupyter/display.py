"""What a notebook shows: a standard with its outline, a comparison with its findings."""

from __future__ import annotations

import itertools
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.divergence import Comparison, Divergence
from workbench.divergence.views import View
from workbench.dossier import (
    SEVERITIES,
    Reading,
    Side,
    comparison_fragment,
    name_of,
    read_comparison,
    write_report,
)
from workbench.interchange import OutlineItem, render_standard, stylesheet
from workbench.messages import UserError, translate
from workbench.sts import Standard

if TYPE_CHECKING:
    import pandas as pd

Codes = str | Iterable[str] | None
"""One code, several, or ``None`` for all."""

_outputs = itertools.count(1)
_LISTED = 20
"""Findings listed where a notebook shows plain text."""

_STANDARD_STYLE = """
.wb-output .wb-contents ul { list-style: none; margin: 0; padding-inline-start: 1.4em; }
.wb-output .wb-contents > ul { padding: 0; columns: 24em auto; }
.wb-output summary { cursor: pointer; font-weight: 600; margin: .6em 0 .3em; }
.wb-output .wb-full { max-height: 40rem; overflow: auto; border: 1px solid var(--jp-border-color1, #c4c8ce); }
"""


class DisplayError(UserError):
    """A view was asked for something that is not in it."""


def install() -> None:
    """Let IPython show standards by :func:`standard_html`; outside of IPython nothing happens."""
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    if shell is not None:
        formatters = shell.display_formatter.formatters
        formatters["text/html"].for_type(Standard, standard_html)
        formatters["text/markdown"].for_type(Standard, standard_markdown)


def standard_html(standard: Standard) -> str:
    """A standard for a notebook: what it is, its contents, and its full text to open."""
    prefix = f"wb{next(_outputs)}-"
    rendered = render_standard(standard, anchor_prefix=prefix)
    parts = [
        f"<style>{stylesheet()}{_STANDARD_STYLE}</style>",
        '<div class="wb-output">',
        f"<p><strong>{escape(rendered.designation)}</strong> {escape(rendered.title)}<br>"
        f"{escape(_facts(standard))}</p>",
        f"<details open><summary>{translate('jupyter.display.outline')}</summary>",
        f'<div class="wb-contents">{_outline_html(rendered.outline)}</div></details>',
        f"<details><summary>{translate('jupyter.display.text')}</summary>",
        f'<div class="wb-full">{rendered.html}</div></details></div>',
    ]
    return "".join(parts)


def standard_markdown(standard: Standard) -> str:
    """The same as Markdown, without the text."""
    rendered = render_standard(standard)
    lines = [f"**{_plain(rendered.designation)}** {_plain(rendered.title)}", "", _facts(standard), ""]
    lines += [
        f"{'  ' * (item.level - 1)}- {_plain(item.number)} {_plain(item.title)}" for item in rendered.outline
    ]
    return "\n".join(lines)


class ComparisonView:
    """A comparison with both standards, as a notebook shows it; iterating gives its findings."""

    def __init__(
        self,
        comparison: Comparison,
        draft: Standard,
        reference: Standard,
        *,
        ui_language: str | None = None,
    ) -> None:
        self.comparison = comparison
        self.draft = draft
        self.reference = reference
        self.ui_language = ui_language

    @property
    def findings(self) -> tuple[Divergence, ...]:
        """The findings, in the order of the draft."""
        return self.comparison.divergences

    @property
    def views(self) -> tuple[View, ...]:
        """What the perspectives say that were asked for."""
        return self.comparison.views

    @property
    def degree(self) -> str:
        """``IDT``, ``MOD``, ``NEQ`` or ``UNDECIDED``."""
        return self.comparison.degree

    def __len__(self) -> int:
        return len(self.findings)

    def __iter__(self) -> Iterator[Divergence]:
        return iter(self.findings)

    def filter(self, *, category: Codes = None, severity: Codes = None) -> ComparisonView:
        """A view of the findings with these codes only; alignment and degree stay those of the whole.

        Raises:
            DisplayError: for a severity that does not exist, or a category without a finding.
        """
        present = sorted({found.category for found in self.findings})
        categories = _chosen(category, present, "jupyter.display.unknown-category")
        severities = _chosen(severity, SEVERITIES, "jupyter.display.unknown-severity")
        kept = tuple(
            found for found in self.findings if found.category in categories and found.severity in severities
        )
        narrowed = self.comparison.model_copy(update={"divergences": kept})
        return ComparisonView(narrowed, self.draft, self.reference, ui_language=self.ui_language)

    def to_frame(self, *, ui_language: str | None = None) -> pd.DataFrame:
        """The findings as a table, one a row.

        Columns: id, category, sub, severity, nature, clause, draft_text, reference_text, draft_value,
        reference_value, confidence (0 to 1), note. With ``ui_language`` the columns and codes are named in
        that language instead.
        """
        rows = []
        for finding in self._reading(ui_language).findings:
            found = finding.divergence
            named = ui_language is not None
            rows.append(
                {
                    "id": found.id,
                    "category": finding.category if named else found.category,
                    "sub": finding.sub if named else found.sub,
                    "severity": finding.severity if named else found.severity,
                    "nature": finding.nature if named else found.nature,
                    "clause": finding.clause or finding.reference_clause,
                    "draft_text": _text(finding.draft),
                    "reference_text": _text(finding.reference),
                    "draft_value": found.draft_value,
                    "reference_value": found.reference_value,
                    "confidence": found.confidence,
                    "note": finding.sentence,
                }
            )
        return _frame(rows, _FINDING_COLUMNS, ui_language)

    def alignment_frame(self, *, ui_language: str | None = None) -> pd.DataFrame:
        """The alignment as a table, one link a row, in the order of the draft.

        Columns: relation, moved, weak (for a person to decide), decision (of a person, empty where none),
        score (0 to 1, missing where nothing is linked), reasons (parts of the score, the strongest first),
        draft_clause, draft_text, reference_clause, reference_text, draft_ids, reference_ids.
        """
        rows = [
            {
                "relation": pair.relation if ui_language else pair.link.relation,
                "moved": pair.link.moved,
                "weak": pair.link.weak,
                "decision": pair.link.decision or "",
                "score": pair.link.score,
                "reasons": _reasons(pair.link.reasons, ui_language),
                "draft_clause": _clauses(pair.draft),
                "draft_text": _text(pair.draft),
                "reference_clause": _clauses(pair.reference),
                "reference_text": _text(pair.reference),
                "draft_ids": " ".join(pair.link.draft),
                "reference_ids": " ".join(pair.link.reference),
            }
            for pair in self._reading(ui_language).pairs
        ]
        return _frame(rows, _ALIGNMENT_COLUMNS, ui_language)

    def verdicts_frame(self, *, ui_language: str | None = None) -> pd.DataFrame:
        """What each perspective makes of each finding, the gravest first.

        Columns: perspective, id, verdict, clause, category, sub, draft_value, reference_value, note.
        """
        reading = self._reading(ui_language)
        language = reading.ui_language
        findings = {finding.divergence.id: finding for finding in reading.findings}
        rows = [
            {
                "perspective": view.perspective,
                "id": verdict.finding,
                "verdict": verdict.name[language] if ui_language else verdict.code,
                "clause": finding.clause or finding.reference_clause,
                "category": finding.category if ui_language else finding.divergence.category,
                "sub": finding.sub if ui_language else finding.divergence.sub,
                "draft_value": finding.divergence.draft_value,
                "reference_value": finding.divergence.reference_value,
                "note": verdict.note[language],
            }
            for view in self.views
            for verdict in view.verdicts
            if (finding := findings.get(verdict.finding)) is not None
        ]
        return _frame(rows, _VERDICT_COLUMNS, ui_language)

    def indices_frame(self, *, ui_language: str | None = None) -> pd.DataFrame:
        """The limits of the draft beside the reference's: the raw table behind an advancedness table.

        Columns: clause, characteristic, item, draft_value, reference_value, verdict, gap, draft_method,
        reference_method, key_differs, core, safety, level (by the perspective ``advanced`` where asked for).
        """
        advanced = next((view for view in self.views if view.perspective == "advanced"), None)
        language = ui_language or "en"
        levels = (
            {one.index: one.name[language] if ui_language else one.code for one in advanced.indices}
            if advanced
            else {}
        )
        rows = [
            {
                "clause": index.clause,
                "characteristic": index.characteristic,
                "item": index.item,
                "draft_value": index.draft_value,
                "reference_value": index.reference_value,
                "verdict": name_of("sub", index.verdict, ui_language) if ui_language else index.verdict,
                "gap": index.gap,
                "draft_method": index.draft_method,
                "reference_method": index.reference_method,
                "key_differs": _key(index.key_differs, ui_language),
                "core": index.core,
                "safety": index.safety,
                "level": levels.get(place, ""),
            }
            for place, index in enumerate(self.comparison.indices)
        ]
        return _frame(rows, _INDEX_COLUMNS, ui_language)

    def save_html(self, path: str | os.PathLike[str], *, ui_language: str | None = None) -> Path:
        """Write the comparison report to ``path``; gives the path.

        Raises:
            StsError: where the file cannot be written.
        """
        language = ui_language or self.ui_language
        return write_report(path, self.comparison, self.draft, self.reference, ui_language=language)

    def _repr_html_(self) -> str:
        return comparison_fragment(self._reading(None), f"wb{next(_outputs)}-")

    def _repr_markdown_(self) -> str:
        reading = self._reading(None)
        language = reading.ui_language
        columns = ("id", "severity", "clause", "category", "draft_value", "reference_value", "note")
        heads = [translate(f"jupyter.display.column.{column}", language) for column in columns]
        lines = [f"**{_plain(self._summary(reading))}**", "", _row(heads), _row(["---"] * len(heads))]
        for finding in reading.findings[:_LISTED]:
            found = finding.divergence
            what = f"{finding.category} – {finding.sub}" if finding.sub else finding.category
            cells = [found.id, finding.severity, finding.clause or finding.reference_clause, what]
            cells += [finding.draft_value, finding.reference_value, finding.sentence]
            lines.append(_row([_plain(cell) for cell in cells]))
        left = len(reading.findings) - _LISTED
        if left > 0:
            lines += ["", translate("jupyter.display.more", language, number=left)]
        return "\n".join(lines)

    def __repr__(self) -> str:
        return self._summary(self._reading(None))

    def _summary(self, reading: Reading) -> str:
        language = reading.ui_language
        counted = [f"{count.name} {count.number}" for count in reading.severities if count.number]
        return translate(
            "jupyter.display.summary",
            language,
            draft=reading.draft.designation,
            reference=reading.reference.designation,
            degree=f"{reading.degree} ({reading.degree_name})",
            findings=len(reading.findings),
            severities=", ".join(counted) or translate("jupyter.display.no-findings", language),
        )

    def _reading(self, ui_language: str | None) -> Reading:
        return read_comparison(self.comparison, self.draft, self.reference, ui_language or self.ui_language)


_FINDING_COLUMNS = (
    "id category sub severity nature clause draft_text reference_text draft_value reference_value "
    "confidence note".split()
)
_VERDICT_COLUMNS = "perspective id verdict clause category sub draft_value reference_value note".split()
_INDEX_COLUMNS = (
    "clause characteristic item draft_value reference_value verdict gap draft_method reference_method "
    "key_differs core safety level".split()
)
_ALIGNMENT_COLUMNS = (
    "relation moved weak decision score reasons draft_clause draft_text reference_clause reference_text "
    "draft_ids reference_ids".split()
)


def _key(parts: Sequence[str], ui_language: str | None) -> str:
    """The parts of the comparability key that differ, on one line."""
    return ", ".join(translate(f"divergence.key.{one}", ui_language) if ui_language else one for one in parts)


def _reasons(parts: Mapping[str, float], ui_language: str | None) -> str:
    """The parts of a score on one line."""
    ranked = sorted(parts.items(), key=lambda item: -abs(item[1]))
    return ", ".join(
        f"{translate(f'alignment.part.{part}', ui_language) if ui_language else part} {share:+.2f}"
        for part, share in ranked
    )


def _frame(rows: Sequence[Mapping[str, object]], columns: list[str], ui_language: str | None) -> pd.DataFrame:
    import pandas as pd

    frame = pd.DataFrame(rows, columns=columns)
    if ui_language is not None:
        labels = {column: translate(f"jupyter.display.column.{column}", ui_language) for column in columns}
        frame = frame.rename(columns=labels)
    return frame


def _text(sides: Iterable[Side]) -> str:
    return "\n".join(side.text for side in sides)


def _clauses(sides: Iterable[Side]) -> str:
    return ", ".join(dict.fromkeys(side.clause for side in sides if side.clause))


def _chosen(codes: Codes, known: Iterable[str], message: str) -> frozenset[str]:
    known = tuple(known)
    if codes is None:
        return frozenset(known)
    wanted = frozenset((codes,) if isinstance(codes, str) else codes)
    for code in sorted(wanted - set(known)):
        raise DisplayError(message, code=code, known=", ".join(known) or "–")
    return wanted


def _facts(standard: Standard) -> str:
    return translate(
        "jupyter.display.facts",
        provisions=len(standard.provisions),
        tables=len(standard.tables),
        terms=len(standard.terms),
        references=len(standard.references),
    )


def _outline_html(items: Iterable[OutlineItem]) -> str:
    """A nested list; a level that is skipped in the document is skipped here too."""
    html: list[str] = []
    depth = 0
    for item in items:
        html.append(
            "<ul><li>" * (item.level - depth) or "</li>" + "</ul></li>" * (depth - item.level) + "<li>"
        )
        depth = item.level
        status = "" if item.normative else f" <small>({translate('jupyter.display.informative')})</small>"
        label = f"{escape(item.number)} {escape(item.title)}"
        html.append(f'<a href="#{escape(item.anchor)}">{label.strip()}</a>{status}')
    return "".join(html) + "</li></ul>" * depth


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _plain(text: str) -> str:
    """``text`` as Markdown that says just that: one line, nothing in it is markup."""
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]<>()#+!|~$" else sign for sign in " ".join(text.split()))
