"""What every message of iWmo/iJw 3.2 looks like, read from ``standard/*.txt``.

The description is the only place that knows elements, cardinalities and values. Checking
(``schema``, ``explaining``), reading (``columns``) and writing (``writing``) all follow from it.
Element names are the standard's, letter for letter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Literal

Law = Literal["wmo", "jw"]
LAWS: tuple[Law, ...] = ("wmo", "jw")

RELEASE = "3_2"
STANDARDS: Mapping[str, str] = MappingProxyType({"wmo": "iwmo", "jw": "ijw"})
"""How each law's standard is called in a namespace."""

_FOLDER = Path(__file__).parent / "standard"
_PATTERNS = {
    "visible": r"[\s\S]*[^ \t\n\r][\s\S]*",
    "line": r"[^\n\r]*[^ \t\n\r][^\n\r]*",
}
_DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_TIME = r"([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?"


@dataclass(frozen=True, slots=True)
class Values:
    """What an element without children may hold.

    ``least`` and ``most`` bound the length of a text and the size of a whole number.
    """

    name: str
    base: Literal["text", "whole", "date", "time", "code"]
    least: int = 0
    most: int | None = None
    pattern: str | None = None
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Element:
    """One element: a class or group with ``children``, or a leaf with ``values``.

    Each is made once, so it is compared and hashed as itself.

    ``most`` is 1 or None (no limit). ``basis`` tells the two namespaces apart: the children of a
    shared group live in the basisschema's, all others in the message's own.
    """

    name: str
    least: int = 1
    most: int | None = 1
    basis: bool = False
    group: str = ""  # name of the shared group its children come from
    values: Values | None = None
    children: tuple[Element, ...] = ()

    @cached_property
    def repeated(self) -> Element | None:
        """The only child, when this is a list such as Clienten or Prestaties."""
        one = self.children[0] if len(self.children) == 1 else None
        return one if one is not None and one.most is None else None

    def child(self, name: str) -> Element:
        return next(child for child in self.children if child.name == name)

    def at(self, path: str) -> Element:
        """The element below this one at ``path`` (``Header/Afzender``)."""
        found = self
        for name in path.split("/"):
            found = found.child(name)
        return found


@dataclass(frozen=True, eq=False)
class Shape:
    """One message of one law: ``kind`` 323, BerichtCode ``code``, and its elements.

    There is one of each (see ``shape``), so it is compared and hashed as itself.
    """

    kind: str
    law: Law
    code: str
    from_municipality: bool
    answers: str | None
    root: Element

    @property
    def namespace(self) -> str:
        return f"{_prefix(self.law)}/{self.name}/schema"

    @property
    def basis_namespace(self) -> str:
        return f"{_prefix(self.law)}/basisschema/schema"

    @property
    def name(self) -> str:
        return f"{self.law}{self.kind}"


@cache
def shapes() -> Mapping[tuple[str, Law], Shape]:
    """Every message, by kind and law."""
    found: dict[tuple[str, Law], Shape] = {}
    for block in _text("messages.txt").strip().split("\n\n"):
        heading, *lines = block.splitlines()
        kind, *rest = heading.split()
        for law in LAWS:
            code, role = rest[rest.index(law) + 1], rest[-1]
            answers = role if rest[-2] == "answers" else None
            if answers:
                asked = found[answers, law]
                from_municipality = asked.from_municipality
                body = [_answered(child, law) for child in asked.root.children[1:]]
                body[0] = replace(body[0], least=0)
            else:
                from_municipality = role.startswith("municipality")
                body = list(_elements(_nested(lines), law, groups(law).__getitem__))
            header = _header(kind, code, law, from_municipality, answers)
            root = Element("Bericht", children=(header, *body))
            found[kind, law] = Shape(kind, law, code, from_municipality, answers, root)
    return MappingProxyType(found)


def shape(kind: str, law: Law) -> Shape:
    """The message ``kind`` ("323") of ``law``; KeyError when there is none."""
    return shapes()[kind, law]


@cache
def types(law: Law) -> Mapping[str, Values]:
    """Every kind of value, by the standard's name for it."""
    found = {}
    for line in _text("types.txt").splitlines():
        name, base, *rest = line.split()
        if base == "code":
            if f"{law}:" in rest:
                start = rest.index(f"{law}:") + 1
                ends = (at for at, word in enumerate(rest) if at > start and word.endswith(":"))
                rest = rest[start : next(ends, None)]
            values = Values(name, "code", codes=tuple(rest))
        elif base == "date":
            values = Values(name, "date", pattern=_DATE)
        elif base == "time":
            values = Values(name, "time", pattern=_TIME)
        else:
            least, most = rest[0].split("..")
            pattern = _PATTERNS.get(rest[1], rest[1]) if len(rest) > 1 else None
            limit = None if most == "*" else int(most)
            kind: Literal["text", "whole"] = "text" if base == "text" else "whole"
            values = Values(name, kind, int(least), limit, pattern)
        found[name] = values
    return MappingProxyType(found)


