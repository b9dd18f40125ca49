"""A comparison made ready to be read: texts looked up, differences marked, findings in clause order."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from workbench.alignment import Link
from workbench.divergence import Comparison, Divergence, Excerpt
from workbench.divergence.views import Verdict, View
from workbench.dossier.names import SEVERITIES, name_of
from workbench.interchange import differing_spans, mark_spans, same_language
from workbench.messages import translate
from workbench.messages import ui_language as users_language
from workbench.sts import Provision, Row, Standard

Span = tuple[int, int]
Marks = Mapping[str, list[Span]]
"""What is to be marked, by id of the provision."""

Heading = tuple[str, str]
"""Number and title of a clause."""

_CELL_SEPARATOR = " | "
_TOP = 5
_PRECEDENCE = ("SP", "QL", "TO", "TR", "VF", "TM", "TC", "SA", "NR", "MI")
"""Categories that a reader must know of first, at the same severity; all others follow."""


@dataclass(frozen=True)
class Side:
    """A provision of one document as it is shown; ``html`` has its differing words marked."""

    id: str
    clause: str
    heading: str
    kind: str
    label: str
    language: str
    text: str
    html: Markup
    cells: tuple[tuple[str, Markup], ...] = ()


@dataclass(frozen=True)
class Finding:
    """A divergence with its names and texts.

    ``folded`` are sentences about what follows from it, ``verdicts`` the names and notes of what each
    perspective makes of it, ``decision`` what a person decided about it.
    """

    divergence: Divergence
    category: str
    sub: str
    severity: str
    nature: str
    sentence: str
    clause: str
    heading: str
    reference_clause: str
    reference_heading: str
    draft: tuple[Side, ...]
    reference: tuple[Side, ...]
    draft_value: str
    reference_value: str
    pair: int
    folded: tuple[str, ...] = ()
    verdicts: tuple[tuple[str, str], ...] = ()
    decision: str = ""


@dataclass(frozen=True)
class Pair:
    """A link: both texts side by side, and the findings between them."""

    number: int
    link: Link
    relation: str
    draft: tuple[Side, ...]
    reference: tuple[Side, ...]
    findings: tuple[Divergence, ...]


@dataclass(frozen=True)
class ClauseFindings:
    """The findings of one clause; ``only_reference`` where the draft has no such clause."""

    number: str
    heading: str
    only_reference: bool
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Count:
    """How many findings have a code; ``share`` of the largest count of its group, 0 to 1."""

    code: str
    name: str
    number: int
    share: float


@dataclass(frozen=True)
class Document:
    """Which document was compared."""

    designation: str
    title: str
    language: str
    path: str
    provisions: int


@dataclass(frozen=True)
class StepToDegree:
    """What stands between the draft and the next better degree."""

    sentence: str
    findings: tuple[str, ...]


@dataclass(frozen=True)
class Purpose:
    """A perspective: conclusion, gates as (id, state, sentence), and how many findings have which verdict."""

    title: str
    conclusion: str
    gates: tuple[tuple[str, str, str], ...]
    verdicts: tuple[Count, ...]


@dataclass(frozen=True)
class Reading:
    """Everything that a report or a view of a comparison shows."""

    ui_language: str
    draft: Document
    reference: Document
    degree: str
    degree_name: str
    degree_reason: str
    severities: tuple[Count, ...]
    categories: tuple[Count, ...]
    relations: tuple[Count, ...]
    top: tuple[Finding, ...]
    findings: tuple[Finding, ...]
    clauses: tuple[ClauseFindings, ...]
    pairs: tuple[Pair, ...]
    encoders: tuple[str, ...]
    claimed: str = ""
    steps: tuple[StepToDegree, ...] = ()
    purposes: tuple[Purpose, ...] = ()
    rejected: tuple[Finding, ...] = ()
    unavailable: tuple[str, ...] = ()
    needing_review: int = 0

    @property
    def changes(self) -> tuple[Pair, ...]:
        """The links that are more than one provision corresponding to one in the same place."""
        return tuple(pair for pair in self.pairs if pair.link.relation != "equivalent" or pair.link.moved)


def read_comparison(
    comparison: Comparison, draft: Standard, reference: Standard, ui_language: str | None = None
) -> Reading:
    """Make ``comparison`` of ``draft`` with ``reference`` ready to be read in ``ui_language``."""
    return _Reader(comparison, draft, reference, ui_language or users_language()).read()


class _Reader:
    def __init__(
        self, comparison: Comparison, draft: Standard, reference: Standard, ui_language: str
    ) -> None:
        self.comparison = comparison
        self.ui_language = ui_language
        self.standards = (draft, reference)
        self.provisions = tuple(
            {provision.id: provision for provision in standard.provisions} for standard in self.standards
        )
        self.order = tuple({id_: place for place, id_ in enumerate(known)} for known in self.provisions)
        self.verdicts: dict[str, list[Verdict]] = defaultdict(list)
        for view in comparison.views:
            for verdict in view.verdicts:
                self.verdicts[verdict.finding].append(verdict)
        self.one_language = same_language(draft.language, reference.language)
        self.links = self._links_in_reading_order()
        self.pair_of = {
            (side, id_): number
            for number, link in enumerate(self.links)
            for side, ids in enumerate((link.draft, link.reference))
            for id_ in ids
        }

    def read(self) -> Reading:
        comparison = self.comparison
        findings = tuple(sorted((self._finding(found) for found in comparison.divergences), key=_place))
        return Reading(
            ui_language=self.ui_language,
            draft=self._document(0, comparison.draft.path),
            reference=self._document(1, comparison.reference.path),
            degree=comparison.degree,
            degree_name=name_of("degree", comparison.degree, self.ui_language),
            degree_reason=comparison.degree_reason.get(self.ui_language, ""),
            severities=self._counts("severity", (found.severity for found in comparison.divergences)),
            categories=self._counts("category", (found.category for found in comparison.divergences)),
            relations=self._counts("relation", _relations(comparison.alignment)),
            top=tuple(sorted(findings, key=_gravity))[:_TOP],
            findings=findings,
            clauses=_by_clause(findings, self._clauses_of_the_draft()),
            pairs=self._pairs(),
            encoders=comparison.encoders,
            claimed=comparison.claimed,
            steps=tuple(
                StepToDegree(step.note.get(self.ui_language, ""), step.findings) for step in comparison.steps
            ),
            purposes=tuple(self._purpose(view) for view in comparison.views),
            rejected=tuple(self._finding(found) for found in comparison.rejected),
            unavailable=comparison.unavailable,
            needing_review=sum(found.needs_review for found in comparison.divergences),
        )

    def _purpose(self, view: View) -> Purpose:
        numbers = Counter(verdict.code for verdict in view.verdicts)
        names = {verdict.code: verdict.name[self.ui_language] for verdict in view.verdicts}
        most = max(numbers.values(), default=1)
        states = {True: "passed", False: "failed", None: "open"}
        return Purpose(
            title=view.title[self.ui_language],
            conclusion=view.conclusion[self.ui_language],
            gates=tuple((gate.id, states[gate.passed], gate.note[self.ui_language]) for gate in view.gates),
            verdicts=tuple(
                Count(code, name, numbers[code], numbers[code] / most) for code, name in names.items()
            ),
        )

    def _document(self, side: int, path: str) -> Document:
        standard = self.standards[side]
        return Document(
            designation=standard.designation or standard.name,
            title=standard.title(self.ui_language),
            language=standard.language,
            path=path,
            provisions=len(self.provisions[side]),
        )

    def _counts(self, group: str, codes: Iterable[str]) -> tuple[Count, ...]:
        """All severities in their order; of everything else what occurs, the most frequent first."""
        numbers = Counter(codes)
        most = max(numbers.values(), default=1)
        listed = SEVERITIES if group == "severity" else [code for code, _ in numbers.most_common()]
        return tuple(
            Count(code, name_of(group, code, self.ui_language), numbers[code], numbers[code] / most)
            for code in listed
        )

    # Links

    def _links_in_reading_order(self) -> list[Link]:
        """The draft's order; what only the reference has stands after what precedes it there."""
        links = self.comparison.alignment
        anchor: dict[int, int] = {}
        for link in links:
            if link.draft and not link.moved:
                for id_ in link.reference:
                    anchor[self.order[1].get(id_, -1)] = self._first(0, link.draft)
        places = sorted(anchor)

        def place(link: Link) -> tuple[int, int, int]:
            first = self._first(1, link.reference)
            if link.draft:
                return self._first(0, link.draft), 0, first
            before = [position for position in places if position < first]
            return anchor[before[-1]] if before else -1, 1, first

        return sorted(links, key=place)

    def _first(self, side: int, ids: Sequence[str]) -> int:
        return min((self.order[side].get(id_, 0) for id_ in ids), default=-1)

    def _pairs(self) -> tuple[Pair, ...]:
        findings: dict[int, list[Divergence]] = defaultdict(list)
        for found in self.comparison.divergences:
            for number in self._pairs_touched(found):
                findings[number].append(found)
        pairs = []
        for number, link in enumerate(self.links):
            here = findings[number]
            draft, reference = self._sides(link.draft, link.reference, here)
            relation = name_of("relation", link.relation, self.ui_language)
            pairs.append(Pair(number, link, relation, draft, reference, tuple(here)))
        return tuple(pairs)

    def _pairs_touched(self, found: Divergence) -> list[int]:
        touched = [(0, id_) for id_ in found.draft] + [(1, id_) for id_ in found.reference]
        return sorted({self.pair_of[key] for key in touched if key in self.pair_of})

    def _clauses_of_the_draft(self) -> dict[Heading, Heading]:
        """The clause of the draft that most provisions of a clause of the reference correspond to."""
        linked: dict[Heading, Counter[Heading]] = defaultdict(Counter)
        for link in self.links:
            for mine in (self.provisions[0][id_] for id_ in link.draft if id_ in self.provisions[0]):
                for theirs in (
                    self.provisions[1][id_] for id_ in link.reference if id_ in self.provisions[1]
                ):
                    linked[theirs.clause_number, theirs.heading][mine.clause_number, mine.heading] += 1
        return {clause: found.most_common(1)[0][0] for clause, found in linked.items()}

    # Findings

    def _finding(self, found: Divergence) -> Finding:
        draft, reference = self._sides(found.draft, found.reference, [found])
        pairs = self._pairs_touched(found)
        return Finding(
            divergence=found,
            category=name_of("category", found.category, self.ui_language),
            sub=name_of("sub", found.sub, self.ui_language) if found.sub else "",
            severity=name_of("severity", found.severity, self.ui_language),
            nature=name_of("nature", found.nature, self.ui_language),
            sentence=found.note.get(self.ui_language, ""),
            clause=draft[0].clause if draft else "",
            heading=draft[0].heading if draft else "",
            reference_clause=reference[0].clause if reference else "",
            reference_heading=reference[0].heading if reference else "",
            draft=draft,
            reference=reference,
            draft_value=found.draft_value or _quoted(found.draft_evidence),
            reference_value=found.reference_value or _quoted(found.reference_evidence),
            pair=pairs[0] if pairs else len(self.links),
            folded=tuple(one.note.get(self.ui_language, "") for one in found.folded),
            verdicts=tuple(
                (verdict.name[self.ui_language], verdict.note[self.ui_language])
                for verdict in self.verdicts.get(found.id, ())
            ),
            decision=self._decision(found),
        )

    def _decision(self, found: Divergence) -> str:
        """What a person decided about a finding, on one line."""
        decision = found.decision
        if decision is None:
            return ""
        kind = (
            translate(f"divergence.reason-type.{decision.reason_type}", self.ui_language)
            if decision.reason_type
            else ""
        )
        status = translate(f"dossier.decision.{decision.status}", self.ui_language)
        return "  ".join(filter(None, (status, kind, decision.reason, decision.by, decision.at[:10])))

    # Texts

    def _sides(
        self, draft_ids: Sequence[str], reference_ids: Sequence[str], findings: Sequence[Divergence]
    ) -> tuple[tuple[Side, ...], tuple[Side, ...]]:
        known = [
            [self.provisions[side][id_] for id_ in ids if id_ in self.provisions[side]]
            for side, ids in enumerate((draft_ids, reference_ids))
        ]
        spans: tuple[Marks, Marks] = ({}, {})  # Where one side is empty, all of the other differs.
        if known[0] and known[1] and self.one_language:
            spans = _word_differences(known[0], known[1])
        elif known[0] and known[1]:
            spans = (
                _evidence(excerpt for found in findings for excerpt in found.draft_evidence),
                _evidence(excerpt for found in findings for excerpt in found.reference_evidence),
            )
        draft, reference = (
            tuple(self._side(provision, marked.get(provision.id, ())) for provision in provisions)
            for provisions, marked in zip(known, spans, strict=True)
        )
        return draft, reference

    def _side(self, provision: Provision, spans: Sequence[Span]) -> Side:
        return Side(
            id=provision.id,
            clause=provision.clause_number,
            heading=provision.heading,
            kind=name_of("kind", provision.kind, self.ui_language),
            label=provision.label,
            language=provision.language,
            text=provision.text,
            html=_marked(provision.text, spans),
            cells=_cells(provision, spans),
        )


