"""A formula on one line, as an engineer would type it: ``(a + b)/c``, ``x₁²``, ``√(x)``."""

from lxml import etree

_RAISED = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
_SPACED = frozenset("=<>≤≥≈≠+-−±×·∈→")
_SILENT = frozenset(
    {"annotation", "annotation-xml", "mphantom", "none", "mprescripts", "maligngroup", "malignmark"}
)


def linear(math: etree._Element) -> str:
    """The MathML element ``math`` as one line of plain text."""
    return " ".join(_linear(math).split())


def _linear(node: etree._Element) -> str:
    if not isinstance(node.tag, str):
        return ""
    name = etree.QName(node).localname
    children = [child for child in node if isinstance(child.tag, str)]
    if name in _SILENT:
        return ""
    if name in ("mi", "mn", "mtext", "ms"):
        return "".join(node.itertext()).strip() or "".join(node.itertext())
    if name == "mo":
        sign = "".join(node.itertext()).strip()
        return f" {sign} " if sign in _SPACED else sign
    if name == "mspace":
        return " "
    if name == "mfrac" and len(children) == 2:
        return f"{_grouped(children[0])}/{_grouped(children[1])}"
    if name == "msqrt":
        return f"√({_all(children)})"
    if name == "mroot" and len(children) == 2:
        return f"{_shift(children[1], _RAISED, '^')}√({_linear(children[0])})"
    if name in ("msup", "mover") and len(children) == 2:
        return _linear(children[0]) + _shift(children[1], _RAISED, "^")
    if name in ("msub", "munder") and len(children) == 2:
        return _linear(children[0]) + _shift(children[1], _LOWERED, "_")
    if name in ("msubsup", "munderover") and len(children) == 3:
        return _linear(children[0]) + _shift(children[1], _LOWERED, "_") + _shift(children[2], _RAISED, "^")
    if name == "mfenced":
        opening, closing = node.get("open", "("), node.get("close", ")")
        separator = (node.get("separators", ",").strip() or "")[:1]
        return opening + separator.join(_linear(child) for child in children) + closing
    if name == "mtr":
        return ", ".join(_linear(child) for child in children)
    if name == "mtable":
        return "; ".join(_linear(child) for child in children)
    if name == "semantics":
        return _linear(children[0]) if children else ""
    return _all(children)


def _all(nodes: list[etree._Element]) -> str:
    texts = [_linear(node) for node in nodes]
    if texts and texts[0].strip() in ("-", "−", "+", "±"):
        texts[0] = texts[0].strip()  # a sign, not an operation
    return "".join(texts)


def _grouped(node: etree._Element) -> str:
    text = _linear(node).strip()
    simple = not any(character in text for character in " +-−±×·/=,")
    return text if simple else f"({text})"


def _shift(node: etree._Element, table: dict[int, int], mark: str) -> str:
    text = _linear(node).strip()
    if text and all(ord(character) in table for character in text):
        return text.translate(table)
    return f"{mark}{text}" if len(text) <= 1 else f"{mark}({text})"
