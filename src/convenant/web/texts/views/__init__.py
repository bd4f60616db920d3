"""Reading versions, writing the next one, seeing what changed."""

from convenant.web.texts.views.articles import article, ask, keep, let_go
from convenant.web.texts.views.versions import begin, difference, publish, term, version

__all__ = [
    "article",
    "ask",
    "begin",
    "difference",
    "keep",
    "let_go",
    "publish",
    "term",
    "version",
]
