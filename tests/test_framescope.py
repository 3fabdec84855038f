"""The public module: quick to import, whole, and clear about what hides it."""

import subprocess
import sys

import pytest

import framescope
from analysis.scorers.registry import BUILTIN
from framescope import testing
from tests.conftest import ROOT
from tests.toy_family import fussy


def test_every_public_name_is_there():
    for name in framescope.__all__:
        assert getattr(framescope, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'no_such_name'"):
        framescope.no_such_name  # noqa: B018


def test_importing_it_loads_nothing_heavy_and_testing_is_a_module_of_it():
    script = (
        "import sys, framescope, framescope.testing; "
        "print(*sorted({m.split('.')[0] for m in sys.modules} & {'numpy', 'pandas', 'pyarrow', 'duckdb', 'scipy'}))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.split() == []


@pytest.mark.parametrize("hiding", ["analysis.py", "analysis/__init__.py", "dashboard.py"])
def test_a_module_of_the_users_that_hides_ours_is_one_error_that_names_it(tmp_path, hiding):
    (tmp_path / hiding).parent.mkdir(exist_ok=True)
    (tmp_path / hiding).write_text("raise RuntimeError('run')\n", "utf-8")
    script = "import framescope"
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(1, {str(ROOT)!r}); {script}"],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    last = done.stderr.strip().splitlines()[-1]
    assert last.startswith("ImportError: framescope needs its own package")
    assert str(tmp_path / hiding) in last


@pytest.mark.parametrize("scorer", BUILTIN, ids=lambda scorer: scorer.family)
def test_every_built_in_family_keeps_the_contract(scorer):
    testing.check_scorer(scorer)


def test_a_family_that_breaks_the_contract_is_told_what_is_wrong():
    from dataclasses import replace

    good = replace(fussy(), description="letters")
    with pytest.raises(AssertionError, match="a span is empty or outside its text"):
        testing.check_scorer(good)  # an empty text has no first word
    with pytest.raises(AssertionError, match="says in no `description`"):
        testing.check_scorer(fussy())
    with pytest.raises(framescope.FramescopeError, match="names of this family are other_<what>"):
        testing.check_scorer(replace(good, family="other"))
