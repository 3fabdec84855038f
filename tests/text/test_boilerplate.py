"""What is not an article's prose, and what only looks like it."""

import pytest

from analysis.text import Document

PROSE = "Talks between the two sides ended late on Friday without a result."


def found(text: str, title: str | None = None) -> list[tuple[str, str]]:
    return [(b.kind, text[b.start : b.end]) for b in Document.of(text, title).boilerplate]


@pytest.mark.parametrize(
    "dateline",
    [
        "WASHINGTON:",
        "NEW DELHI:",
        "WASHINGTON —",
        "WASHINGTON --",
        "WASHINGTON –",
        "WASHINGTON (AP) —",
        "LONDON (Reuters) -",
        "(Reuters) -",
        "NEW YORK, Jan. 5 (UPI) --",
        "WASHINGTON, Oct 17 (Reuters) -",
        "WASHINGTON/HAVANA (Reuters) -",
        "SEOUL, South Korea —",
        "ST. PAUL, Minn. —",
        "FREDERICKSBURG, Va. —",
        "THE HAGUE —",
        "RIO DE JANEIRO (AP) —",
        "Washington (CNN)",
        "Storrs, Connecticut (CNN) –",
        "Hong Kong (CNN Business)",
        "Near the Israel-Gaza border (CNN) --",
        "(CNN)",
        "(CNN) --",
    ],
)
def test_datelines(dateline: str) -> None:
    assert found(f"{dateline} {PROSE}") == [("dateline", dateline)]


def test_a_dateline_follows_a_headline_byline_and_caption() -> None:
    text = (
        "Trump asks Putin to spare troops\n\nby\nThe two men in Osaka, Japan, June 28, 2019. — Reuters\n\n"
        f"WASHINGTON: {PROSE}"
    )
    assert [kind for kind, _ in found(text)] == ["headline", "byline", "caption", "dateline"]


@pytest.mark.parametrize(
    "text",
    [
        # Transcripts name the speaker.
        "TRUMP: We will see what happens.\n\nREPORTER: When will you know?\n\nTRUMP: Soon, very soon.",
        "STEVE INSKEEP, HOST: Good morning.\n\nMARA LIASSON, BYLINE: Good morning to you.",
        "Q: What happened then?\n\nA: Nothing happened at all.",
        # Labels and section heads.
        f"CORRECTION: {PROSE}",
        f"THE FACTS: {PROSE}",
        f"{PROSE}\n\nOFF TO THE RACES - {PROSE}",
        f"{PROSE}\n\nPROSPECTS: {PROSE}",
        # Prose.
        f"ISIS -- {PROSE}",
        "House Democrats — who were already trying to strike a balance — left.",
        "NASA says it was told by the network (CNN) that it was over.",
        "Sources told the network (CNN) that it was over.",
        "NATO: a history of the alliance, in ten chapters, was published on Friday by the press.",
    ],
)
def test_not_datelines(text: str) -> None:
    assert "dateline" not in [kind for kind, _ in found(text, "A title")]


def test_a_token_shared_by_dateline_and_prose_stays_prose() -> None:
    assert found(f"WASHINGTON—The president left. {PROSE}") == []


