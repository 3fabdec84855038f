"""The parts of packaging that pyproject.toml cannot say.

The sample corpus is a package beside those found, and with FRAMESCOPE_COMPILE=1 in the environment the rules of
attribution are compiled (docs/validity-attribution.md, "Speed").

Without it the wheel is pure Python and needs no compiler. Compiling needs a C compiler and mypy beside setuptools,
and fails with a message if one is missing: a half-compiled package would be worse than a slower one.
"""

import os

from setuptools import Extension, find_packages, setup

COMPILED = [
    *(f"analysis/text/constituents/{name}.py" for name in ("word_columns", "noun_phrases", "clauses")),
    *(f"analysis/scorers/attribution/{name}.py" for name in ("state", "subjects", "contents", "source_resolution")),
    *(
        f"analysis/scorers/attribution/rules/{name}.py"
        for name in ("according", "nominals", "passives", "postposed", "verbs")
    ),
]


def extensions() -> list[Extension]:
    """Return what is to be compiled: nothing unless FRAMESCOPE_COMPILE=1."""
    if os.environ.get("FRAMESCOPE_COMPILE") != "1":
        return []
    try:
        from mypyc.build import mypycify
    except ImportError:
        raise SystemExit(
            "FRAMESCOPE_COMPILE=1 needs mypy where framescope is built. Run: pip install 'setuptools>=77' mypy, then "
            "FRAMESCOPE_COMPILE=1 pip install --no-build-isolation . (or unset it: framescope works without)."
        ) from None
    return mypycify(
        ["--follow-imports=silent", "--ignore-missing-imports", *COMPILED], group_name="framescope_attribution"
    )


setup(
    packages=[*find_packages(include=["analysis", "analysis.*", "dashboard", "dashboard.*"]), "analysis._sample"],
    py_modules=["framescope"],
    ext_modules=extensions(),
)
