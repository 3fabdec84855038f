"""The ablation of rules counts as `framescope validate` does, and shows what a rule brings."""

import json
from pathlib import Path

import pytest

from analysis.validation.labels import LabelledSet
from analysis.validation.scorers import agreement
from tests.benchmarks import ablation

NEWS = "The Kremlin said a conversation was needed. Talks were held in Moscow. Critics may be wrong, May said."
ATTRIBUTIONS = [
    {"source": [[0, 11]], "cue": [[12, 16]], "content": [[17, 42]]},
    {"source": [[93, 96]], "cue": [[97, 101]], "content": [[71, 92]]},
]
ROWS = [
    {"id": "1", "outlet": "A", "text": NEWS, "attributions": ATTRIBUTIONS},
    {"id": "2", "outlet": "B", "text": "Snow fell, Reuters reported.", "attributions": []},
]
SENTENCES = [
    {"id": "1", "text": "The deal may fail.", "uncertain": True, "cues": [[9, 12]]},
    {"id": "2", "text": "Voters go to the polls in May.", "uncertain": False, "cues": []},
    {"id": "3", "text": "Nobody was hurt.", "uncertain": True, "cues": [[0, 6]]},
]


def test_with_every_rule_the_figures_are_those_of_validate():
    validated = [figure.value for figure in agreement(LabelledSet("attribution", "own", ROWS))]
    assert list(ablation.attribution_figures(ROWS).values()) == pytest.approx(validated)
    validated = [figure.value for figure in agreement(LabelledSet("hedging", "own", SENTENCES))]
    assert list(ablation.hedging_figures(SENTENCES).values()) == pytest.approx(validated)


def test_without_the_rules_ambiguous_words_count_wherever_they_are():
    whole = ablation.hedging_figures(SENTENCES)
    none = ablation.hedging_figures(SENTENCES, frozenset(ablation.HEDGING_RULES))
    assert none["sentences"] < whole["sentences"]


def test_the_tables_have_a_line_for_every_rule(tmp_path: Path):
    (tmp_path / "dev.jsonl").write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")
    lines = ablation.attribution(tmp_path / "dev.jsonl").splitlines()
    assert lines[0] == "| rules | content | cue | source | relations | right source |"
    assert [line.split("`")[1] for line in lines[3:]] == list(ablation.ALL_RULES)
    folder = tmp_path / "hedging" / "own"
    folder.mkdir(parents=True)
    (folder / "dev.jsonl").write_text("".join(json.dumps(row) + "\n" for row in SENTENCES), encoding="utf-8")
    lines = ablation.hedging(tmp_path / "hedging").splitlines()
    assert lines[0] == "| rules | own sentences | own cues |"
    assert [line.split("`")[1] for line in lines[4:]] == ablation.HEDGING_RULES
