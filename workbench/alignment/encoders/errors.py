"""Errors about encoders."""

from workbench.messages import UserError


class EncoderError(UserError):
    """No encoder can do what was asked: an unknown language, a model that cannot be loaded."""
