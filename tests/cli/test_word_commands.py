"""words, and the statistics flags of compare and trend: what a person types and what comes back."""

import csv
import io

import pytest

WORDS = ("words", "--a", "bias=left", "--b", "bias=right")


def test_words_as_json_has_the_keys_of_the_contract(framescope, sample):
    ended = framescope(*WORDS, "--limit", 5, "--examples", 1, "--format", "json", "--corpus", sample)
    assert ended.code == 0
    found = ended.json()
    assert {"a", "b", "terms", "choices", "warnings"} <= set(found)
    assert (found["a"], found["b"]) == ("left", "right")
    assert len(found["terms"]) == 10
    first = found["terms"][0]
    assert {"term", "n", "z", "log_odds", "count_a", "count_b", "z_by_article", "p_adjusted"} <= set(first)
    assert first["examples"][0]["match"].lower().replace("’", "'").replace(".", "").startswith(first["term"][:2])
    assert found["terms"][0]["z"] > 0 > found["terms"][-1]["z"]


def test_words_gives_the_same_terms_as_csv_and_shows_both_sides_as_a_table(framescope, sample):
    terms = framescope(*WORDS, "--limit", 5, "--format", "json", "--corpus", sample).json()["terms"]
    rows = list(
        csv.DictReader(io.StringIO(framescope(*WORDS, "--limit", 5, "--format", "csv", "--corpus", sample).out))
    )
    assert [row["term"] for row in rows] == [term["term"] for term in terms]
    table = framescope(*WORDS, "--limit", 5, "--corpus", sample).out
    assert "more in left (a)" in table
    assert "more in right (b)" in table


def test_a_keyword_in_context_is_shown_with_its_article(framescope, sample):
    ended = framescope("words", "--context", "president", "--limit", 3, "--format", "json", "--corpus", sample)
    assert ended.code == 0
    lines = ended.json()["lines"]
    assert len(lines) == 3
    assert all(line["match"].lower() == "president" and line["outlet"] for line in lines)
    assert "[" in framescope("words", "--context", "president", "--limit", 3, "--corpus", sample).out


def test_a_prior_is_read_from_a_file(framescope, sample, tmp_path):
    path = tmp_path / "prior.csv"
    path.write_text("term,count\nthe,1000\npresident,10\n", encoding="utf-8")
    flags = ("--ngrams", 1, "--prior", path, "--format", "json", "--corpus", sample)
    assert framescope(*WORDS, *flags).json()["choices"]["prior"] == "counts given"


@pytest.mark.parametrize(
    ("flags", "code", "message"),
    [
        ((), 2, "--a outlet=CNN"),
        (("--a", "outlet=The Onion"), 2, "no outlet 'The Onion'"),
        (("--a", "Vox"), 2, "COLUMN=VALUE"),
        (("--a", "slant=left"), 2, "no column 'slant'"),
        (("--a", "bias=left", "--ngrams", "three"), 2, "--ngrams"),
        (("--a", "bias=left", "--ngrams", "3-1"), 2, "the shorter first"),
        (("--a", "bias=left", "--prior", "nowhere.csv"), 1, "term and count"),
        (("--context", "?!"), 2, "no word"),
    ],
)
def test_what_words_cannot_do_is_said_without_a_traceback(framescope, sample, flags, code, message):
    ended = framescope("words", *flags, "--corpus", sample)
    assert (ended.code, ended.out) == (code, "")
    assert message in ended.err
    assert "Traceback" not in ended.err


@pytest.mark.parametrize(
    ("flags", "nearest"),
    [
        (("--a", "foo=1"), None),
        (("--a", "hedges=1"), None),
        (("--a", "biass=left"), "'bias'"),
        (("--a", "bias=left", "--b", "Topik=trade"), "'topic'"),
        (("--a", "bias=left", "--only", "topics=trade"), "'topic'"),
        (("--context", "president", "--a", "biass=left"), "'bias'"),
    ],
)
def test_what_is_suggested_for_an_unknown_column_is_one_that_articles_are_grouped_by(
    framescope, sample, flags, nearest
):
    ended = framescope("words", *flags, "--corpus", sample)
    assert (ended.code, ended.out) == (2, "")
    assert "There is no column" in ended.err
    assert "readability" not in ended.err
    assert ("Did you mean" in ended.err) is bool(nearest)
    assert f"Did you mean {nearest}?" in ended.err or not nearest


