"""Errors of the decisions beside a draft."""

from workbench.messages import UserError


class DecisionsError(UserError):
    """Decisions that cannot be read, or that name what is not there."""
