"""Attributions of news sentences and of the seed article, as a careful reader would mark them."""

from pathlib import Path

import numpy as np
import pytest

from analysis.scorers.attribution import MEASURES, SCORER
from analysis.scorers.attribution.rules import ALL_RULES
from analysis.scorers.attribution.score import score
from analysis.text import Documents

SEED = next((Path(__file__).parents[3] / "seeds").glob("*.txt"))


def read(text: str, switched_off: frozenset[str] = frozenset()) -> list[dict[str, str]]:
    """Every attribution of a text, its spans as text."""
    details = score(Documents([text]), switched_off).evidence.details

    def spans(flat: list[int]) -> str:
        return " … ".join(text[flat[i] : flat[i + 1]] for i in range(0, len(flat), 2))

    return [
        {
            name: spans(column[k]) if name in ("source", "cue", "content") else column[k]
            for name, column in details.items()
        }
        for k in range(len(details["kind"]))
    ]


def only(text: str) -> dict[str, str]:
    found = read(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("Critics say the law goes too far.", "Critics", "say", "the law goes too far."),
        (
            "She told reporters on Tuesday that the deal was close.",
            "She",
            "told",
            "that the deal was close.",
        ),
        ("The mayor believes the city can recover.", "The mayor", "believes", "the city can recover."),
        ("Clinton vowed to raise the minimum wage.", "Clinton", "vowed", "to raise the minimum wage."),
        ("Senator Smith criticized the new rules.", "Senator Smith", "criticized", "the new rules."),
        (
            "Inflation, economists said, would fall next year.",
            "economists",
            "said",
            "Inflation, … would fall next year.",
        ),
        (
            "Clinton, according to two people familiar with the matter, plans to announce her decision on Monday.",
            "two people familiar with the matter",
            "according to",
            "Clinton, … plans to announce her decision on Monday.",
        ),
        (
            "The claim that the vote was stolen has been rejected by dozens of courts.",
            "",
            "claim",
            "that the vote was stolen",
        ),
        ("The talks are expected to resume on Friday.", "", "are expected", "The talks … to resume on Friday."),
        (
            "The report found that prices had risen by 4 percent.",
            "The report",
            "found",
            "that prices had risen by 4 percent.",
        ),
        (
            "The senator, who said he would not run again, left the room.",
            "who",
            "said",
            "he would not run again,",
        ),
        ("Taxes will rise next year, says minister", "minister", "says", "Taxes will rise next year,"),
    ],
)
def test_source_cue_and_content_are_the_spans_a_reader_would_mark(
    text: str, source: str, cue: str, content: str
) -> None:
    found = only(text)
    assert (found["source"], found["cue"], found["content"]) == (source, cue, content)


def test_a_quotation_goes_on_after_its_speaker() -> None:
    found = only(
        "“We will not give up,” said Ursula von der Leyen, the president of the European Commission. “We will fight on.”"
    )
    assert found["source"] == "Ursula von der Leyen, the president of the European Commission"
    assert found["content"] == "“We will not give up,” … “We will fight on.”"
    assert (found["kind"], found["source_name"], found["source_type"]) == (
        "direct",
        "Ursula von der Leyen",
        "named_person",
    )


def test_a_paragraph_that_is_only_a_quotation_belongs_to_the_last_speaker() -> None:
    found = only("“The law is dead,” Mr. Brown said.\n\n“It should never have passed.”")
    assert found["content"] == "“The law is dead,” … “It should never have passed.”"


def test_two_predicates_of_one_subject_are_two_attributions() -> None:
    first, second = read("The minister said the figures were wrong and accused the opposition of spreading panic.")
    assert first["content"] == "the figures were wrong"
    assert (second["source"], second["cue"]) == ("The minister", "accused")


def test_a_participle_shares_the_subject_of_its_sentence() -> None:
    first, second = read("Sen. Marco Rubio called the decision a mistake, saying it would embolden Beijing.")
    assert (first["content"], second["content"]) == ("the decision a mistake,", "it would embolden Beijing.")
    assert first["source_name"] == second["source_name"] == "Marco Rubio"


