"""What the house forbids, each as a function from a piece of source to its offences.

``test_architecture.py`` lets them loose on the real code; ``test_guards.py`` proves with a bad
sample that each can fire.
"""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Callable, Container, Iterable, Iterator

from django.urls import URLPattern, URLResolver

ORM_STARTS = {
    "objects", "all", "filter", "exclude", "order_by", "select_for_update", "select_related",
    "annotate", "distinct",
}  # fmt: skip
ORM_WRITES = {
    "create", "update", "bulk_create", "bulk_update", "get_or_create", "update_or_create",
}  # fmt: skip
ROW_WRITES = {"save", "delete"}


def writes(source: str, *, rows: bool = True) -> list[str]:
    """Find calls that change rows: ``x.save()``, ``x.delete()``, ``….objects.create()`` and kin.

    ``d.update(…)`` on a dict is no offence: a write on a queryset is known by what comes before
    it. ``rows=False`` leaves ``save`` and ``delete`` alone, for code that saves files.
    """
    return [
        f"line {call.lineno}: {ast.unparse(call.func)}()"
        for call in ast.walk(ast.parse(source))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and not ast.unparse(call.func.value).startswith("super()")
        and (
            (call.func.attr in ORM_WRITES and ORM_STARTS & _attributes(call.func.value))
            or (rows and call.func.attr in ROW_WRITES)
        )
    ]


def _attributes(chain: ast.expr) -> set[str]:
    return {node.attr for node in ast.walk(chain) if isinstance(node, ast.Attribute)}


def unlike_a_verb(function: Callable[..., object]) -> list[str]:
    """Find what keeps a function from being a verb: keyword-only, with ``by`` and ``at``."""
    parameters = inspect.signature(function).parameters
    offences = [
        f"{name} can be passed by position"
        for name, parameter in parameters.items()
        if parameter.kind is not inspect.Parameter.KEYWORD_ONLY
    ]
    return offences + [f"does not take {name}" for name in ("by", "at") if name not in parameters]


def takes_no_viewer(function: Callable[..., object], viewers: Iterable[str]) -> bool:
    """Say whether a query can be asked without saying who looks."""
    return not set(viewers) & inspect.signature(function).parameters.keys()


def floats(source: str) -> list[str]:
    """Find floating-point constants and the name ``float``."""
    return [
        f"line {node.lineno}: {ast.unparse(node)}"
        for node in ast.walk(ast.parse(source))
        if (isinstance(node, ast.Constant) and type(node.value) is float)
        or (isinstance(node, ast.Name) and node.id == "float")
    ]


def workflow_in_tables(source: str) -> list[str]:
    """Find ``save()`` overrides, ``auto_now`` and signals; a ``delete`` may only refuse."""
    offences = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef) and node.name in {"save", "delete", "clean"}:
            if not isinstance(node.body[-1], ast.Raise):
                offences.append(f"line {node.lineno}: def {node.name}")
        elif isinstance(node, ast.keyword) and node.arg in {"auto_now", "auto_now_add"}:
            offences.append(f"line {node.value.lineno}: {node.arg}")
        elif isinstance(node, ast.ImportFrom) and (node.module or "").endswith(".signals"):
            offences.append(f"line {node.lineno}: signals")
    return offences


def unworded(codes: Iterable[object], words: Container[tuple[type, object]]) -> list[str]:
    """Find codes without words; what has them is known by type and value, as in ``docs.spoken``."""
    return [str(code) for code in codes if (type(code), code) not in words]


def finding_codes(source: str) -> list[str]:
    """Give the codes of every ``Finding("code", …)`` or ``Finding(code="…")``."""
    codes = []
    for call in ast.walk(ast.parse(source)):
        if isinstance(call, ast.Call) and ast.unparse(call.func).split(".")[-1] == "Finding":
            named = [keyword.value for keyword in call.keywords if keyword.arg == "code"]
            codes += [
                value.value
                for value in (named or call.args[:1])
                if isinstance(value, ast.Constant) and isinstance(value.value, str)
            ]
    return codes


INLINE = re.compile(
    r"""<style\b | <script\b(?![^>]*\bsrc=) | \sstyle\s*= | \son[a-z]+\s*= | \shx-on\b
        | href=["']javascript:""",
    re.VERBOSE | re.IGNORECASE,
)
TEMPLATE_COMMENT = re.compile(
    r"{#.*?#}|{%\s*comment\b.*?{%\s*endcomment\s*%}|<!--.*?-->", re.DOTALL
)


def inline(template: str) -> list[str]:
    """Find style and script that stand in the page instead of in a file."""
    return [hit.group().strip() for hit in INLINE.finditer(TEMPLATE_COMMENT.sub("", template))]


TRANSLATED = re.compile(r"{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}", re.DOTALL)
ATTRIBUTES = re.compile(r"{%\s*block \w*attributes\s*%}.*?{%\s*endblock\b.*?%}", re.DOTALL)
TEMPLATE_TAG = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
HTML_TAG = re.compile(r"<[^>]*>", re.DOTALL)
SPOKEN_ATTRIBUTE = re.compile(
    r"""\s(?:alt|title|placeholder|aria-label|aria-description|label)=["']([^"']*)["']"""
)
WORD = re.compile(r"[^\W\d_]{2,}")
SAME_IN_EVERY_LANGUAGE = {
    "Convenant", "English", "Nederlands",
    "amp", "euro", "larr", "mdash", "middot", "nbsp", "ndash", "rarr", "shy", "times",
}  # fmt: skip


def untranslated(template: str) -> list[str]:
    """Find words for people outside ``translate`` and ``blocktranslate``."""
    text = TEMPLATE_COMMENT.sub("", template)
    text = TEMPLATE_TAG.sub("", ATTRIBUTES.sub("", TRANSLATED.sub("", text)))
    text = re.sub(r"<(svg|code)\b.*?</\1>", "", text, flags=re.DOTALL)
    spoken = [hit.group(1) for hit in SPOKEN_ATTRIBUTE.finditer(text)]
    spoken += HTML_TAG.sub("\n", text).splitlines()
    return [
        line.strip()
        for line in spoken
        if any(w not in SAME_IN_EVERY_LANGUAGE for w in WORD.findall(line))
    ]


# Put together from halves, so that this file does not name what it forbids.
REGISTRIES = ("pypi" + ".org", "pythonhosted" + ".org", "registry." + "npmjs", "npmjs" + ".org")
MACHINE_PATH = re.compile(r"(?<![\w.:/-])/(?:root|work|home/\w+|Users/\w+)/\w")


def machine_bound(text: str) -> list[str]:
    """Find hosts of package registries and paths of somebody's machine."""
    return [host for host in REGISTRIES if host in text] + MACHINE_PATH.findall(text)


def url_names(patterns: Iterable[URLPattern | URLResolver], space: str = "") -> Iterator[str]:
    """Give the full name of every URL; an unnamed one as its route in angle brackets."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from url_names(pattern.url_patterns, inner)
        else:
            yield f"{space}{pattern.name}" if pattern.name else f"<{pattern.pattern}>"
