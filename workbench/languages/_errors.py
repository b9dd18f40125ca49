"""Errors of this package."""

from workbench.messages import UserError


class LanguageDataError(UserError):
    """A file of language data says something that its schema does not allow."""