def test_who_denies_is_not_who_claims() -> None:
    first, second = read("Russia claimed its forces had taken the village, but Kyiv denied the report.")
    assert (first["source_name"], first["content"]) == ("Russia", "its forces had taken the village,")
    assert (second["source_name"], second["stance"]) == ("Kyiv", "neutral")
    assert first["stance"] == "doubting"


def test_a_sentence_without_a_source_holds_no_attribution() -> None:
    assert read("It was a bright cold day in April, and the clocks were striking thirteen.") == []
    assert read("Four people were injured when a bus left the road near Leeds.") == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Officials said the road was closed.", "anonymous"),
        ("Experts say the road is safe.", "collective"),
        ("The Kremlin said the road was closed.", "organisation"),
        ("France said the road was closed.", "organisation"),
        ("The survey shows that few use the road.", "document"),
        ("Angela Merkel said the road was closed.", "named_person"),
    ],
)
def test_source_types(text: str, kind: str) -> None:
    assert only(text)["source_type"] == kind


@pytest.mark.parametrize(
    ("cue", "stance"),
    [("said", "neutral"), ("claimed", "doubting"), ("revealed", "endorsing"), ("thundered", "manner")],
)
def test_stance_of_the_cue(cue: str, stance: str) -> None:
    assert only(f"The chancellor {cue} that the deal was dead.")["stance"] == stance


def test_surnames_pronouns_and_titles_are_linked_to_the_full_name() -> None:
    text = (
        "Prime Minister Jacinda Ardern said schools would close. She said the border would stay shut. "
        "Ardern told reporters that more tests were needed."
    )
    assert [one["source_name"] for one in read(text)] == ["Jacinda Ardern"] * 3


# --- the seed article, by reading it ------------------------------------------------------------------------------


def test_the_seed_article_names_its_sources() -> None:
    names = {one["source_name"] for one in read(SEED.read_text("utf-8"))}
    assert {"Donald Trump", "Karoline Leavitt", "Kyiv", "Russia", "Kremlin"} <= names


def test_she_in_the_seed_article_is_karoline_leavitt() -> None:
    she = next(one for one in read(SEED.read_text("utf-8")) if one["source"] == "She")
    assert (she["source_name"], she["kind"]) == ("Karoline Leavitt", "mixed")
    assert she["content"] == 'no call was scheduled on Friday "but that could obviously change."'


def test_the_seed_articles_headline_speaks_but_does_not_count() -> None:
    text = SEED.read_text("utf-8")
    found = read(text)
    assert [(one["source"], one["cue"]) for one in found[:2]] == [("Trump", "asks"), ("Trump", "hails")]
    values = SCORER.score(Documents([text])).values
    assert values["attribution_count"][0] == len(found) - 2
    assert values["attribution_top_source_count"][0] >= 4


def test_furniture_of_the_page_quotes_nobody() -> None:
    body = "The mayor said on Friday that the road was open. Snow fell on the town all day."
    page = f"{body}\n\nRELATED: Tillerson says he never considered quitting"
    assert [one["source"] for one in read(page)] == [one["source"] for one in read(body)] == ["The mayor"]


def test_the_dateline_of_the_seed_article_is_no_speaker() -> None:
    assert all("WASHINGTON" not in one["source"] for one in read(SEED.read_text("utf-8")))


# --- measures -------------------------------------------------------------------------------------------------------


def test_measures_count_what_they_say() -> None:
    text = "Officials said the road was closed. The mayor, Ann Lee, claimed it was open. Snow fell. It was cold."
    values = {name: float(column[0]) for name, column in SCORER.score(Documents([text])).values.items()}
    assert values["attribution_count"] == 2
    assert values["attribution_sentence_share"] == 2 / 4
    assert values["attribution_anonymous_share"] == 1 / 2
    assert values["attribution_doubting_share"] == 1 / 2
    assert values["attribution_sources"] == 2
    assert values["attribution_top_source_share"] == 1 / 2
    assert values["attribution_per_100_words"] == pytest.approx(100 * 2 / 19)


