"""sources: whom outlets quote, as on the dashboard's page."""


def test_kinds_add_up_and_names_are_those_of_the_group(framescope, sample):
    found = framescope("sources", "--corpus", sample, "--of", "CNN", "--format", "json").json()
    shares: dict[str, float] = {}
    for row in found["kinds"]:
        shares[row["group"]] = shares.get(row["group"], 0) + row["share"]
    assert len(shares) > 5
    assert all(abs(share - 1) < 1e-9 for share in shares.values())
    assert {row["group"] for row in found["names"]} == {"CNN"}
    assert len(found["names"]) == 20
    names = framescope("sources", "--corpus", sample, "--limit", "3", "--format", "json").json()["names"]
    assert [row["group"] for row in names] == ["all articles"] * 3


def test_people_read_two_tables_and_spreadsheets_one(framescope, sample):
    table = framescope("sources", "--corpus", sample, "--outlet", "CNN")
    assert "types of sources" in table.out
    assert "names quoted most" in table.out
    assert framescope("sources", "--corpus", sample, "--format", "csv").out.startswith("group,source_type,statements")


def test_an_unknown_group_is_named(framescope, sample):
    ended = framescope("sources", "--corpus", sample, "--of", "Pravda")
    assert (ended.code, "Traceback" in ended.err) == (2, False)
    assert "'Pravda'" in ended.err


def test_names_have_their_forms_and_statements_their_affiliations(framescope, sample):
    found = framescope("sources", "--corpus", sample, "--limit", "5", "--format", "json").json()
    assert {"kinds", "source_kinds", "affiliations", "genders", "names"} == set(found)
    first = found["names"][0]
    assert first["source_name"] == "Donald Trump"
    assert {"Trump", "President Trump"} <= set(first["forms"])
    affiliations = [row for row in found["affiliations"] if row["affiliation"] == "unknown"]
    assert all(row["share"] < 0.15 for row in affiliations)


def test_a_table_of_names_wins_and_articles_are_chosen_by_source(framescope, sample, tmp_path):
    table = tmp_path / "names.csv"
    table.write_text("alias,source\nDonald Trump,The 45th president\n", "utf-8")
    args = ("sources", "--corpus", sample, "--limit", "3", "--format", "json")
    assert framescope(*args, "--aliases", table).json()["names"][0]["source_name"] == "The 45th president"
    quoting = framescope(*args, "--source", "Nancy Pelosi").json()["names"]
    assert "Nancy Pelosi" in [row["source_name"] for row in quoting]
    unknown = framescope("sources", "--corpus", sample, "--source", "Nancy Pelosy")
    assert (unknown.code, "Traceback" in unknown.err) == (2, False)
    assert "Nancy Pelosi" in unknown.err


def test_an_export_about_attribution_has_the_sources(framescope, sample, tmp_path):
    made = framescope("export", tmp_path / "out", "--corpus", sample, "--measure", "attribution_official_share")
    assert made.code == 0
    lines = (tmp_path / "out" / "sources.csv").read_text("utf-8").splitlines()
    assert lines[0] == "group,source_name,source_type,affiliation,statements,articles,forms"
    assert any(line.split(",")[1] == "Donald Trump" for line in lines)
