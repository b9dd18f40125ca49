"""Align the provisions of two documents."""

from workbench.alignment.model import Link, Relation

__all__ = ["Link", "Relation"]
