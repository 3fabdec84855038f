r"""Cleaning text without changing its meaning: encoding damage, entities, tags, control characters, white space.

Paragraphs stay as they are and no line is unwrapped. Every step that changed something has a name, which is kept in
the article's `normalised` column. Normalising is idempotent: doing it again changes nothing.

>>> normalise_text("Caf\u00e9 &amp; bar\r\n")
('Café & bar', ('entities', 'whitespace'))
"""

import html
import re
import unicodedata

import ftfy

ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
BLOCKS = (
    "p|div|br|hr|h[1-6]|ul|ol|li|blockquote|table|tr|td|th|figure|figcaption|section|article|header|footer|aside|pre"
)
INLINE = "a|abbr|b|big|cite|code|em|font|i|img|ins|del|mark|q|s|small|span|strong|sub|sup|u|time|video|iframe|html|body"
UNSEEN = "script|style|noscript|head"
TAG = re.compile(rf"</?(?:{BLOCKS}|{INLINE}|{UNSEEN})(?:\s[^<>]*)?/?>", re.IGNORECASE)
UNSEEN_ELEMENT = re.compile(rf"<({UNSEEN})(?:\s[^<>]*)?>.*?</\1\s*>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
BLOCK_TAG = re.compile(rf"\s*</?(?:{BLOCKS})(?:\s[^<>]*)?/?>\s*", re.IGNORECASE)

# UTF-8 that was read as Windows-1252 or Latin-1: each of these openings stands before a second wrong character.
MOJIBAKE = re.compile(
    "[\u00c2\u00c3][\u0080-\u00bf\u0152-\u2122]|\u00e2[\u0080\u201a\u20ac]|\u00f0\u0178|\u00ef\u00bb\u00bf"
)
MOJIBAKE_SIGNS = "\u00c2\u00c3\u00e2\u00f0\u00ef"  # looked for first: it is far quicker than the pattern

# C0 and C1 controls but tab and newline, plus characters nobody sees: BOM, soft hyphen, zero width space.
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\ufeff]")
LINE_ENDS = ("\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029")
BLANK_LINES = re.compile(r"\n{3,}")
SURROGATE = re.compile("[\ud800-\udfff]")
MOST_PASSES = 20


def normalise_text(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the text, and the names of the steps that changed it, in the order of the steps.

    Names: surrogates, mojibake, entities, tags, nfc, controls, whitespace.
    """
    changed: dict[str, None] = {}
    for _ in range(MOST_PASSES):
        before = text
        text = _pass(text, changed)
        if text == before:
            break
    return text, tuple(step for step in STEPS if step in changed)


def normalise_line(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the same for a title, a name or a label: one line, single spaces."""
    if text.isascii() and text.isprintable() and "&" not in text and "<" not in text and "  " not in text:
        return text.strip(), ()
    text, changed = normalise_text(text)
    return " ".join(text.split()), changed


def _pass(text: str, changed: dict[str, None]) -> str:
    for name, step in STEPS.items():
        after = step(text)
        if after != text:
            changed[name] = None
            text = after
    return text


def _surrogates(text: str) -> str:
    r"""Join or replace half characters of broken JSON ("\ud83d"), which cannot be stored."""
    if text.isascii():
        return text
    joined = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if SURROGATE.search(text) else text
    return joined


def _mojibake(text: str) -> str:
    if text.isascii() or not any(sign in text for sign in MOJIBAKE_SIGNS) or not MOJIBAKE.search(text):
        return text
    # Line by line: one line may be damaged where its neighbours are sound.
    return "".join(ftfy.fix_encoding(line) for line in text.splitlines(keepends=True))


def _entities(text: str) -> str:
    return ENTITY.sub(lambda match: html.unescape(match.group()), text) if "&" in text else text


def _tags(text: str) -> str:
    """Return the text of an HTML fragment; block elements become paragraphs. "a < b" is no tag and stays."""
    if "<" not in text or not (TAG.search(text) or "<!--" in text):
        return text
    text = UNSEEN_ELEMENT.sub("", text)
    text = BLOCK_TAG.sub("\n\n", text)
    return TAG.sub("", text)


def _nfc(text: str) -> str:
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def _controls(text: str) -> str:
    return text if text.replace("\n", "").isprintable() else CONTROL.sub("", text)


def _whitespace(text: str) -> str:
    for end in LINE_ENDS:
        if end in text:
            text = text.replace(end, "\n")
    text = "\n".join([line.rstrip() for line in text.split("\n")])
    return BLANK_LINES.sub("\n\n", text).strip()


STEPS = {
    "surrogates": _surrogates,
    "mojibake": _mojibake,
    "entities": _entities,
    "tags": _tags,
    "nfc": _nfc,
    "controls": _controls,
    "whitespace": _whitespace,
}
