"""Where the rules of attribution are compiled (FRAMESCOPE_COMPILE=1), they say what the Python they came from says."""

import hashlib
import json
import subprocess
import sys

import pytest

from analysis.scorers.attribution import SCORER
from analysis.scorers.attribution.rules import verbs
from analysis.text import Documents
from tests.conftest import ROOT

TEXTS = [
    "“We will not pay for it,” the foreign minister, Luis Videgaray, said on Friday. “Not now, not ever.”\n\n“It is a "
    "matter of dignity.”\n\nOfficials familiar with the talks said the plan, which he called a mistake, could fail.",
    "According to a Pew survey, voters fear that the deal will cost jobs. She was accused of lying, and has denied it. "
    "Critics, among them senators, governors and mayors, reportedly urged the White House to drop the claim that it works.",
    "Trump: We will win\n\nQ: Did you say so? A: I said we hope to. As the Post reported on Friday, nothing was decided.",
    "",
]
PURE = """
import importlib.machinery as machinery, sys
class Source:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name.startswith(("analysis.scorers.attribution.", "analysis.text.constituents.")):
            loader = machinery.SourceFileLoader, machinery.SOURCE_SUFFIXES
            return machinery.FileFinder(path[0], loader).find_spec(name)
sys.meta_path.insert(0, Source)
"""
SAY = """
import json, sys
from tests.scorers.attribution.test_compiled import rows
print(json.dumps(rows(json.load(sys.stdin))))
"""


def rows(texts: list[str]) -> list:
    """Values and evidence of the texts, and which file the rules came from, as JSON holds them."""
    result = SCORER.score(Documents(texts))
    evidence = result.evidence
    spans = [evidence.document.tolist(), evidence.start.tolist(), evidence.end.tolist(), evidence.details]
    values = {name: hashlib.sha256(numbers.tobytes()).hexdigest() for name, numbers in result.values.items()}
    return [verbs.__file__, spans, values]


def in_python(texts: list[str], begin: str = PURE) -> list:
    done = subprocess.run(
        [sys.executable, "-c", begin + SAY],
        input=json.dumps(texts),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.skipif(verbs.__file__.endswith(".py"), reason="the rules of attribution are not compiled here")
def test_compiled_rules_give_the_rows_of_their_python():
    plain, *expected = in_python(TEXTS)
    compiled, *found = json.loads(json.dumps(rows(TEXTS)))
    assert plain.endswith(".py")
    assert not compiled.endswith(".py")
    assert found == expected
    assert len(found[0][0]) > 8