def _relations(alignment: Iterable[Link]) -> Iterable[str]:
    for link in alignment:
        yield link.relation
        if link.moved:
            yield "moved"
        if link.weak:
            yield "weak"
        if link.decision:
            yield "decided"


def _place(finding: Finding) -> tuple[int, str]:
    return finding.pair, finding.divergence.id


def _gravity(finding: Finding) -> tuple[int, int, float, int]:
    found = finding.divergence
    rank = _PRECEDENCE.index(found.category) if found.category in _PRECEDENCE else len(_PRECEDENCE)
    return SEVERITIES.index(found.severity), rank, -found.confidence, finding.pair


def _by_clause(
    findings: Iterable[Finding], counterparts: Mapping[Heading, Heading]
) -> tuple[ClauseFindings, ...]:
    """Findings under the draft's clauses; under the reference's where the draft has none like it."""
    groups: dict[tuple[str, str, bool], list[Finding]] = {}
    for finding in findings:
        theirs = (finding.reference_clause, finding.reference_heading)
        own = (finding.clause, finding.heading) if finding.draft else counterparts.get(theirs)
        groups.setdefault((*(own or theirs), own is None), []).append(finding)
    return tuple(ClauseFindings(*key, findings=tuple(found)) for key, found in groups.items())


def _quoted(evidence: Sequence[Excerpt]) -> str:
    return " … ".join(excerpt.text for excerpt in evidence)