def test_an_empty_body_has_no_rates_and_a_body_without_sources_no_shares() -> None:
    values = SCORER.score(Documents(["", "Snow fell on the hills."])).values
    assert np.isnan(values["attribution_per_100_words"][0])
    assert values["attribution_per_100_words"][1] == 0
    assert np.isnan(values["attribution_anonymous_share"]).all()


def test_every_declared_measure_is_computed() -> None:
    assert set(SCORER.score(Documents(["Critics say no."])).values) == {measure.name for measure in MEASURES}


def test_a_batch_gives_the_same_as_each_article_alone() -> None:
    texts = [SEED.read_text("utf-8"), "", "Critics say the law goes too far.", "“No,” he said. “Never.”"]
    together = SCORER.score(Documents(texts)).values
    for name, column in together.items():
        alone = [SCORER.score(Documents([text])).values[name][0] for text in texts]
        np.testing.assert_array_equal(column, np.array(alone), err_msg=name)


def test_switching_off_a_group_of_rules_takes_its_attributions_away() -> None:
    text = "Clinton, according to two people familiar with the matter, is ill."
    assert "according" in ALL_RULES
    assert read(text)
    assert read(text, frozenset({"according"})) == []


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("The rollout was a disaster. The plan costs $4 billion.", 1),
        ("Clearly, the senate must act.", 1),
        ("The rollout was a disaster, critics say.", 0),
        ("“The rollout was a disaster,” the mayor said.", 0),
        ("According to the auditors, the plan may fail.", 0),
        ("Officials believe the plan may fail.", 0),
        ("The vote is due in May.", 0),
        ("May the vote fail? Could it be a disaster?", 0),
        ("A reckless plan passed. It was “a disaster” for the town.", 1),
        ("The letter, which aides said was late, could lead to a scandal for the mayor.", 1),
        ("The Senate votes on whether he should be removed from office.", 0),
        ("Should the mayor lose, the council elects another one.", 0),
        ("The mayor could not find a seat on the train.", 0),
        ("The mayor could not have sounded more ominous.", 1),
        ("Something had gone wrong at the station.", 0),
        ("The judges of the Superior Court met in the morning.", 0),
    ],
)
def test_a_claim_in_the_outlets_voice_without_attribution_is_counted(text: str, claims: int) -> None:
    values = SCORER.score(Documents([text])).values
    assert values["attribution_unattributed_claims"][0] == claims
    assert values["attribution_unattributed_claim_share"][0] == claims / values["attribution_body_sentences"][0]


def test_a_statement_as_medium_belongs_to_the_cue() -> None:
    assert (
        only("“We regret the error,” the company said in an emailed statement.")["cue"]
        == "said in an emailed statement"
    )
    assert only("The company said in a statement that it regrets the error.")["cue"] == "said in a statement"


def test_a_contracted_auxiliary_belongs_to_source_and_cue() -> None:
    found = only("She's predicting that the bill will fail.")
    assert (found["source"], found["cue"]) == ("She's", "She's predicting")


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        ("The senator allegedly took a bribe from the firm.", "doubting"),
        ("The group claimed responsibility for the attack.", "neutral"),
        ("The senator denied that he had lied.", "neutral"),
        ("The poll showed that most voters agreed.", "endorsing"),
        ("The report did not reveal that the bank knew.", "neutral"),
        ("The senator pointed out that the law was old.", "endorsing"),
        ("The senator praised the law.", "neutral"),
    ],
)
def test_the_stance_of_a_cue_depends_on_its_sense_and_on_negation(sentence: str, stance: str) -> None:
    assert [one["stance"] for one in read(sentence)] == [stance]


@pytest.mark.parametrize(
    ("sentence", "anonymous"),
    [
        ("A Republican lawmaker said the vote would be close.", True),
        ("The governor said the vote would be close.", False),
        ("Any senator said the vote would be close.", False),
        ("His mother said the vote would be close.", False),
        ("A spokesman for the bank said the vote would be close.", True),
        ("A source said the vote would be close.", True),
        ("A person who opposed the vote was there.", False),
    ],
)
def test_only_a_person_who_speaks_unnamed_is_anonymous(sentence: str, anonymous: bool) -> None:
    assert any(one["source_type"] == "anonymous" for one in read(sentence)) is anonymous
