"""The pages of ``docs/reference`` that are made from the code, so that they cannot lie.

``python -m scripts.docs`` writes them; ``--check`` changes nothing and shows what differs.
"""

from __future__ import annotations

import ast
import difflib
import importlib
import inspect
import json
import os
import pkgutil
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import ModuleType

import django
from django.utils.translation import override

from convenant import wording
from convenant.config.environment import VARIABLES
from convenant.core import method, norms
from convenant.core.lifecycles import LIFECYCLES
from convenant.core.terms import json_schema
from convenant.ledger.checks.rules import RULES
from tests.parties import matrix

REFERENCE = Path(__file__).resolve().parent.parent / "docs" / "reference"
MADE = "<!-- Made by `make docs` from the code; changes here are lost. -->"

ABOUT_LIFECYCLES = """
# Lifecycles

What each thing can become, and by which step. Source: `convenant.core.lifecycles`. A verb looks its
step up there and refuses what is not drawn here.
"""

ABOUT_RULES = """
# Rules

Each rule of the method is a pure function that looks at a plain value and answers with findings.
What `blocks` stops a verb; what `warns` or `informs` stands on the page. S0 to S4 are the five
source documents of the method, with their lines; D-numbers are the demands drawn from them.
"""

ABOUT_CHECKS = """
## Checks of declared lines

Asked of every line of a 323, set-wise and in this order, by `convenant.ledger.checks`. The code is
what the 325 answers, the level is where it answers it. Rules named TR are the standard's (iWmo/iJw
3.2); the others rest on the agreement and cite its clause.
"""

ABOUT_NORMS = """
## Norms

The numbers in the rules, by the day from which they hold, in `convenant.core.norms`.
"""

ABOUT_RIGHTS = """
# Rights

What happens when somebody in a role does something, in each state of the mandates. Every line is
tried by `tests/parties/test_matrix.py`. Verbs of parties give the same with every mandate as with
none: nobody administers another organisation under a mandate. The municipality in these trials
keeps the region for all.
"""

ABOUT_SETTINGS = """
# Settings

All come from the environment; nothing else differs between installations.
"""


def lifecycles() -> str:
    """Draw the life of everything that has one."""
    parts = [MADE, ABOUT_LIFECYCLES]
    for name, lifecycle in LIFECYCLES.items():
        parts.append(f"## {name.replace('_', ' ').capitalize()}\n")
        parts.append(f"```mermaid\n{lifecycle.as_mermaid().rstrip()}\n```\n")
    return "\n".join(parts)


def rules() -> str:
    """List the rules of the method with their findings, the checks of lines, and the norms."""
    parts = [MADE, ABOUT_RULES]
    for module in modules(method):
        parts += _rules_of(module)
    return "\n".join([*parts, *_checks(), *_norms()])


def modules(package: ModuleType) -> Iterator[ModuleType]:
    """Give a package and every module in it, imported."""
    yield package
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        yield importlib.import_module(found.name)


def _rules_of(module: ModuleType) -> Iterator[str]:
    functions = [
        function
        for _, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__
        and "Finding" in str(inspect.signature(function).return_annotation)
    ]
    if functions:
        yield f"## {(inspect.getdoc(module) or module.__name__).splitlines()[0].rstrip('.')}\n"
        yield f"In `{module.__name__}`.\n"
    for function in functions:
        yield f"### {function.__name__}\n"
        yield f"{inspect.getdoc(function) or ''}\n"
        yield "| finding | severity | says |\n|---|---|---|"
        for code, severity in _findings(function):
            yield _row(f"`{code}`", severity, _words(code))
        yield ""


def _findings(function: Callable[..., object]) -> Iterator[tuple[str, str]]:
    """Give code and severity of every ``Finding(code, Severity.X, …)`` a rule can make."""
    for call in ast.walk(ast.parse(inspect.getsource(function))):
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "Finding":
            code, severity = (ast.unparse(value) for value in call.args[:2])
            yield ast.literal_eval(code), severity.rpartition(".")[2].lower()


def spoken() -> dict[tuple[type, object], str]:
    """Give the words of ``convenant.wording`` for every code, by the code's type and itself.

    The type belongs to the key: two statuses of different enums may share a value.
    """
    return {
        (type(code), code): str(words)
        for module in modules(wording)
        for value in vars(module).values()
        if isinstance(value, Mapping)
        for code, words in value.items()
    }


