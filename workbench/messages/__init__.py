"""What the workbench says to people, in Chinese or English at their choice.

Every sentence that a user can meet has an id and stands in one catalogue, ``catalogue/*.yaml``
(``id: {en: ..., zh: ...}``, placeholders as in :meth:`str.format`). Python code names ids only, so that
a translator never opens it and no text exists in one language alone.
"""

from workbench.messages._catalogue import (
    UI_LANGUAGES,
    Message,
    UserError,
    set_ui_language,
    translate,
    ui_language,
    using_ui_language,
)

__all__ = [
    "UI_LANGUAGES",
    "Message",
    "UserError",
    "set_ui_language",
    "translate",
    "ui_language",
    "using_ui_language",
]
