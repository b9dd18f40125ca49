"""What a provision is about that provisions about anything else do not speak of.

How a product is designed, made, traced and served is said in few words, which an encoder hardly sees beside
the name of the product: "coils are designed by simulation" is near to whatever else is said of coils.
"""

from workbench.alignment.units import Unit
from workbench.languages.lexicon import knows, mentions

_MATTERS = (
    "simulation",
    "production-equipment",
    "test-ability",
    "traceability",
    "complaint",
    "conformity-assessment",
    "keeping",
)
"""Topics of the lexicon."""


def is_matter_apart(part: Unit, whole: Unit) -> bool:
    """Whether a provision is about a matter of its own, of which what it may be a part of says nothing.

    What is said of packages may name how they are kept.
    """
    return any(
        mentions(topic, part.text, part.language) and not mentions(topic, whole.text, whole.language)
        for topic in _MATTERS
        if topic != "keeping" and knows(topic, part.language) and knows(topic, whole.language)
    )


def are_other_matters(mine: Unit, theirs: Unit) -> bool:
    """Whether one of two provisions is about a matter for which the other has no words, but its language has.

    The scope of a standard names all that it is about.
    """
    if mine.role == theirs.role == "scope":
        return False
    return any(
        mentions(topic, mine.text, mine.language) != mentions(topic, theirs.text, theirs.language)
        for topic in _MATTERS
        if knows(topic, mine.language) and knows(topic, theirs.language)
    )