def _words(code: object) -> str:
    return spoken().get((type(code), code), "")


def _checks() -> Iterator[str]:
    yield ABOUT_CHECKS
    yield "| rule | code | level | needs | says |\n|---|---|---|---|---|"
    for rule in RULES:
        yield _row(f"`{rule.id}`", rule.code, rule.level, rule.needs, _words(rule.id))


def _norms() -> Iterator[str]:
    yield ABOUT_NORMS
    yield "| norm | means | unit | from | value | source |\n|---|---|---|---|---|---|"
    for path in sorted(Path(norms.__path__[0]).glob("*.yaml")):
        norm = norms.norm(path.stem)
        for dated in norm.values:
            since = "the beginning" if dated.since.year < 1900 else dated.since.isoformat()
            yield _row(
                f"`{norm.name}`", norm.description, norm.unit, since, dated.value, dated.source
            )
    yield ""


def terms_schema() -> str:
    """Give the JSON Schema of an agreement's terms, as it is published."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


def settings() -> str:
    """List every variable of the environment that is read."""
    parts = [MADE, ABOUT_SETTINGS, "| variable | when not given | what it does |\n|---|---|---|"]
    for variable in VARIABLES:
        default = f"`{variable.default}`" if variable.default else ""
        parts.append(_row(f"`{variable.name}`", default, variable.meaning))
    return "\n".join([*parts, ""])


def rights() -> str:
    """Write out the table of verbs, roles and mandates that the tests try row by row."""
    head = ["", *(role.value.replace("_", " ") for role in matrix.ROLES)]
    rule = "|".join(["---"] * len(head))
    parts = [MADE, ABOUT_RIGHTS, *(f"- `{sign}` {words}" for sign, words in _signs()), ""]
    parts += ["## Acts that mandates gate", "", _row("act, mandate", *head[1:]), f"|{rule}|"]
    for verb, states in matrix.GATED.items():
        parts += [_row(f"`{verb}`, {state}", *_marks(line)) for state, line in states.items()]
    parts += ["", "## Verbs of parties", "", _row("verb, for whom", *head[1:]), f"|{rule}|"]
    for verb, (own, others) in matrix.VERBS.items():
        parts.append(_row(f"`{verb}`, own organisation", *_marks(own)))
        parts.append(_row(f"`{verb}`, another", *_marks(others)))
    return "\n".join([*parts, ""])


def _signs() -> Iterator[tuple[str, str]]:
    for sign, reason in matrix.LEGEND.items():
        yield sign, "done" if reason is None else f"refused: {reason.value.replace('_', ' ')}"
    yield matrix.ELSE, "may, but something else stood in the way of the one trial"


def _marks(line: str) -> list[str]:
    return [f"`{sign}`" for sign in line.replace(" ", "")]


def _row(*cells: object) -> str:
    texts = (" ".join(str(cell).split()).replace("|", "\\|") for cell in cells)
    return f"| {' | '.join(texts)} |"


PAGES: Mapping[str, Callable[[], str]] = {
    "lifecycles.md": lifecycles,
    "rules.md": rules,
    "terms.schema.json": terms_schema,
    "settings.md": settings,
    "rights.md": rights,
}


def stale(folder: Path = REFERENCE) -> list[str]:
    """Give the differences between the pages and what the code says; none when all is current."""
    lines: list[str] = []
    for name, page in PAGES.items():
        path = folder / name
        written = path.read_text("utf-8") if path.exists() else ""
        if written != (text := page()):
            lines += difflib.unified_diff(
                written.splitlines(), text.splitlines(), name, "the code", lineterm="", n=1
            )
    return lines


def write(folder: Path = REFERENCE) -> list[str]:
    """Write every page; give the names of those that changed."""
    folder.mkdir(parents=True, exist_ok=True)
    changed = []
    for name, page in PAGES.items():
        path, text = folder / name, page()
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")
            changed.append(name)
    return changed


def main(arguments: list[str]) -> int:
    """Write, or with ``--check`` only look; 1 when a page is stale."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "convenant.config.settings")
    django.setup()
    with override("nl"):
        if "--check" in arguments:
            lines = stale()
            print(*lines, sep="\n")
            if lines:
                print("docs/reference is not what the code says: run make docs.")
            return int(bool(lines))
        print("Written:", ", ".join(write()) or "nothing, all was current")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
