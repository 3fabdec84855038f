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
