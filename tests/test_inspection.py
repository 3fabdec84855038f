"""One article opened up: the object that `framescope inspect --format json` prints."""

import json
import subprocess
import sys

import pytest

from analysis import inspect_text
from analysis.errors import ArgumentError
from analysis.scorers import MEASURES

TEXT = 'WASHINGTON (AP) — Kyiv quickly denied the horrible claim. "We had very good talks," Mr. Smith said.'


def test_every_measure_is_there_and_the_rest_can_be_written_as_json() -> None:
    found = inspect_text(TEXT, "A good day")
    assert set(found["measures"]) == set(MEASURES)
    assert json.loads(json.dumps(found)) == found
    assert set(found) == {"measures", "evidence", "genre", "structure", "warnings"}


def test_evidence_indexes_the_text_or_the_title() -> None:
    title = "A good day"
    for span in inspect_text(TEXT, title)["evidence"]:
        where = title if span["field"] == "title" else TEXT
        assert where[span["start"] : span["end"]] == span["text"] != ""
        assert span["voice"] in ("outlet_voice", "quoted", "headline")
        assert (span["voice"] == "headline") == (span["field"] == "title")
        for part in ("source", "cue", "content"):
            assert all(0 <= a < b <= len(TEXT) for a, b in span.get(part, []))


def test_voices_follow_the_quotation_marks() -> None:
    voices = {s["text"]: s["voice"] for s in inspect_text(TEXT)["evidence"] if s["family"] == "sentiment"}
    assert voices["horrible"] == "outlet_voice"
    assert voices["good"] == "quoted"


def test_structure() -> None:
    structure = inspect_text(TEXT)["structure"]
    assert [TEXT[b["start"] : b["end"]] for b in structure["boilerplate"]] == ["WASHINGTON (AP) —"]
    assert [TEXT[a:b] for a, b in structure["body_sentences"]] == [
        "Kyiv quickly denied the horrible claim.",
        '"We had very good talks," Mr. Smith said.',
    ]
    assert [TEXT[q["start"] : q["end"]] for q in structure["quotes"]] == ['"We had very good talks,"']
    assert len(structure["sentences"]) == 3


@pytest.mark.parametrize("text", ["", " \n ", "—", "\ud800", "\x00", "x"])
def test_a_text_without_much_in_it_has_missing_measures_and_no_error(text: str) -> None:
    found = inspect_text(text)
    assert found["measures"]["readability_smog"] is None
    assert found["measures"]["sentiment_headline_compound"] is None
    if not text.split():
        assert found["measures"]["sentiment_compound"] is None
        assert found["evidence"] == []


def test_inspecting_again_changes_nothing() -> None:
    assert inspect_text(TEXT, "A good day") == inspect_text(TEXT, "A good day")


def test_what_is_not_a_text_is_refused_with_what_it_is() -> None:
    with pytest.raises(ArgumentError, match="not bytes"):
        inspect_text(b"Kyiv denied it.")  # type: ignore[arg-type]


def test_inspecting_one_article_loads_nothing_heavy() -> None:
    script = (
        "import sys; from analysis.inspection import inspect_text; inspect_text('Kyiv denied it.', 'A day'); "
        "print(*sorted({m.split('.')[0] for m in sys.modules} & {'pandas', 'scipy', 'sklearn', 'nltk', 'textstat', "
        "'textblob', 'requests', 'streamlit', 'plotly', 'dask', 'duckdb', 'deltalake', 'distributed'}))"
    )
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    assert loaded == []
