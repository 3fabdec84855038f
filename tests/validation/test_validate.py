"""`framescope validate` on labelled data written here, where the right answer is known by reading."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from analysis.cli import app
from analysis.errors import InputError
from analysis.validation import table
from analysis.validation.labels import labelled_sets
from analysis.validation.scorers import KINDS, agreement

NEWS = "The Kremlin said a conversation was needed. Talks were held in Moscow."
SAID = {"source": [[0, 11]], "cue": [[12, 16]], "content": [[17, 42]]}


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    _write(tmp_path / "attribution", [{"id": "1", "outlet": "A", "text": NEWS, "attributions": [SAID]}] * 3)
    sure = "Talks were held in Moscow on Friday."
    unsure = "The deal may fail, and it remains to be seen who wins."
    rows = [
        {"id": "1", "text": sure, "uncertain": False, "cues": []},
        {"id": "2", "text": unsure, "uncertain": True, "cues": [[9, 12], [23, 44]]},
        {"id": "3", "text": "Nobody was hurt.", "uncertain": True, "cues": [[0, 6]]},
    ]
    _write(tmp_path / "hedging" / "own", rows)
    return tmp_path


def _write(folder: Path, rows: list[dict]) -> None:
    folder.mkdir(parents=True)
    (folder / "dev.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def _figures(folder: Path, kind: str) -> dict[str, float]:
    (only,) = labelled_sets(folder, (kind,))
    return {figure.figure: figure.value for figure in agreement(only)}


def test_attribution_that_equals_the_labels_agrees_fully(labelled: Path):
    figures = _figures(labelled, "attribution")
    assert figures["cue tokens, F1"] == 1
    assert figures["source tokens, F1"] == 1
    assert figures["content tokens, F1"] == 1
    assert figures["right source where the attribution was found, share"] == 1


def test_hedging_counts_sentences_and_cues(labelled: Path):
    figures = _figures(labelled, "hedging")
    assert figures["uncertain sentences, F1"] == pytest.approx(2 / 3)  # one of two found, none falsely
    assert figures["cues, F1"] == pytest.approx(0.8)  # two of three


def test_agreement_is_shown_by_outlet(labelled: Path):
    (only,) = labelled_sets(labelled, ("attribution",))
    assert agreement(only)[0].by_outlet == {"A": 1.0}
    assert agreement(only)[0].spread == 0


def test_the_command_prints_figures_and_leaves_the_stored_table_alone(labelled: Path):
    before = table.FILE.read_bytes()
    result = CliRunner().invoke(app, ["validate", "--data", str(labelled), "--only", "hedging", "--format", "json"])
    assert result.exit_code == 0
    rows = json.loads(result.stdout)
    assert {row["family"] for row in rows} == {"hedging"}
    assert all(row["low"] <= row["value"] <= row["high"] for row in rows)
    assert table.FILE.read_bytes() == before


def test_a_folder_without_labels_is_said(tmp_path: Path):
    with pytest.raises(InputError, match="holds no labelled data"):
        labelled_sets(tmp_path, KINDS)


def test_every_stored_figure_lies_in_its_interval_and_names_its_data():
    rows = table.stored()
    assert {row["family"] for row in rows} >= {"attribution", "hedging", "sentiment", "readability", "framing"}
    for row in rows:
        assert row["low"] <= row["value"] <= row["high"]
        assert row["data"] in table.SOURCES


def test_the_codebook_quotes_of_each_measure_only_figures_of_its_own_construct():
    from analysis.export import codebook

    sentences = table.by_measure()
    assert sentences["hedging_per_100_words"] in codebook("md")
    assert "content tokens" in sentences["attribution_sentence_share"]
    assert "content tokens" not in sentences["attribution_anonymous_share"]
    assert "anonymous sources: precision" in sentences["attribution_anonymous_share"]
    assert "each case weighted" in sentences["attribution_unattributed_claim_share"]
    assert sentences["attribution_women_share"] == "not measured"
    assert "attribution_count" not in sentences


def test_every_figure_of_the_table_belongs_to_a_measure_or_to_none_by_choice():
    named = {name for names in table.CONSTRUCTS.values() for name in names}
    assert named <= set(table.by_measure())
    parts = {("attribution", "cue tokens, F1"), ("attribution", "source tokens, F1")}
    assert {(row["family"], row["figure"]) for row in table.stored()} - parts <= set(table.CONSTRUCTS)
