"""Errors of this package."""

from workbench.messages import UserError


class DesignationDataError(UserError):
    """A file of bodies, equivalences or bibliographic data says something that cannot be used."""
