"""Formulas: MathML passed through, reduced to the presentation elements that browsers show.

Element names and attributes: MathML Core (W3C). ``mfenced`` and the named spaces are MathML 3 only and are
rewritten; content MathML, annotations and everything that could run or load something is left out.
"""

from lxml import etree

from workbench.interchange._tree import add

_MML = "{http://www.w3.org/1998/Math/MathML}"

_ELEMENTS = frozenset(
    "math mi mn mo mtext ms mspace mrow mfrac msqrt mroot mstyle merror mpadded mphantom menclose msub msup "
    "msubsup munder mover munderover mmultiscripts mprescripts none mtable mtr mlabeledtr mtd".split()
)
_TOKENS = frozenset({"mi", "mn", "mo", "mtext", "ms"})
_ATTRIBUTES = frozenset(
    "accent accentunder align columnalign columnspan dir display displaystyle fence form largeop "
    "linethickness lspace mathvariant maxsize minsize movablelimits notation rowalign rowspan rspace "
    "scriptlevel separator "
    "stretchy symmetric width height depth".split()
)
_CHILDREN = {"mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "munder": 2, "mover": 2, "msubsup": 3,
             "munderover": 3}  # fmt: skip
_DROPPED = frozenset({"annotation", "annotation-xml", "mglyph", "maligngroup", "malignmark"})
_SPACES = {
    "veryverythinmathspace": "0.0556em",
    "verythinmathspace": "0.1111em",
    "thinmathspace": "0.1667em",
    "mediummathspace": "0.2222em",
    "thickmathspace": "0.2778em",
    "verythickmathspace": "0.3333em",
    "veryverythickmathspace": "0.3889em",
}


def add_math(parent: etree._Element, source: etree._Element, *, display: bool, line: str) -> None:
    """``source`` (``mml:math``) inside ``parent``; ``line`` is the formula as text, for screen readers."""
    math = add(parent, "math")
    math.set("display", "block" if display else "inline")
    if line:
        math.set("alttext", line)
    _inside(math, source)


def _inside(into: etree._Element, source: etree._Element) -> None:
    loose = [source.text]
    for child in source:
        if isinstance(child.tag, str):
            _copy(into, child)
        loose.append(child.tail)
    text = " ".join(part.strip() for part in loose if part and part.strip())
    if text and into.tag not in _TOKENS:
        add(into, "mtext", text=text)


def _copy(into: etree._Element, source: etree._Element) -> None:
    name = etree.QName(source).localname
    if name in _DROPPED:
        return
    children = [child for child in source if isinstance(child.tag, str)]
    if name == "semantics":
        for child in children[:1]:
            _copy(into, child)
    elif name == "mfenced":
        _fenced(into, source, children)
    elif name in _TOKENS:
        token = add(into, name, text=" ".join("".join(source.itertext()).split()))
        _attributes(token, source)
        if name == "mtext" and not token.text:
            token.text = "\u00a0"
    elif name in _ELEMENTS and _CHILDREN.get(name, len(children)) == len(children):
        copied = add(into, name)
        _attributes(copied, source)
        _inside(copied, source)
    else:
        _inside(add(into, "mrow"), source)


def _fenced(into: etree._Element, source: etree._Element, children: list[etree._Element]) -> None:
    row = add(into, "mrow")
    separators = "".join(source.get("separators", ",").split())
    add(row, "mo", text=source.get("open", "("))
    for position, child in enumerate(children):
        if position and separators:
            add(row, "mo", text=separators[min(position - 1, len(separators) - 1)])
        _copy(row, child)
    add(row, "mo", text=source.get("close", ")"))


def _attributes(into: etree._Element, source: etree._Element) -> None:
    for name, value in source.attrib.items():
        if name in _ATTRIBUTES and isinstance(value, str):
            into.set(name, _SPACES.get(value.strip(), value))
