"""Compare two standards: align their provisions, find where they diverge, judge the degree."""

from collections.abc import Iterable

from workbench.alignment import Decision, Progress, Unit, align
from workbench.alignment.encoders import Encoder
from workbench.divergence.context import Context
from workbench.divergence.degree import judge
from workbench.divergence.families import families
from workbench.divergence.finding import Finding
from workbench.divergence.model import Comparison, DocumentIdentity, ProvisionText
from workbench.messages import UI_LANGUAGES
from workbench.sts import Standard

_ALIGNING = 0.9
"""Share of the work that aligning is."""


def compare(
    draft: Standard,
    reference: Standard,
    *,
    encoder: Encoder | None = None,
    decisions: Iterable[Decision] = (),
    progress: Progress | None = None,
) -> Comparison:
    """Align ``draft`` with ``reference`` and find their divergences, seen from the reference.

    ``decisions`` of a person about links bind (:func:`workbench.alignment.load_decisions`).
    ``progress`` is called with the share that is done, 0 to 1.

    Raises:
        StsError: where a document holds no provision or the same id twice.
        EncoderError: where no encoder knows one of the languages.
    """
    report = progress or (lambda share: None)
    alignment = align(
        draft,
        reference,
        encoder=encoder,
        decisions=decisions,
        progress=lambda share: report(_ALIGNING * share),
    )
    context = Context(draft, reference, alignment)
    findings = _in_order(tuple(finding for find in families() for finding in find(context)))
    judgement = judge(context, findings)
    report(1.0)
    return Comparison(
        draft=_identity(draft, alignment.draft, alignment.languages[0]),
        reference=_identity(reference, alignment.reference, alignment.languages[1]),
        alignment=alignment.links,
        divergences=tuple(finding.numbered(number) for number, finding in enumerate(findings, 1)),
        degree=judgement.degree,
        degree_reason={language: judgement.reason.render(language) for language in UI_LANGUAGES},
        encoders=(alignment.encoder,),
        stale_decisions=tuple(one.decision for one in alignment.decisions if one.stale),
    )


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
