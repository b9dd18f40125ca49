"""Comparing two documents of the lab's folder, as the lab shows it."""

from workbench import divergence, sts
from workbench.decisions import load_decisions
from workbench.jupyter.documents import DocumentFolder, DocumentSpec, page
from workbench.jupyter.naming import names_of, purposes
from workbench.jupyter.pages import CompareRequest, ComparisonPage, DecideFindingRequest


def compare(folder: DocumentFolder, request: CompareRequest) -> ComparisonPage:
    """Compare the two documents of ``request``; paths in the answer are relative to ``folder``."""
    draft, reference, comparison = compared(folder, request)
    return ComparisonPage(
        comparison=comparison.model_copy(
            update={
                "draft": _named(comparison.draft, request.draft),
                "reference": _named(comparison.reference, request.reference),
            }
        ),
        names=names_of(comparison),
        purposes=purposes(),
        draft=page(draft, request.draft),
        reference=page(reference, request.reference),
    )


def compared(
    folder: DocumentFolder, request: CompareRequest | DecideFindingRequest
) -> tuple[sts.Standard, sts.Standard, divergence.Comparison]:
    """The two documents of ``request`` as they are now, and their comparison with what was decided."""
    draft, reference = folder.read(request.draft), folder.read(request.reference)
    folder.check_decisions(draft)
    comparison = divergence.compare(
        draft, reference, decisions=load_decisions(draft), perspectives=request.perspectives
    )
    return draft, reference, comparison


def _named(identity: divergence.DocumentIdentity, text: str) -> divergence.DocumentIdentity:
    return identity.model_copy(update={"path": str(DocumentSpec.parse(text))})
