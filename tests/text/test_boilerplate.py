"""What is not an article's prose, and what only looks like it."""

import time

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
        ("byline", "- Nicholas Wu"),
        ("caption", "FILE--In this March 26, 2019, file photo, the chief speaks during a news conference in Chicago."),
        ("caption", "Medics cross Westminster Bridge with a consignment of masks on Tuesday. Getty Images"),
        ("caption", "Getty Images President Trump examines a wheel loader on the South Lawn in 2017."),
        ("caption", "Hide Caption 8 of 22 Photos: The rise and fall of John Edwards"),
        ("caption", "Agents patrol a wall east of Nogales, Ariz. | Charlie Riedel, File/AP Photo"),
        ("related", "Impeachment:What have we learned so far and what comes next?"),
        ("related", "Read:Mayor of Wuhan says 5 million people left the city before travel was restricted"),
        ("related", "Follow AP’s full coverage of Brexit and British politics at: https://www.apnews.com/Brexit"),
        ("related", "How does the US healthcare system compare with other countries? Read more"),
        ("related", "ObamaCare Is About to Strike -- Are You Prepared? Click on the Countdown Clock to Find Out."),
        ("embed", "Nobody reads these any more. — Jane Doe (@janedoe) March 6, 2016"),
        ("embed", "“We did it,” she writes. https://t.co/1 — Jane Doe (@janedoe) March 6, 2016"),
        ("embed", "Can't see the video? Click here."),
        ("correction", "--This report was updated on Oct. 16 at 8:29 a.m."),
        ("correction", "Editor’s note: As a public service, all our coronavirus coverage is free."),
        ("correction", "Correction: An earlier version of this piece misstated the year. We regret the error."),
        ("credit", "Dazio reported from Los Angeles. Associated Press writer Jocelyn Gecker contributed from Rome."),
        ("bio", "Tara Doe, a CNN commentator, is the host of a podcast. Follow her on Twitter @taradoe"),
        ("podcast", "Catch up on the election with AP experts on our weekly politics podcast, “Ground Game.”"),
        ("fundraising", "Support Vox’s explanatory journalism"),
        ("label", "ORIGINAL POST"),
        ("label", "ANALYSIS/OPINION:"),
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
        "The gunfire began around 7:30 a.m. at the school, where deputies found six students.",
        "UPDATE 11:47 AM ET: Yulia Tymoshenko says she will run for president of Ukraine.",
        "The federal suit is case number 1:17-cv-05205.",
        "He follows the party on Twitter and is the author of nothing.",
        "Getty Images said on Friday that it would sue the firm.",
        "Avenatti told MSNBC:“This is not about sex, this is about a cover-up.”",
        "Neither the podcast nor the newsletter was mentioned in the suit, she said.",
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


def test_a_link_card_stands_inside_a_sentence_that_goes_on() -> None:
    card = "Nancy PelosiOvernight Health Care: A deal is close Democrats wait for the Senate MORE"
    text = f"On Friday Speaker Nancy Pelosi {card} (D-Calif.) said the talks had failed. She left."
    document = Document.of(text)
    assert [(text[b.start : b.end], b.kind) for b in document.boilerplate] == [(card, "related")]
    assert len(document.body_sentences) == 2
    assert document.body_text == "On Friday Speaker Nancy Pelosi (D-Calif.) said the talks had failed. She left."
    words = document.batch.words
    said = " ".join(text[a:b] for a, b in zip(words.start, words.end, strict=True))
    assert said == "On Friday Speaker Nancy Pelosi D-Calif said the talks had failed She left"


@pytest.mark.parametrize(
    "card",
    [
        "Mark Randall MeadowsDemocrats see a way out Five takeaways from the debate MORE",
        "Mark Randall Meadows Democrats see a way out Five takeaways from the debate MORE’s",
        "Mark Meadows Parnas: The ambassador was removed MORE,",
    ],
)
def test_link_cards_with_other_forms_of_the_name(card: str) -> None:
    text = f"The committee heard Mark Meadows {card} on Friday, and adjourned."
    assert found(text) == [("related", card)]
    assert Document.of(text).body_text == "The committee heard Mark Meadows on Friday, and adjourned."


def test_a_card_that_ends_its_sentence_ends_it() -> None:
    text = "It heard Joe Biden Joe BidenSanders leads in Iowa MORE. The committee adjourned."
    document = Document.of(text)
    assert document.body_text == "It heard Joe Biden The committee adjourned."
    assert len(document.body_sentences) == 2


def test_a_pull_quote_that_the_prose_repeats() -> None:
    quote = "There is a cancer in the body politic and we must cut it out"
    text = f"{PROSE}\n\n{quote}\n\nHe went on for an hour. {quote}, he said, or be destroyed.\n\n{PROSE}"
    assert found(text, "A title") == [("repeat", quote)]


def test_a_note_on_the_author_is_told_from_a_person_of_the_article() -> None:
    note = "Jane Doe is a fellow at the Institute of Peace."
    prose = "".join(f"On day {n} the two sides met again and parted without a result.\n\n" for n in range(6))
    assert found(prose + note, "A title") == [("bio", note)]
    assert found(f"Mrs. Doe was asked to testify. {prose}{note}", "A title") == []


@pytest.mark.parametrize(
    "text",
    [
        "x" * 2_000_000,
        "Aa Bb " * 200_000 + "MORE",
        "(AP Photo" * 100_000,
        "Kyiv denied the claim.\n" * 60_000,
        "".join(f"This is paragraph number {n} of a very long list of them.\n" for n in range(20_000)),
    ],
)
def test_hostile_texts_take_no_long_time(text: str) -> None:
    started = time.process_time()
    assert isinstance(Document.of(text).boilerplate, list)
    assert time.process_time() - started < 10


def test_two_pieces_in_a_row_stand_inside_one_sentence() -> None:
    text = "Kyiv (Photo: Jane Doe) (AP Photo/Y) quickly denied the claim. It left."
    document = Document.of(text)
    assert document.body_text == "Kyiv quickly denied the claim. It left."
    assert len(document.body_sentences) == 2
