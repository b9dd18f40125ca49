"""Names of the terms of a comparison in the user's language."""

from workbench.messages import translate

SEVERITIES = ("blocker", "major", "minor", "info")
"""Severities, the gravest first."""


def name_of(group: str, code: str, ui_language: str | None = None) -> str:
    """The name of ``code`` in one of the groups of the catalogue page ``divergence-names``.

    ``group`` is ``category``, ``sub``, ``severity``, ``nature``, ``relation``, ``degree`` or ``kind``. A code
    without a name is shown as it is: a later version of the comparison may know more than this one.
    """
    try:
        return translate(f"divergence.{group}.{code}", ui_language)
    except KeyError:
        return code
