"""The public Python side of framescope: what users and authors of measures import; nothing else is promised to stay.

>>> import framescope
>>> framescope.inspect_text("It may rain.")["measures"]["hedging_count"]
1.0

Each name is loaded when it is first used, so that importing this module is quick.
"""

import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

_HOMES = {
    "inspect_text": "analysis.inspection",
    "inspect_texts": "analysis.inspection",
    "open_corpus": "analysis.queries",
    "Filters": "analysis.queries",
    "compare": "analysis.stats",
    "trend": "analysis.stats",
    "Measure": "analysis.measures",
    "Scorer": "analysis.scorers.base",
    "Part": "analysis.scorers.base",
    "Mark": "analysis.scorers.base",
    "Evidence": "analysis.scorers.base",
    "FamilyScores": "analysis.scorers.base",
    "Documents": "analysis.text",
    "lexicon_scorer": "analysis.scorers.lexicon_family",
    "FramescopeError": "analysis.errors",
}
__all__ = [*_HOMES, "testing"]

if TYPE_CHECKING:
    from analysis import testing


def _refuse_other_packages() -> None:
    """Raise `ImportError` where another `analysis` or `dashboard` would be imported in place of ours."""
    here = Path(__file__).resolve().parent
    for name in ("analysis", "dashboard"):
        spec = sys.modules[name].__spec__ if name in sys.modules else importlib.util.find_spec(name)
        places = [spec.origin] if spec and spec.origin else list(spec.submodule_search_locations or ()) if spec else []
        if not any(place and Path(place).resolve().is_relative_to(here / name) for place in places):
            raise ImportError(
                f"framescope needs its own package {name}, but {places[0] if places else 'nothing'} is found in its "
                "place. Rename that file or folder, or run Python from another folder.",
                name=name,
                path=places[0] if places else None,
            )


_refuse_other_packages()

from analysis import testing  # noqa: E402  (only when they are known to be ours)

sys.modules["framescope.testing"] = testing


def main() -> None:
    """Run the command line; always ends with `SystemExit`."""
    from analysis.cli import main

    main()


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(importlib.import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'framescope' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
