"""The last step before sealing: PDF/A-3a becomes PDF/A-3a and PDF/UA-1, and says what it holds.

Runs before sealing, never after: it rewrites the file.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Final

from lxml import etree

from convenant.exchange.pdf.contents import NAMESPACE

_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_UA: Final = "http://www.aiim.org/pdfua/ns/id/"

_DESCRIBED: Final = """
<rdf:Description xmlns:rdf="{rdf}" rdf:about=""
  xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
  xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
 <pdfaExtension:schemas><rdf:Bag>{schemas}</rdf:Bag></pdfaExtension:schemas>
</rdf:Description>"""
_SCHEMA: Final = """
<rdf:li rdf:parseType="Resource">
 <pdfaSchema:schema>{title}</pdfaSchema:schema>
 <pdfaSchema:namespaceURI>{uri}</pdfaSchema:namespaceURI>
 <pdfaSchema:prefix>{prefix}</pdfaSchema:prefix>
 <pdfaSchema:property><rdf:Seq>{properties}</rdf:Seq></pdfaSchema:property>
</rdf:li>"""
_PROPERTY: Final = """
<rdf:li rdf:parseType="Resource">
 <pdfaProperty:name>{name}</pdfaProperty:name>
 <pdfaProperty:valueType>{kind}</pdfaProperty:valueType>
 <pdfaProperty:category>internal</pdfaProperty:category>
 <pdfaProperty:description>{name}</pdfaProperty:description>
</rdf:li>"""


def finish(pdf: bytes, *, declared: Mapping[str, str]) -> bytes:
    """Declare PDF/UA-1 and our own properties in the one XMP packet; same input, same bytes.

    ``declared`` are properties of ``contents.NAMESPACE`` by name. ISO 19005-3, 6.6.2.3 wants
    every property that is not its own described in the file; ISO 14289-1, 5 wants the PDF/UA mark.
    """
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as file:
        packet = with_properties(file.Root.Metadata.read_bytes(), declared)
        file.Root.Metadata = file.make_stream(
            packet, Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML
        )
        once = {item.objgen: item for item in file.Root.AF}  # WeasyPrint lists each file twice
        file.Root.AF = pikepdf.Array(list(once.values()))
        written = io.BytesIO()
        file.save(written, preserve_pdfa=True, deterministic_id=True)
    return written.getvalue()


def with_properties(packet: bytes, declared: Mapping[str, str]) -> bytes:
    """An XMP packet with the PDF/UA mark, our properties and the description of both added."""
    root = etree.fromstring(packet, etree.XMLParser(resolve_entities=False, no_network=True))
    rdf = root.find(f"{{{_RDF}}}RDF")
    if rdf is None:
        raise ValueError("the XMP packet has no rdf:RDF")
    own = etree.SubElement(
        rdf, f"{{{_RDF}}}Description", nsmap={"convenant": NAMESPACE, "pdfuaid": _UA}
    )
    own.set(f"{{{_RDF}}}about", "")
    etree.SubElement(own, f"{{{_UA}}}part").text = "1"
    for name, value in declared.items():
        etree.SubElement(own, f"{{{NAMESPACE}}}{name}").text = value
    rdf.append(etree.fromstring(_description(list(declared))))
    body = etree.tostring(root, encoding="utf-8")
    head = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'.encode()
    return head + body + b'\n<?xpacket end="r"?>'


def _description(names: list[str]) -> str:
    schemas = _schema("PDF/UA identification", _UA, "pdfuaid", {"part": "Integer"})
    schemas += _schema("Convenant agreement", NAMESPACE, "convenant", dict.fromkeys(names, "Text"))
    return _DESCRIBED.format(rdf=_RDF, schemas=schemas)


def _schema(title: str, uri: str, prefix: str, kinds: Mapping[str, str]) -> str:
    properties = "".join(_PROPERTY.format(name=name, kind=kind) for name, kind in kinds.items())
    return _SCHEMA.format(title=title, uri=uri, prefix=prefix, properties=properties)
