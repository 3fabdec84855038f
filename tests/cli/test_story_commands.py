"""The commands about stories and wire copy, on the bundled sample."""

import json
import re

import pytest

from analysis.cli import main


@pytest.fixture(scope="module")
def corpus(tmp_path_factory, sample_articles):
    folder = tmp_path_factory.mktemp("sample")
    few = [a for a in sample_articles if a["date"] >= "2020"]
    copied = [a | {"id": f"{a['id']}-copy", "outlet": "Copier", "title": f"UPDATE 1-{a['title']}"} for a in few[:20]]
    (folder / "few.jsonl").write_text("\n".join(map(json.dumps, [*few, *copied])), encoding="utf-8")
    for command in (["ingest", str(folder / "few.jsonl")], ["score", "--workers", "1"]):
        with pytest.raises(SystemExit):
            main([*command, "--corpus", str(folder / "c")])
    return str(folder / "c")


def asked(capsys, *words):
    with pytest.raises(SystemExit) as ended:
        main(list(words))
    return ended.value.code, *capsys.readouterr()


def test_stories_as_json_have_the_keys_of_the_contract(corpus, capsys):
    code, out, _ = asked(capsys, "stories", "--corpus", corpus, "--format", "json")
    found = json.loads(out)["stories"]
    assert code == 0
    assert {"id", "label", "first", "last", "articles"} <= found[0].keys()
    assert found[0]["articles"][0].keys() == {"id", "outlet", "published", "title"}
    assert all(len(story["articles"]) > 1 for story in found)


def test_times_are_written_one_way_in_the_json_of_every_command(corpus, capsys):
    for words in (["stories"], ["duplicates"], ["status"], ["words", "--context", "said"]):
        code, out, _ = asked(capsys, *words, "--corpus", corpus, "--format", "json")
        assert code == 0, words
        times = re.findall(r'"(?:published|committed|started|finished)": "(\d[^"]+)"', out)
        assert times, words
        assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", time) for time in times), words
        days = re.findall(r'"(?:first|last)": "(\d[^"]+)"', out)  # whole days, which have no time
        assert all(re.fullmatch(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?Z)?", day) for day in days), words


def test_stories_take_every_filter_that_the_dashboard_has(corpus, capsys):
    def ids(*words):
        code, out, _ = asked(capsys, "stories", "--corpus", corpus, "--format", "json", *words)
        assert code == 0
        return [(story["id"], len(story["articles"])) for story in json.loads(out)["stories"]]

    everything = ids()
    assert ids("--language", "en") == everything
    assert ids("--min-words", "1000000") == []
    assert len(ids("--wire", "exclude")) < len(everything)
    first = json.loads(asked(capsys, "stories", "--corpus", corpus, "--format", "json")[1])["stories"][0]
    assert ids("--story", first["id"]) == everything[:1]
    assert everything[0] in ids("--title", first["label"].upper())
    _, _, said = asked(capsys, "stories", "--corpus", corpus, "--limit", "1")
    assert f"the newest 1 of {len(everything)} stories" in said


def test_duplicates_as_json_name_articles_and_agency(corpus, capsys):
    code, out, _ = asked(capsys, "duplicates", "--corpus", corpus, "--format", "json")
    found = json.loads(out)["groups"]
    assert (code, len(found)) == (0, 20)
    assert {"agency", "articles"} <= found[0].keys()
    assert {"id", "outlet", "published", "title"} <= found[0]["articles"][0].keys()


@pytest.mark.parametrize("command", ["stories", "duplicates"])
@pytest.mark.parametrize("format", ["table", "csv"])
def test_people_and_spreadsheets_read_them_too(corpus, capsys, command, format):
    code, out, _ = asked(capsys, command, "--corpus", corpus, "--format", format)
    assert code == 0
    assert len(out.splitlines()) > 10


def test_compare_adds_the_block_of_stories_and_says_what_became_of_wire_copy(corpus, capsys):
    words = ("compare", "--measure", "sentiment_compound", "--corpus", corpus, "--format", "json", "--stories")
    code, out, _ = asked(capsys, *words, "--wire", "exclude")
    found = json.loads(out)
    assert code == 0
    assert found["choices"]["wire"] == found["stories"]["choices"]["filters"]["wire"] == "exclude"
    assert "Copier" not in {group["group"] for group in found["groups"]}
    assert {"a", "b", "difference", "low", "high", "p_adjusted", "stories", "raw_difference"} <= found["stories"][
        "pairs"
    ][0].keys()
    _, plain, _ = asked(capsys, *words[:-1])
    assert "stories" not in json.loads(plain)
    assert json.loads(plain)["choices"]["wire"] == "include"


def test_there_is_no_corpus_is_said_in_a_line(tmp_path, capsys):
    for command in ("stories", "duplicates"):
        code, _, err = asked(capsys, command, "--corpus", str(tmp_path / "none"))
        assert code == 1
        assert err.startswith("framescope: There is no corpus at")
