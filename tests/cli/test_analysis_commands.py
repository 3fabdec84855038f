"""compare, trend, export: the contract's JSON, results on stdout only, the same numbers in every form."""

import csv
import io
import json

import pytest

COMPARE = ("compare", "--measure", "sentiment_compound")
TREND = ("trend", "--measure", "readability_flesch_kincaid_grade")


def test_compare_as_json_has_the_keys_of_the_contract(framescope, sample):
    ended = framescope(*COMPARE, "--format", "json", "--corpus", sample)
    assert (ended.code, ended.err) == (0, "")
    found = ended.json()
    assert set(found) == {"measure", "groups", "pairs", "warnings", "choices"}
    assert found["measure"] == "sentiment_compound"
    assert len(found["groups"]) == 12
    assert all({"group", "n", "mean", "median", "low", "high"} <= set(group) for group in found["groups"])
    assert all(group["low"] <= group["mean"] <= group["high"] for group in found["groups"])
    assert len(found["pairs"]) == 12 * 11 / 2
    wanted = {"a", "b", "difference", "low", "high", "effect_size", "p", "p_adjusted"}
    assert all(wanted <= set(pair) and pair["p"] <= pair["p_adjusted"] for pair in found["pairs"])
    assert found["choices"]["filters"] == {}


def test_compare_gives_the_same_numbers_as_csv_and_shows_them_as_a_table(framescope, sample):
    groups = framescope(*COMPARE, "--by", "bias", "--format", "json", "--corpus", sample).json()["groups"]
    ended = framescope(*COMPARE, "--by", "bias", "--format", "csv", "--corpus", sample)
    rows = list(csv.DictReader(io.StringIO(ended.out)))
    assert [row["group"] for row in rows] == [group["group"] for group in groups] == ["center", "left", "right"]
    for row, group in zip(rows, groups, strict=True):
        assert float(row["mean"]) == pytest.approx(group["mean"], rel=1e-11)
    table = framescope(*COMPARE, "--by", "bias", "--corpus", sample).out
    assert "difference" in table
    assert "center" in table


def test_comparing_twice_gives_the_same_bytes(framescope, sample):
    first = framescope(*COMPARE, "--format", "json", "--corpus", sample)
    assert first.out == framescope(*COMPARE, "--format", "json", "--corpus", sample).out


def test_filters_narrow_every_question_alike(framescope, sample):
    flags = ("--outlet", "Reuters", "--outlet", "Vox", "--since", "2019-03-01", "--until", "2019-12-31",
             "--where", "bias <> 'right'", "--min-words", 100, "--language", "en", "--corpus", sample)  # fmt: skip
    compared = framescope(*COMPARE, *flags, "--format", "json").json()
    assert [group["group"] for group in compared["groups"]] == ["Reuters", "Vox"]
    counted = {group["group"]: group["n"] for group in compared["groups"]}
    followed = framescope(
        "trend", "--measure", "sentiment_compound", *flags, "--every", "year", "--format", "json"
    ).json()
    assert {point["group"]: point["n"] for point in followed["points"]} == counted
    only = framescope(*COMPARE, "--only", "bias=left", "--by", "bias", "--format", "json", "--corpus", sample).json()
    assert [group["group"] for group in only["groups"]] == ["left"]


@pytest.mark.parametrize(
    ("every", "period"), [("week", "2019-W23"), ("month", "2019-06"), ("quarter", "2019-Q2"), ("year", "2019")]
)
def test_trend_as_json_has_the_keys_of_the_contract(framescope, sample, every, period):
    ended = framescope(*TREND, "--by", "bias", "--every", every, "--format", "json", "--corpus", sample)
    assert (ended.code, ended.err) == (0, "")
    found = ended.json()
    assert {"measure", "points", "slopes", "change_points"} <= set(found)
    assert all({"group", "period", "n", "mean", "low", "high"} <= set(point) for point in found["points"])
    assert period in {point["period"] for point in found["points"]}
    assert {slope["group"] for slope in found["slopes"]} == {"center", "left", "right"}


def test_trend_as_csv_has_a_row_a_point(framescope, sample):
    points = framescope(*TREND, "--format", "json", "--corpus", sample).json()["points"]
    rows = list(csv.DictReader(io.StringIO(framescope(*TREND, "--format", "csv", "--corpus", sample).out)))
    assert [(row["group"], row["period"], row["n"]) for row in rows] == [
        (point["group"], point["period"], str(point["n"])) for point in points
    ]