def _evidence(excerpts: Iterable[Excerpt]) -> dict[str, list[Span]]:
    spans: dict[str, list[Span]] = defaultdict(list)
    for excerpt in excerpts:
        spans[excerpt.provision].append((excerpt.start, excerpt.end))
    return spans


def _word_differences(draft: Sequence[Provision], reference: Sequence[Provision]) -> tuple[Marks, Marks]:
    """Differing words of all provisions of a link together: a sentence that moved over is no difference."""
    first, second = ("\n".join(provision.text for provision in side) for side in (draft, reference))
    spans = differing_spans(first, second)
    return _shared_out(draft, spans[0]), _shared_out(reference, spans[1])


def _shared_out(provisions: Sequence[Provision], spans: Iterable[Span]) -> dict[str, list[Span]]:
    spans = list(spans)
    result: dict[str, list[Span]] = {}
    start = 0
    for provision in provisions:
        end = start + len(provision.text)
        result[provision.id] = _clipped(spans, start, end)
        start = end + 1
    return result


def _clipped(spans: Iterable[Span], start: int, end: int) -> list[Span]:
    return [(max(lo, start) - start, min(hi, end) - start) for lo, hi in spans if lo < end and hi > start]


def _marked(text: str, spans: Iterable[Span]) -> Markup:
    return Markup(mark_spans(text, spans))  # noqa: S704 - mark_spans escapes the text


def _cells(provision: Provision, spans: Sequence[Span]) -> tuple[tuple[str, Markup], ...]:
    """The cells of a table row with the headers above them."""
    if not isinstance(provision, Row):
        return ()
    if _CELL_SEPARATOR.join(cell.text for cell in provision.cells) != provision.text:
        return ()
    cells = []
    start = 0
    for cell in provision.cells:
        end = start + len(cell.text)
        cells.append((" ".join(cell.headers), _marked(cell.text, _clipped(spans, start, end))))
        start = end + len(_CELL_SEPARATOR)
    return tuple(cells)
