"""The archive that the dashboard gives away is what the command inside it makes."""

import io
import json
import shlex
import zipfile
from datetime import date

import pytest

from analysis.cli import main
from analysis.export.pictures import stable_svg
from analysis.queries import Filters, open_corpus
from analysis.queries.requests import ExportRequest
from dashboard.components.downloads import can_draw
from dashboard.pages.export import zipped


@pytest.mark.parametrize(
    "request_",
    [
        ExportRequest(),
        ExportRequest(
            ("hedging_per_100_words", "sentiment_compound"),
            every="year",
            events=((date(2020, 3, 11), "Pandemic declared"),) if can_draw() else (),
            figures="svg" if can_draw() else None,
            filters=Filters(min_words=100, where="outlet <> 'Vox'"),
        ),
    ],
    ids=["articles", "measures and figures"],
)
def test_the_command_in_the_archive_makes_every_file_of_it_byte_for_byte(small_corpus, tmp_path, monkeypatch, request_):
    with zipfile.ZipFile(io.BytesIO(zipped(open_corpus(small_corpus), request_))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    program, *words = shlex.split(json.loads(files["provenance.json"])["command"])
    assert program == "framescope"
    monkeypatch.setenv("FRAMESCOPE_CORPUS", str(small_corpus))
    with pytest.raises(SystemExit) as ended:
        main([str(tmp_path) if word == "DIR" else word for word in words])
    assert ended.value.code == 0
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == files
    if request_.measures:
        assert {"groups.csv", "pairs.csv", "trend.csv"} <= set(files)
    if request_.figures:
        drawn = files["compare_hedging_per_100_words.svg"].decode()
        assert 'width="900"' in drawn
        assert "Pandemic declared" in files["trend_hedging_per_100_words.svg"].decode()


def test_the_same_export_is_the_same_archive(small_corpus):
    corpus, request = open_corpus(small_corpus), ExportRequest(("hedging_per_100_words",))
    assert zipped(corpus, request) == zipped(corpus, request)


def test_random_ids_of_an_svg_are_replaced_in_names_and_nowhere_else():
    svg = '<defs id="defs-a1b2c3"/><path d="M1,2-a1b2c3" clip-path="url(#clipa1b2c3xy)"/><text>a1b2c3</text>'
    assert stable_svg(svg) == svg.replace("defs-a1b2c3", "defs-000000").replace("clipa1b2c3xy", "clip000000xy")
