"""Requests know their command line: reading the line gives the request again."""

import shlex
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest
import typer
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.cli import app
from analysis.cli.options import read_request
from analysis.queries import Filters
from analysis.queries.requests import (
    CompareRequest,
    DuplicatesRequest,
    ExportRequest,
    Request,
    SourcesRequest,
    StoriesRequest,
    TrendRequest,
    WordsRequest,
)

KINDS = (
    CompareRequest,
    TrendRequest,
    WordsRequest,
    SourcesRequest,
    StoriesRequest,
    DuplicatesRequest,
    ExportRequest,
)
WITHOUT = {DuplicatesRequest: ("language", "min_words", "wire")}
COMMANDS = typer.main.get_command(app).commands
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20).map(str.strip).filter(bool)
NAME = st.text("abcz_ \"'é", min_size=1, max_size=8).map(str.strip).filter(bool)
DAYS = st.dates(date(1800, 1, 1), date(2200, 1, 1))
NUMBERS = st.integers(1, 10**6)


def _filters(kind: type[Request]) -> st.SearchStrategy[Filters]:
    parts = {
        "outlets": st.lists(TEXT, max_size=3),
        "since": st.none() | st.dates(date(1800, 1, 1), date(1999, 1, 1)),
        "until": st.none() | st.dates(date(2000, 1, 1), date(2200, 1, 1)),
        "language": st.none() | st.sampled_from(["en", "de"]),
        "min_words": st.none() | st.integers(0, 10**6),
        "equals": st.dictionaries(NAME, st.lists(TEXT, min_size=1, max_size=2), max_size=2),
        "where": st.none() | TEXT,
        "wire": st.sampled_from(["include", "exclude", "one-per-group"]),
    }
    return st.builds(Filters, **{name: each for name, each in parts.items() if name not in WITHOUT.get(kind, ())})


BY_FIELD = {
    "events": st.lists(st.tuples(DAYS, TEXT), max_size=3).map(tuple),
    "ngrams": st.tuples(st.integers(1, 3), st.integers(3, 5)),
    "measures": st.lists(TEXT, max_size=3).map(tuple),
    "a": st.lists(TEXT, max_size=3).map(tuple),
    "b": st.lists(TEXT, max_size=3).map(tuple),
    "confidence": st.floats(0.5, 0.999),
    "span": st.floats(0, 1),
    "prior_words": st.none() | st.floats(0, 1e9),
    "prior": st.none() | st.sampled_from([Path("prior.csv"), Path("/data/a prior.csv")]),
}


def _of_type(hint: Any) -> st.SearchStrategy[Any]:
    """Values of a field by its type: Literal, bool, int or str, or one of them and None."""
    if type(None) in get_args(hint):
        return st.none() | st.one_of(*(_of_type(part) for part in get_args(hint) if part is not type(None)))
    if get_origin(hint) is Literal:
        return st.sampled_from(get_args(hint))
    return {bool: st.booleans(), int: NUMBERS, str: TEXT}[hint]


@st.composite
def requests(draw: st.DrawFn) -> Request:
    kind = draw(st.sampled_from(KINDS))
    values = {}
    for name, hint in get_type_hints(kind).items():
        if name not in {each.name for each in fields(kind)}:
            continue
        strategy = _filters(kind) if name == "filters" else BY_FIELD[name] if name in BY_FIELD else _of_type(hint)
        values[name] = draw(strategy)
    return kind(**values)


def read(line: str) -> Request:
    """The request that the command line makes of a line."""
    program, name, *words = shlex.split(line)
    assert program == "framescope"
    kind = next(kind for kind in KINDS if kind.name == name)
    given = COMMANDS[name].make_context(name, words).params
    return read_request(kind, given, WITHOUT.get(kind, ()))


@settings(deadline=None, max_examples=200)
@given(requests())
def test_reading_the_command_of_a_request_gives_the_request(request):
    assert read(request.command("/some/corpus", 7)) == request


@pytest.mark.parametrize("kind", KINDS)
def test_a_command_names_corpus_and_snapshot_and_only_what_differs_from_the_defaults(kind):
    plain = kind("hedging_per_100_words") if kind in (CompareRequest, TrendRequest) else kind()
    line = plain.command("my corpus", 3)
    assert line.endswith("--corpus 'my corpus' --snapshot 3")
    assert "--correction" not in line
    assert "--seed" not in line


def test_a_trend_of_all_articles_has_no_grouping():
    assert TrendRequest("m", by="all articles").grouping is None
    assert TrendRequest("m", by="bias").grouping == "bias"


def test_the_former_name_of_the_specification_curve_is_still_read():
    old = read("framescope compare --measure m --robustness 'CNN,Fox News'")
    assert old == CompareRequest("m", specification_curve="CNN,Fox News")
    assert "--specification-curve 'CNN,Fox News'" in old.command()
