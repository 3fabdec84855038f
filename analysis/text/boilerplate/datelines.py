"""Datelines: the place, with an agency or a dash, before the first words of a report."""

import re

from analysis.text.boilerplate.names import AGENCY

_PLACE = r"(?:[A-Z][A-Z'’.\-]+(?:,? (?:[A-Z][A-Z'’.\-]*|of|DE|AND))*|[A-Z][A-Z'’.\- ]+/[A-Z][A-Z'’.\- ]+)"
_REGION = r"(?:, (?:[A-Z][A-Za-z]*\.?(?: [A-Z][A-Za-z]*\.?)?))?"
_DATE = r"(?:,? (?:Jan|Feb|March|April|May|June|July|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d{1,2}(?:, \d{4})?)?"
_TITLE_PLACE = r"[A-Z][\w.'’\-]*(?:,? (?:de|of|the|[A-Z][\w.'’\-]*)){0,5}"
_DASH = r"(?: ?[—–] ?| --? )"
# "LONDON (Reuters) - ", "WASHINGTON, Oct 17 (Reuters) - ", "Washington (CNN)", "(CNN) -- ", "Near the border (CNN) --"
_BY_AGENCY = re.compile(
    rf"(?:(?:{_PLACE}{_REGION}{_DATE}|{_TITLE_PLACE}{_DATE}) ?\({AGENCY}(?: [^)]{{0,20}})?\)(?:{_DASH}|: )?"
    rf"|[A-Z][\w.,'’\- ]{{2,40}} ?\({AGENCY}\){_DASH}"
    rf"|\({AGENCY}\)(?:{_DASH}|: )?)\s*(?=\S)"
)
_BY_PLACE = re.compile(rf"(?P<place>{_PLACE})(?P<region>{_REGION}{_DATE})(?P<mark>{_DASH}|\s?:\s?)\s*(?=\S)")
# A label ("CORRECTION: …"), a section head ("OFF TO THE RACES - …") or a short name ("ISIS -- …") is no place.
_NOT_A_PLACE = re.compile(
    r"(?:ANALYSIS|OPINION|UPDATED?|BREAKING|EXCLUSIVE|WATCH|RELATED|READ|NOTE|FACTS?|MORE|STORY|CORRECTION|"
    r"CLARIFICATION|"
    r"EDITOR'?S?|EDITORIAL|PHOTOS?|VIDEO|GRAPHIC|AUDIO|THREAD|SOURCES?|ABOVE|BELOW|FILE|HIGHLIGHTS|INTERVIEW|REVIEW|"
    r"COLUMN|COMMENTARY|HOST|BYLINE|REPORTER|QUESTION|ANSWER|[A-Z][\w.]{0,2}$|NATO|NASA|ISIS|OPEC|NAFTA|FEMA|FIFA|"
    r"UNESCO|UNICEF|DACA|ACLU|NAACP|COVID|BREXIT)\b|.*\b(?:THE(?! HAGUE)|YOUR|OUR|TO|ON|IN|"
    r"FOR|WITH|NOT|IS|ARE|HOW|WHY|WHAT|WHO|HE|AND HIS|BYLINE|HOST|POLL|NEWS)\b"
)
_SPEAKER = re.compile(r"^[A-Z][A-Z.'’\- ]+(?:, [A-Z ]+)?: ", re.MULTILINE)


def dateline(paragraph: str, prose_before: int, text: str) -> int:
    """Length of the dateline at the start of a paragraph, 0 if there is none.

    `prose_before` counts the paragraphs of prose before it. A dateline without an agency is only believed near the
    beginning of the article `text`: "WASHINGTON — " in the first six paragraphs, "WASHINGTON: " in the first, and
    not in a transcript, where it would be a speaker.
    """
    match = _BY_AGENCY.match(paragraph)
    if match is not None:
        return match.end()
    match = _BY_PLACE.match(paragraph)
    if match is None or len(match["place"].split()) > 5:
        return 0
    if _NOT_A_PLACE.match(match["place"]) and not match["region"]:
        return 0
    if ":" in match["mark"]:
        return match.end() if prose_before == 0 and len(_SPEAKER.findall(text)) < 2 else 0
    return match.end() if prose_before < 6 else 0
