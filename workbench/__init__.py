"""Workbench for standards drafts: load, align, compare. ``import workbench as wb``."""
