"""libxml2's streaming schema check, called directly.

lxml can only check a tree, which costs five times the memory and holds Python's lock. The library
that lxml brings along exports the streaming check too: it needs no tree, and other threads go on
while it runs. One compiled schema serves any number of threads.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

from lxml import etree

_UTF8 = 1  # XML_CHAR_ENCODING_UTF8
_compiling = Lock()


class NoSchema(ValueError):
    """A file is no usable XML schema."""


@dataclass(frozen=True, slots=True)
class Fault:
    """The first thing wrong: on which line (from 1), and libxml2's own English words for it."""

    line: int
    message: str


class _Error(ctypes.Structure):
    _fields_ = (
        ("domain", ctypes.c_int),
        ("code", ctypes.c_int),
        ("message", ctypes.c_char_p),
        ("level", ctypes.c_int),
        ("file", ctypes.c_char_p),
        ("line", ctypes.c_int),
    )


_Report = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.POINTER(_Error))


class Schema:
    """A compiled schema. Made by ``compiled``; lives as long as the process needs it."""

    def __init__(self, pointer: int) -> None:
        self._pointer = pointer

    @classmethod
    def compiled(cls, path: Path) -> Schema:
        """Compile the schema at ``path`` with what it imports; raises NoSchema when it is none."""
        faults: list[Fault] = []
        report = _reporting(faults)
        library = _library()
        with _compiling:  # libxml2 sets up its types on first use, without a lock of its own
            context = library["xmlSchemaNewParserCtxt"](str(path).encode())
            library["xmlSchemaSetParserStructuredErrors"](context, report, None)
            pointer = library["xmlSchemaParse"](context)
            library["xmlSchemaFreeParserCtxt"](context)
        if not pointer:
            first = faults[0].message if faults else "unreadable"
            raise NoSchema(f"{path.name}: {first}")
        return cls(pointer)

    def first_fault(self, data: bytes) -> Fault | None:
        """What is first wrong with a UTF-8 document, or None when it is well formed and valid.

        Other threads run meanwhile. The document must not have a DOCTYPE: refuse that before.
        """
        library = _library()
        context = library["xmlSchemaNewValidCtxt"](self._pointer)
        faults: list[Fault] = []

        def stop() -> None:
            library["xmlStopParser"](library["xmlSchemaValidCtxtGetParserCtxt"](context))

        report = _reporting(faults, stop)
        library["xmlSchemaSetValidStructuredErrors"](context, report, None)
        source = library["xmlParserInputBufferCreateMem"](data, len(data), _UTF8)
        result = library["xmlSchemaValidateStream"](context, source, _UTF8, None, None)
        library["xmlSchemaFreeValidCtxt"](context)
        if faults:
            return faults[0]
        return None if result == 0 else Fault(0, f"libxml2 {result}")


def _reporting(faults: list[Fault], stop: Callable[[], None] | None = None) -> Any:
    def report(_: int | None, error: Any) -> None:
        # A file may be wrong on every line: only the first fault is told, and that ends it.
        if not faults:
            found = error.contents
            text = (found.message or b"").decode("utf-8", "replace").strip()
            faults.append(Fault(found.line, text))
        if stop is not None:
            stop()

    return _Report(report)


@cache
def _library() -> dict[str, Any]:
    pointer, number, text = ctypes.c_void_p, ctypes.c_int, ctypes.c_char_p
    declared: dict[str, tuple[Any, tuple[Any, ...]]] = {
        "xmlSchemaNewParserCtxt": (pointer, (text,)),
        "xmlSchemaSetParserStructuredErrors": (None, (pointer, _Report, pointer)),
        "xmlSchemaParse": (pointer, (pointer,)),
        "xmlSchemaFreeParserCtxt": (None, (pointer,)),
        "xmlSchemaNewValidCtxt": (pointer, (pointer,)),
        "xmlSchemaSetValidStructuredErrors": (None, (pointer, _Report, pointer)),
        "xmlSchemaValidCtxtGetParserCtxt": (pointer, (pointer,)),
        "xmlStopParser": (None, (pointer,)),
        "xmlParserInputBufferCreateMem": (pointer, (text, number, number)),
        "xmlSchemaValidateStream": (number, (pointer, pointer, number, pointer, pointer)),
        "xmlSchemaFreeValidCtxt": (None, (pointer,)),
    }
    loaded = ctypes.CDLL(etree.__file__)
    functions = {}
    for name, (result, arguments) in declared.items():
        function = getattr(loaded, name)
        function.restype, function.argtypes = result, arguments
        functions[name] = function
    return functions
