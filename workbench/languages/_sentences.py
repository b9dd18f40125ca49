"""A text as its quantities are judged in: by clause, by sentence, and by the verbal forms around them."""

import re
from bisect import bisect_left, bisect_right

from workbench.languages._language import Language
from workbench.languages.model import Form, FormMark

_BOUNDARY = re.compile(r"[,:](?!\d)|[，。；;!?！？：\u061b\u060c]|\.\s")
_SENTENCE = re.compile(r"[。；;!?！？\u061b\u061f]|(?<![\d.])\.\s|(?<=\d)\.\s+(?=[^\W\d_a-zа-я])")
WINDOW = 160
"""Characters before a quantity in which words say what it is."""
DEMANDING = frozenset(
    (
        Form.REQUIREMENT,
        Form.PROHIBITION,
        Form.RECOMMENDATION,
        Form.DISCOURAGEMENT,
        Form.FORBIDDEN,
        Form.PERMISSION,
        Form.EXTERNAL,
    )
)
"""Verbal forms whose sentences ask something of the product."""


class ReadText:
    """A text with its clauses, sentences and verbal forms, for lookups by position."""

    def __init__(self, text: str, language: Language, form: Form, marks: tuple[FormMark, ...]) -> None:
        self.text = text
        self.language = language
        self.form = form
        self.modal = [mark for mark in marks if mark.form is not Form.INSTRUCTION]
        self._modal_ends = [mark.span[1] for mark in self.modal]
        self._procedures: dict[int, bool] = {}
        self._clauses = [0, *(match.end() for match in _BOUNDARY.finditer(text))]
        self._sentences = [0, *(match.end() for match in _SENTENCE.finditer(text))]

    def clause_start(self, position: int) -> int:
        return self._clauses[bisect_right(self._clauses, position) - 1]

    def clause_end(self, position: int) -> int:
        index = bisect_right(self._clauses, position)
        return self._clauses[index] if index < len(self._clauses) else len(self.text)

    def sentence(self, position: int) -> int:
        return bisect_right(self._sentences, position) - 1

    def sentence_bounds(self, number: int) -> tuple[int, int]:
        following = self._sentences[number + 1 :][:1]
        return self._sentences[number], following[0] if following else len(self.text)

    def window(self, position: int) -> str:
        """The clause before ``position``."""
        return self.text[max(self.clause_start(position), position - WINDOW) : position]

    def is_procedure(self, sentence: int) -> bool:
        """Whether a sentence says how specimens are treated."""
        if sentence not in self._procedures:
            bounds = self.sentence_bounds(sentence)
            found = self.language.roles.procedure.search(self.text, *bounds)
            self._procedures[sentence] = found is not None
        return self._procedures[sentence]

    def modal_before(self, position: int) -> FormMark | None:
        """The last verbal form of the sentence that ends before ``position``."""
        index = bisect_right(self._modal_ends, position)
        if index and self.modal[index - 1].span[0] >= self._sentences[self.sentence(position)]:
            return self.modal[index - 1]
        return None

    def modal_after(self, position: int) -> bool:
        """Whether a demanding verbal form stands behind ``position`` in the sentence."""
        end = self.sentence_bounds(self.sentence(position))[1]
        for mark in self.modal[bisect_left(self._modal_ends, position) :]:
            if mark.span[0] >= end:
                return False
            if mark.span[0] >= position and mark.form in DEMANDING:
                return True
        return False
