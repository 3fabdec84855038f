"""framescope's Python side: measure articles, keep them in a corpus, ask questions of it.

`inspect_text` measures one text; `open_corpus` opens a corpus for questions. Both load what they need when first used,
so that importing this package is quick.
"""

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["inspect_text", "open_corpus"]

if TYPE_CHECKING:
    from analysis.inspection import inspect_text
    from analysis.queries import open_corpus

_HOME = {"inspect_text": "analysis.inspection", "open_corpus": "analysis.queries"}


def __getattr__(name: str) -> Any:
    if name in _HOME:
        from importlib import import_module

        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'analysis' has no attribute {name!r}")
