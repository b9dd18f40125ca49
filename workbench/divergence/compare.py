"""Compare two standards: align their provisions, find where they diverge, judge the degree."""

from collections.abc import Sequence

from workbench.alignment import Progress, Unit, align
from workbench.alignment.encoders import Encoder
from workbench.decisions import Decisions, bind_findings, name_of
from workbench.divergence.comparability import Comparability
from workbench.divergence.context import Context
from workbench.divergence.deciding import decided
from workbench.divergence.degree import Obstacle, judge
from workbench.divergence.families import families
from workbench.divergence.finding import Finding, identified
from workbench.divergence.folding import fold
from workbench.divergence.indices import indices
from workbench.divergence.model import Comparison, Divergence, DocumentIdentity, ProvisionText, Step
from workbench.divergence.natures import with_natures
from workbench.divergence.perspectives import check
from workbench.divergence.perspectives import judge as judge_for
from workbench.divergence.record import Record
from workbench.divergence.severities import with_severities
from workbench.messages import UI_LANGUAGES, Message
from workbench.sts import Standard

TRANSLATION = "translation"
"""The perspective in which a mismatch is a defect of the translation."""

_ALIGNING = 0.9
"""Share of the work that aligning is."""


def compare(
    draft: Standard,
    reference: Standard,
    *,
    encoder: Encoder | None = None,
    decisions: Decisions | None = None,
    perspectives: Sequence[str] = (),
    progress: Progress | None = None,
) -> Comparison:
    """Align ``draft`` with ``reference`` and find their divergences, seen from the reference.

    ``decisions`` of a person bind (:func:`workbench.decisions.load_decisions`). ``perspectives`` are purposes
    for which the same findings are judged (``adoption``, ``advanced``, ``export:RU``, ...); with
    ``translation`` the draft is held against the reference as a translation of it. ``progress`` is called
    with the share that is done, 0 to 1.

    Raises:
        StsError: where a document holds no provision or the same id twice.
        EncoderError: where no encoder knows one of the languages.
        PerspectiveError: where there is no such perspective.
    """
    for name in perspectives:
        check(name)
    report = progress or (lambda share: None)
    kept = decisions or Decisions()
    alignment = align(
        draft,
        reference,
        encoder=encoder,
        decisions=kept.links,
        progress=lambda share: report(_ALIGNING * share),
    )
    context = Context(draft, reference, alignment, TRANSLATION in perspectives)
    record = Record(context)
    found = fold(tuple(finding for find in families() for finding in find(context)))
    found = record.with_statements(with_severities(context, with_natures(context, record, found)))
    comparability = Comparability(context, found)
    found = comparability.keyed(found)
    found = _in_order((*found, *record.problems(found)))
    divergences = identified(found)
    bound = bind_findings(
        kept.findings, name_of(reference), divergences, draft.provisions, reference.provisions
    )
    kept_findings, divergences, rejected = decided(found, divergences, bound)
    judgement = judge(context, record, kept_findings)
    # Whether a claim holds is known only once everything else is.
    contradicted = identified(tuple(record.contradicted(judgement.degree)))
    comparison = Comparison(
        draft=_identity(draft, alignment.draft, alignment.languages[0]),
        reference=_identity(reference, alignment.reference, alignment.languages[1]),
        alignment=alignment.links,
        divergences=(*contradicted, *divergences),
        rejected=rejected,
        indices=tuple(indices(context, comparability)),
        degree=judgement.degree,
        degree_reason=_rendered(judgement.reason),
        claimed=context.claim.degree if context.claim else "",
        steps=_steps(judgement.steps, kept_findings, divergences),
        unavailable=context.unavailable,
        encoders=(alignment.encoder,),
        stale_decisions=tuple(one.decision for one in alignment.decisions if one.stale),
        stale_findings=tuple(one.decision for one in bound if one.stale),
    )
    report(1.0)
    return comparison.model_copy(
        update={"views": tuple(judge_for(comparison, name) for name in perspectives)}
    )


def _steps(
    obstacles: Sequence[Obstacle], findings: Sequence[Finding], divergences: Sequence[Divergence]
) -> tuple[Step, ...]:
    names = {id(finding): one.id for finding, one in zip(findings, divergences, strict=True)}
    return tuple(
        Step(
            id=obstacle.id,
            note=_rendered(obstacle.message),
            findings=tuple(names[id(finding)] for finding in obstacle.findings),
        )
        for obstacle in obstacles
    )


def _rendered(message: Message) -> dict[str, str]:
    return {language: message.render(language) for language in UI_LANGUAGES}


def _in_order(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """By place in the draft; what only the reference has follows at the end, by place there."""

    def place(finding: Finding) -> tuple[int, int, str]:
        units = finding.draft or finding.reference
        return (0 if finding.draft else 1, units[0].index, finding.category)

    return tuple(sorted(findings, key=place))


def _identity(standard: Standard, units: tuple[Unit, ...], language: str) -> DocumentIdentity:
    return DocumentIdentity(
        designation=standard.designation,
        title=standard.titles,
        language=language,
        path=standard.name,
        provisions=tuple(
            ProvisionText(
                id=unit.id,
                kind=unit.provision.kind.value,
                clause=unit.provision.clause_number,
                heading=unit.provision.heading,
                text=unit.text,
                normative=unit.provision.normative,
            )
            for unit in units
        ),
    )