def test_warnings_go_to_stderr_beside_a_table_and_into_the_json(framescope, sample):
    flags = (*COMPARE, "--outlet", "Reuters", "--corpus", sample)
    beside = framescope(*flags)
    assert "Fewer than two groups" in beside.err
    assert "Fewer than two groups" not in beside.out
    assert any("Fewer than two groups" in text for text in framescope(*flags, "--format", "json").json()["warnings"])


def test_export_writes_tables_codebook_and_provenance_and_prints_their_paths(framescope, sample, tmp_path):
    out = tmp_path / "export"
    ended = framescope("export", out, "--measure", "sentiment_compound", "--only", "bias=left", "--corpus", sample)
    assert (ended.code, ended.err) == (0, "")
    assert {path.rsplit("/", 1)[1] for path in ended.out.split()} == {path.name for path in out.iterdir()}
    with (out / "articles.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 94
    assert {row["bias"] for row in rows} == {"left"}
    provenance = json.loads((out / "provenance.json").read_text())
    assert provenance["filters"] == {"equals": {"bias": ["left"]}}
    assert "--measure sentiment_compound" in provenance["command"]
    assert provenance["files"]["articles.csv"]["rows"] == 94


def test_the_command_in_the_provenance_makes_the_same_files_again(framescope, sample, tmp_path):
    import shlex

    framescope(
        "export", tmp_path / "one", "--measure", "sentiment_compound", "--where", "bias = 'left'", "--corpus", sample
    )
    command = json.loads((tmp_path / "one" / "provenance.json").read_text())["command"]
    words = [str(tmp_path / "two") if word == "DIR" else word for word in shlex.split(command)[1:]]
    assert framescope(*words, "--corpus", sample).code == 0
    names = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert names == sorted(path.name for path in (tmp_path / "two").iterdir())
    for name in names:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes(), name


@pytest.mark.browser
def test_export_draws_figures_where_a_browser_is_installed(framescope, sample, tmp_path):
    import os
    from shutil import which

    if not (which("chromium") or which("google-chrome")) and not os.environ.get("CI"):
        pytest.skip("figures need Chromium")
    ended = framescope(
        "export",
        tmp_path / "out",
        "--figures",
        "svg",
        "--measure",
        "sentiment_compound",
        "--by",
        "bias",
        "--corpus",
        sample,
    )
    assert ended.code == 0, ended.err
    drawn = (tmp_path / "out" / "compare_sentiment_compound.svg").read_text()
    assert drawn.startswith("<svg")
    assert "center" in drawn
    assert (tmp_path / "out" / "trend_sentiment_compound.svg").stat().st_size > 5000


def test_an_outlet_the_corpus_lacks_is_an_error_not_an_empty_answer(framescope, sample):
    ended = framescope(*COMPARE, "--outlet", "Nobody", "--corpus", sample)
    assert ended.code == 2
    assert "no outlet 'Nobody'" in ended.err
    assert "Reuters" in ended.err


def test_groups_made_of_whole_outlets_are_warned_about_and_can_be_judged_by_outlet(framescope, sample):
    flags = (*COMPARE, "--by", "bias", "--corpus", sample, "--format", "json")
    by_day = framescope(*flags).json()
    assert any(
        "bias is a property of the outlet: these groups consist of 12 outlets" in text for text in by_day["warnings"]
    )
    by_outlet = framescope(*flags, "--cluster", "outlet").json()
    assert not any("property of the outlet" in text for text in by_outlet["warnings"])
    assert by_outlet["choices"]["cluster"] == "outlet"
    wide = {g["group"]: g["high"] - g["low"] for g in by_outlet["groups"]}
    assert wide["center"] != {g["group"]: g["high"] - g["low"] for g in by_day["groups"]}["center"]


def test_an_empty_selection_says_where_to_look(framescope, sample):
    ended = framescope(*COMPARE, "--where", "outlet = 'Nobody'", "--corpus", sample)
    assert ended.code == 0
    assert "No scored article matches" in ended.err


def test_the_differences_come_as_csv_too(framescope, sample):
    flags = ("--by", "bias", "--corpus", sample)
    pairs = framescope(*COMPARE, *flags, "--format", "json").json()["pairs"]
    rows = list(csv.DictReader(io.StringIO(framescope(*COMPARE, *flags, "--format", "csv", "--table", "pairs").out)))
    assert [(row["a"], row["b"]) for row in rows] == [(pair["a"], pair["b"]) for pair in pairs]
    assert [float(row["p_adjusted"]) for row in rows] == pytest.approx([pair["p_adjusted"] for pair in pairs])


@pytest.mark.parametrize(
    "flags",
    [("--table", "pairs"), ("--format", "csv", "--table", "stories"), ("--figure", "curve.html")],
)
def test_options_that_need_another_say_which(framescope, sample, flags):
    ended = framescope(*COMPARE, *flags, "--corpus", sample)
    assert (ended.code, ended.out) == (2, "")
    assert f"{flags[-2]}" in ended.err
    assert "goes with --" in ended.err


@pytest.mark.parametrize("table", ["slopes", "slope-differences", "gaps", "change-points"])
def test_every_table_of_a_trend_comes_as_csv(framescope, sample, table):
    flags = ("--by", "bias", "--every", "quarter", "--corpus", sample)
    found = framescope(*TREND, *flags, "--format", "json").json()[table.replace("-", "_")]
    rows = list(csv.DictReader(io.StringIO(framescope(*TREND, *flags, "--format", "csv", "--table", table).out)))
    assert [row.get("group", row.get("a")) for row in rows] == [row.get("group", row.get("a")) for row in found]


def test_a_trend_without_change_points_says_so_with_its_test(framescope, sample):
    shown = framescope(*TREND, "--by", "bias", "--corpus", sample).out
    assert "no change point found in 3 groups. Test: PELT" in shown
    few = framescope(*TREND, "--by", "bias", "--every", "year", "--corpus", sample).out
    assert "change points: not looked for" in few


def test_an_unknown_measure_is_answered_with_three_likely_ones_and_where_all_are(framescope, sample):
    ended = framescope("compare", "--measure", "sentiment_compond", "--corpus", sample)
    assert ended.code == 2
    assert "Did you mean 'sentiment_compound', " in ended.err
    assert "`framescope codebook`" in ended.err
    assert ended.err.count("'") == 2 * 4, "the name given and three others"
    for part, whole in (("hedges", "hedging_per_100_words"), ("kincaid", "readability_flesch_kincaid_grade")):
        assert f"'{whole}'" in framescope("compare", "--measure", part, "--corpus", sample).err


WRONG_FILTERS = {
    "bias > 3": ("bias holds text",),
    "sentiment_compound = 'high'": ("'high' is not a number",),
    "published > 'yesterday'": ("'yesterday'", "'2020-01-31'"),
    "outlets = 'CNN'": ("unknown column 'outlets'", "Did you mean 'outlet'", "Columns: id, outlet, published"),
    "bias = 'left": ("a quotation mark is not closed",),
    "(bias = 'left'": ("its brackets do not match",),
    "bias == = 'left'": ("it makes no sense near '='",),
    "regexp_matches(outlet, '(')": ("a pattern in it cannot be read",),
    "bias": ("it gives text, not true or false",),
}


@pytest.mark.parametrize("where", WRONG_FILTERS)
def test_a_filter_that_does_not_work_is_explained_without_the_words_of_the_database(framescope, sample, where):
    ended = framescope(*COMPARE, "--where", where, "--corpus", sample)
    assert (ended.code, ended.out) == (2, "")
    for words in WRONG_FILTERS[where]:
        assert words in ended.err
    for leaked in ("Error", "VARCHAR", "INTEGER", "DOUBLE", "varchar", "cast", "LINE 1", "parser", "TIMESTAMP"):
        assert leaked not in ended.err


@pytest.mark.parametrize("command", ["stories", "duplicates"])
def test_listing_writes_nothing_where_nothing_is_new(framescope, articles, corpus, command):
    framescope("ingest", articles, "--corpus", corpus)
    framescope(command, "--corpus", corpus)
    before = framescope("status", "--format", "json", "--corpus", corpus).json()
    files = sorted(path for path in corpus.rglob("*") if path.is_file())
    for _ in range(2):
        assert framescope(command, "--corpus", corpus).code == 0
    after = framescope("status", "--format", "json", "--corpus", corpus).json()
    assert after["snapshots"] == before["snapshots"]
    assert sorted(path for path in corpus.rglob("*") if path.is_file()) == files