def test_lines_of_context_are_said_to_be_the_first_and_one_an_article(framescope, sample):
    some = framescope("words", "--context", "president", "--limit", 3, "--corpus", sample)
    assert "president: the first 3 lines by date, one per article (--limit shows more)" in some.out
    lines = framescope("words", "--context", "impeachment inquiry", "--format", "json", "--corpus", sample).json()[
        "lines"
    ]
    every = framescope("words", "--context", "impeachment inquiry", "--limit", 100, "--corpus", sample)
    said = "1 line" if len(lines) == 1 else f"{len(lines)} lines"
    assert f"impeachment inquiry: {said} by date, one per article " in every.out
    shown = " ".join(framescope("words", "--help").out.split())
    assert "first place of this word or phrase in each article, the earliest articles first" in shown


def test_the_choices_of_statistics_are_taken_and_reported(framescope, sample):
    flags = ("--method", "bca", "--cluster", "article", "--correction", "bh", "--seed", 7, "--confidence", 0.9)
    ended = framescope("compare", "--measure", "sentiment_compound", "--by", "bias", *flags, "--format", "json",
                       "--corpus", sample)  # fmt: skip
    choices = ended.json()["choices"]
    assert (choices["method"], choices["cluster"], choices["seed"]) == ("bca", "article", 7)
    assert (choices["confidence"], choices["correction"][:9]) == (0.9, "Benjamini")


def test_robustness_is_a_block_of_compare_and_a_figure(framescope, sample, tmp_path):
    base = (
        "compare",
        "--measure",
        "sentiment_compound",
        "--by",
        "bias",
        "--robustness",
        "left,right",
        "--corpus",
        sample,
    )
    figure = tmp_path / "curve.html"
    found = framescope(*base, "--figure", figure, "--format", "json").json()["robustness"]
    pair = framescope(*base, "--format", "json").json()["pairs"]
    asked = next(row for row in found["specifications"] if row["as_asked"])
    left_right = next(row for row in pair if (row["a"], row["b"]) == ("left", "right"))
    assert asked["estimate"] == pytest.approx(left_right["difference"])
    assert found["summary"]["specifications"] == len(found["specifications"]) > 10
    assert "specifications, by size" in figure.read_text(encoding="utf-8")
    assert "left - right under" in framescope(*base).out


@pytest.mark.parametrize(
    "flags", [("--robustness", "left"), ("--figure", "curve.html"), ("--robustness", "left,centre")]
)
def test_an_unknown_pair_or_a_figure_of_nothing_is_refused(framescope, sample, flags):
    ended = framescope("compare", "--measure", "sentiment_compound", "--by", "bias", *flags, "--corpus", sample)
    assert ended.code == 2
    assert "--specification-curve" in ended.err


def test_trend_takes_smoothing_events_and_shows_differences_of_slopes(framescope, sample):
    base = ("trend", "--measure", "sentiment_compound", "--by", "bias", "--every", "quarter", "--corpus", sample)
    found = framescope(*base, "--smooth", "loess", "--event", "2019-06-12=Hearing", "--format", "json").json()
    assert found["events"] == [{"date": "2019-06-12", "label": "Hearing"}]
    assert any(point["smooth"] is not None for point in found["points"])
    assert {(row["a"], row["b"]) for row in found["slope_differences"]} == {
        ("center", "left"), ("center", "right"), ("left", "right")
    }  # fmt: skip
    assert "differences of slopes" in framescope(*base).out
    assert framescope(*base, "--event", "12 June").code == 2
