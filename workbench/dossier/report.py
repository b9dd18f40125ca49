"""The comparison report: one HTML file that a committee reads, prints and archives."""

import base64
import hashlib
import os
from functools import cache, partial
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from workbench.divergence import Comparison
from workbench.dossier.names import name_of
from workbench.dossier.reading import Reading, read_comparison
from workbench.messages import translate
from workbench.sts import Standard, write_atomically


def comparison_report(
    comparison: Comparison, draft: Standard, reference: Standard, *, ui_language: str | None = None
) -> str:
    """The comparison as one self-contained HTML document.

    It loads nothing, is complete without scripts and prints on A4. ``ui_language`` is ``"zh"`` or ``"en"``,
    the user's where omitted; the documents' texts stay in their languages.
    """
    reading = read_comparison(comparison, draft, reference, ui_language)
    style, script = _asset("report.css"), _asset("report.js")
    return render(
        "report.html.j2",
        reading,
        style=Markup(style),  # noqa: S704 - a file of this package
        script=Markup(script),  # noqa: S704 - a file of this package
        style_hash=_hash(style),
        script_hash=_hash(script),
    )


def comparison_fragment(reading: Reading, identity: str) -> str:
    """The comparison as a part of a page, such as a notebook's output; without scripts.

    ``identity`` tells this part from others of the same page: it starts every id.
    """
    style = Markup(_asset("report.css"))  # noqa: S704 - a file of this package
    return render("view.html.j2", reading, style=style, identity=identity)


def write_report(
    path: str | os.PathLike[str],
    comparison: Comparison,
    draft: Standard,
    reference: Standard,
    *,
    ui_language: str | None = None,
) -> Path:
    """Write :func:`comparison_report` to ``path``, the whole file or nothing; gives the path.

    Raises:
        StsError: where the file cannot be written.
    """
    target = Path(path)
    report = comparison_report(comparison, draft, reference, ui_language=ui_language)
    write_atomically(target, report.encode())
    return target


def render(template: str, reading: Reading, **values: object) -> str:
    """Fill in one of the package's templates; everything that is not :class:`Markup` is escaped."""
    language = reading.ui_language
    return _environment().get_template(template).render(
        reading=reading,
        t=lambda key, **inner: translate(key, language, **inner),
        labelled=lambda key, value: translate(
            "dossier.labelled", language, name=translate(f"dossier.{key}", language), value=value
        ),
        name=partial(name_of, ui_language=language),
        percent=lambda share: translate("dossier.percent", language, value=round(share * 100)),
        **values,
    )  # fmt: skip


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("workbench.dossier"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _asset(name: str) -> str:
    return (files("workbench.dossier") / "templates" / name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    """Source expression of the Content Security Policy that allows exactly this content."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
