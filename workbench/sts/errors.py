"""Errors of reading, editing and saving a standard."""

from workbench.messages import UserError


class StsError(UserError):
    """A document that cannot be read, edited or saved as asked."""