@pytest.mark.parametrize(
    ("kind", "paragraph"),
    [
        ("byline", "By Jane Doe"),
        ("byline", "By Jane Doe and John van der Berg"),
        ("byline", "By Alan Fram, Associated Press"),
        ("byline", "Patrick Quinn and Rahim Faiez, Associated Press"),
        ("byline", "by"),
        ("caption", "Putin and Trump talk in Osaka, Japan, June 28, 2019. — Reuters"),
        ("caption", "Attorney General William Barr (Yuri Gripas/Reuters)"),
        ("caption", "A police kiosk is set ablaze in Los Angeles. (AP Photo/Mark J. Terrill)"),
        ("caption", "Donald Trump (Photo: Brennan Linsley, AP)"),
        ("caption", "A medic leaves a house in Chelsea, U.S., April 21, 2020. REUTERS/Brian Snyder"),
        ("caption", "Enlarge this image toggle caption Alex Wong/Getty Images Alex Wong/Getty Images"),
        ("caption", "Facebook Twitter Pinterest Roger Stone. Photograph: Shawn Thew/EPA"),
        ("caption", "People wait to vote in Atlanta, Ga. | Elijah Nouvelage/Getty Images"),
        ("caption", "Reid is said to be ready. | John Shinkle/POLITICO"),
        ("promo", "Advertisement"),
        ("promo", "Advertisement Continue reading the main story"),
        ("promo", "Photo"),
        ("promo", "[pullquote]"),
        ("promo", "* * *"),
        ("related", "READ MORE: Why the talks failed"),
        ("related", "( PHOTOS: Harry Reid’s career)"),
        ("promo", "Read or Share this story: http://usat.ly/1"),
        ("correction", "Updated at 8 a.m. ET on Friday"),
        ("newsletter", "Sign up for Daily Newsletters"),
        ("promo", "6 years ago"),
        ("promo", "Story Continued Below"),
        ("promo", "ADVERTISEMENT"),
        (
            "embed",
            "JUST WATCHED Senator explains his vote Replay More Videos ... MUST WATCH Senator explains his vote 02:14",
        ),
        (
            "newsletter",
            "Get the stories you care about delivered to your inbox. By signing up, you agree to our Privacy Policy",
        ),
        ("related", "Related Coverage Senate leader says a deal is close"),
        ("promo", "- Follow Jane Doe on Twitter: @janedoe"),
        ("related", "( Also on this site: The filter, and how it works)"),
        ("promo", "Click Here Get the App with Special Alerts on Breaking News"),
        ("embed", "[embedtweet id=429016]"),
        ("correction", "This report was updated at 8:05 a.m."),
        ("credit", "The opinions expressed by columnists are their own."),
        ("copyright", "COPYRIGHT 2019 CREATORS SYNDICATE"),
        ("credit", "The Associated Press contributed to this report."),
        ("credit", "Contributing: Jane Doe, USA TODAY; The Associated Press"),
        ("credit", "(Reporting by Jane Doe; Editing by John Roe)"),
        ("credit", "Additional reporting by Jane Doe"),
        ("copyright", "© 2019 Newsmax. All rights reserved."),
        ("copyright", "Copyright 2013 The Associated Press. This material may not be published or rewritten."),
    ],
)
def test_paragraphs_that_are_no_prose(kind: str, paragraph: str) -> None:
    assert found(f"{PROSE}\n\n{paragraph}\n\n{PROSE}", "A title") == [(kind, paragraph)]


@pytest.mark.parametrize(
    "paragraph",
    [
        "By Friday, the talks had ended.",
        "BY THE NUMBERS",
        "Six months later the Court stayed the plan, pending a challenge from states (West Virginia v. EPA).",
        "He remains at the helm of al Qaeda in the Arabian Peninsula (AQAP).",
        "“I read it in the paper and I do not believe a word of it.” — Reuters",
        "More than 100 people were killed, the police said.",
        "Watch what happens when the Senate votes, she said.",
        "Photos of the meeting were published by the Kremlin.",
        "The opinions expressed by white supremacists are repugnant.",
        "Follow the money on Facebook and it leads to a firm in Texas.",
        "Get out of the way, she told the senator, who had just watched the vote.",
        "The story continued below the fold.",
        "Advertisement spending rose in June.",
        "[The president] did not answer.",
        "Sign language was used by the speaker.",
        "Advertising fell by a third in the year, the paper said.",
        "Share prices fell on Friday.",
        "The senator contributed to the campaign.",
        "Update 9/16: Late yesterday, the paper changed its story to include the information that she did not recall it.",
        "The views of the party have not changed.",
        "This story is not about him, he said.",
        "We encourage nobody to leave, the mayor said.",
    ],
)
def test_prose_that_looks_like_boilerplate(paragraph: str) -> None:
    assert found(f"{PROSE}\n\n{paragraph}\n\n{PROSE}", "A title") == []


def test_a_headline_left_in_the_text() -> None:
    headline = "Kyiv denies the claim"
    assert found(f"{headline}\n\n{PROSE}") == [("headline", headline)]
    assert found(f"{headline}\n\n{PROSE}", headline) == [("headline", headline)]


@pytest.mark.parametrize("first", ["Kyiv denied it.", "“We won,”", "Nobody knows why…", "Here is what we know:"])
def test_a_short_first_sentence_is_no_headline(first: str) -> None:
    assert found(f"{first}\n\n{PROSE}") == []


def test_a_short_text_is_not_all_headline() -> None:
    assert found("Kyiv denies the claim") == []
    assert found("Kyiv denies the claim of the president\n\nIt did so") == []


def test_boilerplate_is_kept_in_the_text_and_out_of_the_body() -> None:
    text = f"LONDON (Reuters) - {PROSE}\n\nAdvertisement\n\n{PROSE}\n\n(Editing by Jane Doe)"
    document = Document.of(text)
    assert document.body_text == f"{PROSE}\n\n{PROSE}"
    assert [text[s.start : s.end] for s in document.body_sentences] == [PROSE, PROSE]
