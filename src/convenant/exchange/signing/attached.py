"""The terms inside a PDF, and what its metadata declares about them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

from convenant.exchange.pdf import contents
from convenant.exchange.signing.report import EmbeddedTerms

if TYPE_CHECKING:
    from pyhanko.pdf_utils.reader import PdfFileReader

_MAX_FILES: Final = 100
_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


@dataclass(frozen=True, slots=True)
class Attached:
    """Associated files called ``voorwaarden.json``, and our own XMP properties by name."""

    contents: tuple[bytes, ...]
    unreadable: bool
    declared: Mapping[str, str]

    def terms(self) -> EmbeddedTerms:
        """The one file that is there. Raises IndexError when there is none."""
        content = self.contents[0]
        return EmbeddedTerms(
            content=content,
            sha256=hashlib.sha256(content).hexdigest(),
            declared=self.declared.get(contents.TERMS_HASH, ""),
            address=self.declared.get(contents.ADDRESS, ""),
            document_id=self.declared.get(contents.DOCUMENT_ID, ""),
            version=self.declared.get(contents.VERSION, ""),
        )


def attached_to(reader: PdfFileReader) -> Attached:
    """Read the file's terms as a reader of the newest revision sees them (ISO 19005-3, 6.8)."""
    found: list[bytes] = []
    unreadable = False
    for specification in _named(reader):
        try:
            found.append(bytes(specification["/EF"]["/F"].data))
        except Exception:  # garbage, or a stream that unfolds without end
            unreadable = True
    return Attached(tuple(found), unreadable, _declared(reader))


def is_json_object(content: bytes) -> bool:
    """Whether these bytes are one JSON object."""
    try:
        return isinstance(json.loads(content), dict)
    except (ValueError, RecursionError):
        return False


def _named(reader: PdfFileReader) -> list[Any]:
    """The associated files with our name; one that is listed twice counts once."""
    once: dict[object, Any] = {}
    for place, item in enumerate(list(reader.root.get("/AF", []))[:_MAX_FILES]):
        specification = item.get_object()
        reference = getattr(specification, "container_ref", None) or place
        if contents.TERMS_FILE in {specification.get("/UF"), specification.get("/F")}:
            once[reference] = specification
    return list(once.values())


def _declared(reader: PdfFileReader) -> dict[str, str]:
    """Our properties in the XMP packet; none when it is absent or no XML."""
    try:
        packet = bytes(reader.root["/Metadata"].data)
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        tree = etree.fromstring(packet, parser)
    except Exception:  # garbage comes out as any kind of error
        return {}
    return dict(_properties(tree))


def _properties(tree: etree._Element) -> Iterator[tuple[str, str]]:
    """XMP writes a property as an element, an attribute or a reference; all three count."""
    inside, resource = f"{{{contents.NAMESPACE}}}", f"{{{_RDF}}}resource"
    for item in tree.iter(etree.Element):
        for name, value in item.attrib.items():
            if str(name).startswith(inside):
                yield str(name).removeprefix(inside), str(value).strip()
        if str(item.tag).startswith(inside):
            text = item.get(resource) or item.text or ""
            yield str(item.tag).removeprefix(inside), str(text).strip()
