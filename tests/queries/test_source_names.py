"""Names of sources across articles: learnt forms, the user's table, the filter by source."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from analysis.errors import ArgumentError
from analysis.queries import Filters, groups, sources, top_sources
from analysis.queries.corpus import corpus_of_files
from analysis.queries.source_names import ALIASES, learnt, source_names
from analysis.scorers import MEASURES
from analysis.scorers.batch import score_batch
from tests.synthetic import scores_table

TEXTS = [
    "Gordon Chang, a professor, said it may rain. Mr. Trump said it may snow.",
    "Gordon Chang told CNN it may rain. President Donald J. Trump said it may snow.",
    "Gordon Chang said it may rain. Critics said it may hail.",
    "Chang said it may rain. Anna Lee said it may snow. Bo Lee said it may hail.",
    "Lee said it may rain. The Justice Department said it may snow.",
]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    folder = tmp_path_factory.mktemp("names")
    scores = scores_table(len(TEXTS), outlets=1)
    pq.write_table(scores, folder / "scores.parquet")
    evidence = score_batch(scores.column("id").combine_chunks(), TEXTS, [None] * len(TEXTS)).evidence
    pq.write_table(evidence, folder / "evidence.parquet")
    files = {"scores": [str(folder / "scores.parquet")], "evidence": [str(folder / "evidence.parquet")]}
    return corpus_of_files(files, MEASURES)


def named(corpus, **options) -> dict[str, dict]:
    rows = top_sources(corpus, None, limit=50, **options).to_dict("records")
    return {row["source_name"]: row for row in rows}


def test_forms_of_one_person_are_one_name_with_its_forms(corpus):
    found = named(corpus)
    assert (found["Donald Trump"]["statements"], found["Donald Trump"]["articles"]) == (2, 2)
    assert set(found["Donald Trump"]["forms"]) == {"Mr. Trump", "President Donald J. Trump"}
    assert found["Gordon Chang"]["statements"] == 4
    assert set(found["Gordon Chang"]["forms"]) == {"Gordon Chang", "Chang"}
    assert found["Department of Justice"]["affiliation"] == "government"


def test_a_short_form_of_two_people_stays_apart(corpus):
    assert {"Anna Lee", "Bo Lee", "Lee"} <= named(corpus).keys()
    assert learnt([("Anna Li", 9, 5), ("Bo Li", 1, 1), ("Li", 3, 3)]) == {"Li": "Anna Li"}
    assert learnt([("Anna Li", 9, 5), ("Bo Li", 4, 3), ("Li", 3, 3)]) == {}
    assert learnt([("Michael Brand", 2, 1), ("Mike Brand", 5, 4)]) == {"Michael Brand": "Mike Brand"}


def test_the_users_table_wins(corpus, tmp_path, monkeypatch):
    table = tmp_path / "names.csv"
    table.write_text("alias,source\nGordon Chang,G. G. Chang\nLee,Anna Lee\n", "utf-8")
    found = named(corpus, aliases=str(table))
    assert found["G. G. Chang"]["statements"] >= 3
    assert found["Anna Lee"]["statements"] == 2
    monkeypatch.setenv(ALIASES, str(table))
    assert named(corpus).keys() == found.keys()
    assert source_names(corpus).name("Gordon Chang") == "G. G. Chang"
    table.write_text("alias,outlet\nA,B\n", "utf-8")
    with pytest.raises(ArgumentError, match="alias and source"):
        named(corpus)


def test_articles_are_chosen_by_whom_they_quote(corpus):
    def count(*names: str) -> int:
        return int(groups(corpus, "sentiment_compound", None, Filters(sources=names))["n"].sum())

    assert count("Donald Trump") == 2
    assert count("Trump") == 2
    assert count("Justice Department") == 1
    assert count("Gordon Chang", "DOJ") == 5
    assert count("Nobody") == 0
    assert Filters(sources="Trump").flags() == ["--source", "Trump"]


def test_statements_are_counted_by_kind_affiliation_and_gender(corpus):
    kinds = sources(corpus, label="source_kind").set_index("source_kind")["statements"].to_dict()
    assert kinds["named_group"] == 1
    assert kinds["unnamed_group"] == 1
    affiliations = sources(corpus, label="affiliation")
    assert affiliations["share"].sum() == pytest.approx(1)
    assert "expert_academic" in set(affiliations["affiliation"])
    genders = sources(corpus, label="gender").set_index("gender")["statements"].to_dict()
    assert genders["female"] == 1


def test_evidence_of_an_older_version_has_names_but_no_kinds(tmp_path):
    pq.write_table(scores_table(1), tmp_path / "scores.parquet")
    rows = score_batch(pa.array(["article-00000000"]), ["Karoline Leavitt said it may rain."], [None]).evidence
    without = rows.set_column(
        rows.column_names.index("details"), "details", pa.nulls(len(rows), rows.schema.field("details").type)
    )
    pq.write_table(without, tmp_path / "evidence.parquet")
    files = {name: [str(tmp_path / f"{name}.parquet")] for name in ("scores", "evidence")}
    corpus = corpus_of_files(files, MEASURES)
    assert sources(corpus, label="affiliation").empty
    assert top_sources(corpus, None)["source_name"].to_list() == ["Karoline Leavitt"]
