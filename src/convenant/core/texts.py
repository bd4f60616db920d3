"""Text as people paste it, from Word or a mail, made plain: nothing that is read gets lost."""

from __future__ import annotations

import re
import unicodedata

from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused

_BREAKS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_GONE = re.compile(
    "[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffc]"
)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
# Word keeps the bullets of its symbol fonts in the private use area.
_BULLET = re.compile(
    "^([ \t]*)[\u2022\u2023\u2043\u2219\u25a0\u25aa\u25ab\u25cb\u25cf\u25e6\u2756\u27a2\u00b7"
    "\uf02d\uf06e\uf06f\uf071\uf076\uf0a7\uf0a8\uf0b7\uf0d8\uf0e0\uf0fc][ \t]*",
    re.MULTILINE,
)
_SYMBOLS = {0xF0E0: "→", 0xF0E8: "→", 0xF0B7: "•", 0xF0FC: "✓", 0xF04A: "☺"}
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_LINE_ENDS = re.compile("[ \t]+$", re.MULTILINE)
_EMPTY_LINES = re.compile("\n{3,}")


def normalise(text: str) -> str:
    """A typed or pasted text as it is kept: one kind of line end, plain spaces, "- " before what
    stands in a list, no invisible, control or private-use characters. Paragraphs (empty lines),
    lists and every letter stay; doing it twice changes nothing."""
    text = _BREAKS.sub("\n", text)
    text = unicodedata.normalize("NFC", text)
    text = _GONE.sub("", _SPACES.sub(" ", text))
    text = _BULLET.sub(r"\1- ", text)
    text = _PRIVATE.sub("", text.translate(_SYMBOLS))
    # A lone half of a pair is no character, and no database keeps it.
    text = "".join(sign for sign in _CONTROLS.sub("", text) if not 0xD800 <= ord(sign) <= 0xDFFF)
    text = _EMPTY_LINES.sub("\n\n", _LINE_ENDS.sub("", text))
    return text.strip()


LONGEST_CONFIDENTIAL = 20_000
"""Signs of a text between the municipalities and one provider."""


def said(text: str) -> str:
    """A confidential text somebody must give, without the white space around it. Raises Refused."""
    if not text.strip():
        raise Refused(Reason.TEXT_MISSING)
    if len(text) > LONGEST_CONFIDENTIAL:
        raise Refused(Reason.CONFIDENTIAL_TOO_LONG)
    return text.strip()
