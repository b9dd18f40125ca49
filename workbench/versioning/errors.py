"""Errors of reading and saving versions."""

from workbench.messages import UserError


class VersioningError(UserError):
    """A version that cannot be read or saved as asked."""
