"""Numbers for people, names that stay text, tables a spreadsheet cannot be hurt by, and the server's settings."""

import socket
import subprocess
import sys

import pandas as pd
import pytest

from analysis.errors import ArgumentError, CorpusNotFound
from analysis.figures.formatting import chart_safe, interval, markdown_safe, number, ordinal
from dashboard.components.downloads import csv_bytes
from dashboard.launch import launch, settings


@pytest.mark.parametrize(
    ("value", "said"), [(0.005, "0.01"), (-0.001, "0.00"), (12345.6, "12,345.60"), (float("nan"), "–")]
)
def test_numbers_have_sensible_digits(value: float, said: str):
    assert number(value) == said


def test_an_interval_is_two_numbers_or_missing():
    assert interval(-0.1, 0.25) == "−0.10 to 0.25"
    assert interval(None, 0.2) == "–"


def test_percentiles_have_their_endings():
    assert [ordinal(share) for share in (0.0, 0.11, 0.12, 0.21, 0.53)] == ["1st", "11th", "12th", "21st", "53rd"]


def test_names_cut_for_figures_are_still_escaped():
    assert chart_safe("<b>" + "x" * 50).startswith("&lt;b&gt;xxx")
    assert chart_safe("A & B") == "A &amp; B"


def test_markdown_has_no_way_in():
    assert "](" not in markdown_safe("![a](http://b)").replace("\\]\\(", "")


def test_a_table_cannot_run_a_formula():
    written = csv_bytes(pd.DataFrame({"title": ["=HYPERLINK(1)", "Fine"], "value": [-1.5, 2]})).decode()
    assert written == "title,value\n'=HYPERLINK(1),-1.5\nFine,2\n"


def test_the_server_tells_nobody_and_listens_at_home():
    chosen = settings("localhost", 8501)
    assert chosen["browser.gatherUsageStats"] is False
    assert chosen["server.address"] == "localhost"
    assert chosen["client.showErrorDetails"] == "none"


def test_no_corpus_is_an_error_for_people(tmp_path):
    with pytest.raises(CorpusNotFound, match="framescope ingest"):
        launch(tmp_path / "nowhere")


def test_a_taken_port_names_another(small_corpus):
    with socket.socket() as taken:
        taken.bind(("localhost", 0))
        taken.listen()
        with pytest.raises(ArgumentError, match="--port"):
            launch(small_corpus, port=taken.getsockname()[1])


def test_what_takes_long_is_imported_before_anyone_visits_and_nothing_warns():
    """When the server is ready, a first visit has nothing left to import, and no cache was made without a server."""
    program = (
        "import asyncio, sys; from dashboard.launch import server\n"
        "from dashboard.server.visitor_address import VisitorAddresses\n"
        "async def start():\n"
        "    app = server(VisitorAddresses.of([])); app._build_starlette_app()\n"
        "    async with app._combined_lifespan(app): return set(sys.modules)\n"
        "before = asyncio.run(start()); import dashboard.app; from dashboard import navigation\n"
        "print(sorted(set(sys.modules) - before))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("[]\n", "")
