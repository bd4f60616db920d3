"""What every template of ours keeps to."""

import re
from pathlib import Path

import pytest

import convenant

WEB = Path(convenant.__file__).parent / "web"
TEMPLATES = sorted(WEB.glob("*/templates/**/*.html"))
SHARED = WEB / "shared/templates"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(WEB)))
def test_a_template_has_no_inline_script_or_style(path):
    html = path.read_text()

    assert not re.search(r"\sstyle=|<style|\son[a-z]+=\"|javascript:|hx-on", html)
    assert not re.search(r"<script(?![^>]*\ssrc=)", html)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(WEB)))
def test_a_template_loads_nothing_from_elsewhere(path):
    assert not re.search(r"(src|srcset|<link[^>]*href)=[\"'](https?:)?//", path.read_text())


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(WEB)))
def test_a_remark_to_makers_ends_on_its_own_line(path):
    """Django shows a comment in braces that runs over two lines to everybody."""
    assert not [
        line for line in path.read_text().splitlines() if line.count("{#") != line.count("#}")
    ]


@pytest.mark.parametrize(
    "name", sorted(path.name for path in (SHARED / "components").glob("*.html"))
)
def test_the_style_guide_shows_every_component(name):
    guide = (SHARED / "shared/styleguide.html").read_text()
    used_inside = "".join(path.read_text() for path in (SHARED / "components").glob("*.html"))

    assert f"components/{name}" in guide or f'"components/{name}"' in used_inside