@cache
def groups(law: Law) -> Mapping[str, tuple[Element, ...]]:
    """The groups of elements that messages share, by name."""
    lines = {line.words[0]: line.below for line in _nested(_text("parts.txt").splitlines())}

    @cache
    def made(name: str) -> tuple[Element, ...]:
        return tuple(replace(one, basis=True) for one in _elements(lines[name], law, made))

    return MappingProxyType({name: made(name) for name in lines})


def _header(
    kind: str, code: str, law: Law, from_municipality: bool, answers: str | None
) -> Element:
    def leaf(name: str, type_name: str, least: int = 1) -> Element:
        return Element(name, least=least, values=types(law)[type_name])

    def group(name: str, group_name: str) -> Element:
        return Element(name, group=group_name, children=groups(law)[group_name])

    parties = ("Gemeente", "AgbCode") if from_municipality else ("AgbCode", "Gemeente")
    children = [
        Element("BerichtCode", values=Values(f"BerichtCode{kind}", "code", codes=(code,))),
        leaf("BerichtVersie", "BerichtVersie"),
        leaf("BerichtSubversie", "BerichtSubversie"),
        leaf("Afzender", parties[0]),
        leaf("Ontvanger", parties[1]),
        group("BerichtIdentificatie", "BerichtIdentificatie"),
        group("XsdVersie", "XsdVersie"),
    ]
    if answers:
        children += [
            leaf("IdentificatieRetour", "IdentificatieBericht"),
            leaf("DagtekeningRetour", "Datum"),
            leaf("XsltVersie", "Versie", least=0),
            group("XsdVersieRetour", "XsdVersie"),
            replace(_retour_codes(law), least=0),
        ]
    elif kind == "325":
        children += [
            group("DeclaratieIdentificatie", "BerichtIdentificatie"),
            leaf("XsltVersie", "Versie", least=0),
            group("XsdVersieDeclaratie", "XsdVersie"),
            _retour_codes(law),
        ]
    return Element("Header", children=tuple(children))


def _retour_codes(law: Law) -> Element:
    code = Element("RetourCode", most=None, values=types(law)["RetourCode"])
    return Element("RetourCodes", children=(code,))


def _answered(element: Element, law: Law) -> Element:
    """A class as its answer repeats it: every class that is no mere list ends with RetourCodes."""
    if element.values or element.group:
        return element
    children = tuple(_answered(child, law) for child in element.children)
    if element.repeated is None:
        children += (_retour_codes(law),)
    return replace(element, children=children)


@dataclass(frozen=True)
class _Line:
    words: list[str]
    below: list[_Line] = field(default_factory=list)


def _nested(lines: Iterable[str]) -> list[_Line]:
    """Lines as a tree, by their indentation of two spaces a level."""
    top = _Line([])
    path = [(-1, top)]
    for text in lines:
        depth = len(text) - len(text.lstrip())
        while path[-1][0] >= depth:
            path.pop()
        line = _Line(text.split())
        path[-1][1].below.append(line)
        path.append((depth, line))
    return top.below


def _elements(
    lines: Iterable[_Line], law: Law, group: Callable[[str], tuple[Element, ...]]
) -> tuple[Element, ...]:
    found = []
    for line in lines:
        name, *kind = line.words
        if kind and kind[-1] in LAWS and kind.pop() != law:
            continue
        element = Element(
            name.rstrip("?+"),
            least=0 if name.endswith("?") else 1,
            most=None if name.endswith("+") else 1,
        )
        if not kind:
            element = replace(element, children=_elements(line.below, law, group))
        elif kind[0].startswith(":"):
            element = replace(element, group=kind[0][1:], children=group(kind[0][1:]))
        else:
            element = replace(element, values=types(law)[kind[0]])
        found.append(element)
    return tuple(found)


def _prefix(law: Law) -> str:
    return f"http://www.istandaarden.nl/{STANDARDS[law]}/{RELEASE}"


def _text(name: str) -> str:
    """The lines of a description without its comments and the blank lines around them."""
    lines = (_FOLDER / name).read_text(encoding="utf-8").splitlines()
    return "\n".join(line.rstrip() for line in lines if not line.startswith("#")).strip()
