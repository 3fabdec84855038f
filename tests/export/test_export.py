"""Exports: whole numbers, safe cells, a codebook for every column, and the same bytes each time."""

import csv
import hashlib
import json

import pandas as pd
import pyarrow as pa
import pytest

from analysis.errors import ArgumentError, InputError
from analysis.export import codebook, export
from analysis.queries import Filters
from analysis.queries.requests import ExportRequest
from tests.synthetic import MEASURES, corpus_of, scores_table, shifted, synthetic_corpus

TWO = ExportRequest(("sentiment_compound", "hedging_per_100_words"))


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    return synthetic_corpus(tmp_path_factory.mktemp("corpus"), 400, missing=0.1)


def test_numbers_are_exported_to_the_last_bit_and_missing_is_empty(corpus, tmp_path):
    export(corpus, ExportRequest(), tmp_path)
    read = pd.read_csv(tmp_path / "articles.csv")
    stored = corpus.frame("SELECT * FROM scores ORDER BY id")
    assert read["id"].to_list() == stored["id"].to_list()
    assert len(corpus.measures) >= 5
    for name in corpus.measures:
        pd.testing.assert_series_equal(read[name], stored[name], check_exact=True)
    assert read["sentiment_compound"].isna().sum() > 10


def test_text_that_looks_like_a_formula_is_made_safe_and_numbers_are_not(tmp_path):
    authors = ["=cmd|' /C calc'!A0", "+1 555", "-Anon", "@realDonaldTrump", "'Anon", "\tTab", "O'Brien", None]
    scores = scores_table(len(authors), outlets=1).set_column(3, "author", pa.array(authors))
    at = scores.schema.get_field_index("sentiment_compound")
    scores = scores.set_column(at, "sentiment_compound", pa.array([-0.5] * len(authors)))
    export(corpus_of(tmp_path, scores), ExportRequest(), tmp_path / "out")
    with (tmp_path / "out" / "articles.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    found = [row["author"] for row in rows]
    assert all(text[0] not in "=+-@\t\r" for text in found if text)
    assert [text[1:] if text.startswith("'") else text for text in found] == [a or "" for a in authors]
    assert found[6] == "O'Brien"
    assert {row["sentiment_compound"] for row in rows} == {"-0.5"}


def test_the_same_snapshot_gives_the_same_bytes(corpus, tmp_path):
    first = export(corpus, TWO, tmp_path / "a")
    again = export(corpus, TWO, tmp_path / "b")
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in again]


def test_provenance_names_the_snapshot_the_filters_and_the_hash_of_every_file(corpus, tmp_path):
    written = export(corpus, ExportRequest(("sentiment_compound",), filters=Filters(equals={"bias": "left"})), tmp_path)
    provenance = json.loads((tmp_path / "provenance.json").read_text(encoding="utf-8"))
    assert provenance["snapshot"] == 7
    assert provenance["filters"] == {"equals": {"bias": ["left"]}}
    line = "framescope export DIR --measure sentiment_compound --by outlet --every month --only bias=left --snapshot 7"
    assert provenance["command"] == line
    assert {"python", "duckdb", "numpy", "scipy"} <= set(provenance["versions"])
    assert str(tmp_path) not in json.dumps(provenance)
    assert set(provenance["files"]) == {path.name for path in written} - {"provenance.json"}
    for name, about in provenance["files"].items():
        assert hashlib.sha256((tmp_path / name).read_bytes()).hexdigest() == about["sha256"]
    with (tmp_path / "articles.csv").open(encoding="utf-8") as file:
        assert provenance["files"]["articles.csv"]["rows"] == len(list(csv.DictReader(file))) < 400


def test_p_values_are_corrected_over_the_whole_file(corpus, tmp_path):
    export(corpus, TWO, tmp_path)
    pairs = pd.read_csv(tmp_path / "pairs.csv")
    assert len(pairs) == 6
    assert pairs["measure"].nunique() == 2
    smallest = pairs["p"].idxmin()
    assert pairs["p_adjusted"][smallest] == pytest.approx(min(1, 6 * pairs["p"][smallest]))


def test_change_points_are_exported_with_their_own_correction(tmp_path):
    scores = shifted(scores_table(3000, outlets=2, days=720, day_sd=0.02), "Reuters", "2025-01-01", 0.4)
    export(corpus_of(tmp_path, scores), TWO, tmp_path / "out")
    found = pd.read_csv(tmp_path / "out" / "change_points.csv")
    step = found[(found["group"] == "Reuters") & (found["measure"] == "sentiment_compound")].iloc[0]
    assert (step["period"], step["date"]) == ("2025-01", "2025-01-01")
    assert step["difference"] == pytest.approx(0.4, abs=0.1)
    assert step["p_adjusted"] == pytest.approx(0.002), "over two groups of one measure, by 999 permutations"


def test_the_export_says_which_tests_were_corrected_together(corpus, tmp_path):
    export(corpus, ExportRequest(("sentiment_compound",)), tmp_path)
    provenance = json.loads((tmp_path / "provenance.json").read_text(encoding="utf-8"))
    text = (tmp_path / "codebook.md").read_text(encoding="utf-8")
    for name in ("pairs.csv", "slopes.csv", "change_points.csv"):
        assert "p_adjusted" in (tmp_path / name).read_text(encoding="utf-8").splitlines()[0]
        assert provenance["p_adjusted"][name].startswith("Holm over ")
        assert f"| p_adjusted in {name} |" in text


def test_every_exported_column_is_in_the_codebook(corpus, tmp_path):
    export(corpus, ExportRequest(), tmp_path)
    header = (tmp_path / "articles.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
    described = pd.read_csv(tmp_path / "codebook.csv")["name"].to_list()
    assert header == described
    assert "bias" in header
    text = (tmp_path / "codebook.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in text or f"### {name}" in text for name in header)
    assert "apostrophe" in text


def test_the_codebook_says_unit_range_citation_missing_and_validity():
    rows = json.loads(codebook("json", MEASURES, versions={"hedging": "3"}, validity={"hedging": "F1 .91"}))
    hedging = next(row for row in rows if row["name"] == "hedging_per_100_words")
    assert hedging["unit"] == "per 100 words"
    assert (hedging["low"], hedging["high"]) == (0, 100)
    assert hedging["citation"].startswith("Hyland 2005")
    assert hedging["missing"] == "there are no words of the body"
    assert (hedging["version"], hedging["validity"]) == ("3", "F1 .91")
    markdown = codebook("md", MEASURES)
    assert "100 × sum of `hedging_count` / sum of `hedging_words`" in markdown


def test_stata_gets_unique_names_of_32_characters():
    from analysis.export.codebook import stata_names

    long = "framing_loaded_per_100_words_outlet_"
    short = stata_names([long + "voice", long + "vice"])
    assert len(set(short.values())) == 2
    assert all(len(name) <= 32 for name in short.values())


def test_unknown_formats_and_unusable_directories_are_errors_for_people(corpus, tmp_path):
    with pytest.raises(ArgumentError, match="csv, md, json"):
        codebook("xlsx", MEASURES)
    (tmp_path / "file").write_text("here already", encoding="utf-8")
    with pytest.raises(InputError, match="another directory"):
        export(corpus, ExportRequest(), tmp_path / "file")
    with pytest.raises(ArgumentError, match="no measure"):
        export(corpus, ExportRequest(("sentiment",)), tmp_path / "out")
