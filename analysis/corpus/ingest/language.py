"""The language of a text, by py3langid, which carries its model.

The measures are made for English. A text in another language is rejected, with the language named; one too short to
judge is taken for English, and its `language` is null.
"""

from functools import cache
from pathlib import Path

from py3langid import langid

SHORTEST_JUDGED = 40
QUICK_LOOK = 200
LOOKED_AT = 1500

# Words that are frequent in English and rare in every other language the model knows. Where they make up this share of
# the words in two places of a text it is English, and the model, a hundred times slower, need not be asked.
ENGLISH_ONLY = frozenset(
    [
        *("the", "and", "that", "with", "for", "from", "which", "would", "were", "have", "has", "been", "this", "they"),
        *("their", "his", "her", "said", "than", "about", "who", "what", "when", "by", "it", "its", "is", "to", "of"),
        *("but", "after", "could", "should", "there", "she", "you", "your", "our"),
    ]
)
SURELY_ENGLISH = 0.15
CERTAIN = 0.9

# English names for the message; other languages are named by their code.
NAMES = {
    "af": "Afrikaans", "ar": "Arabic", "bg": "Bulgarian", "bn": "Bengali", "ca": "Catalan", "cs": "Czech",
    "cy": "Welsh",
    "da": "Danish", "de": "German", "el": "Greek", "en": "English", "es": "Spanish", "et": "Estonian", "eu": "Basque",
    "fa": "Persian", "fi": "Finnish", "fr": "French", "ga": "Irish", "gl": "Galician", "he": "Hebrew", "hi": "Hindi",
    "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian", "is": "Icelandic", "it": "Italian", "ja": "Japanese",
    "ko": "Korean", "la": "Latin", "lt": "Lithuanian", "lv": "Latvian", "ms": "Malay", "nb": "Norwegian",
    "nl": "Dutch", "nn": "Norwegian", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian",
    "ru": "Russian", "sk": "Slovak", "sl": "Slovenian", "sq": "Albanian", "sr": "Serbian", "sv": "Swedish",
    "sw": "Swahili", "ta": "Tamil", "th": "Thai", "tl": "Tagalog", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu",
    "vi": "Vietnamese", "zh": "Chinese", "zxx": "no language",
}  # fmt: skip
CODES = {name.lower(): code for code, name in NAMES.items()} | {"eng": "en", "english (us)": "en", "english (uk)": "en"}


@cache
def _identifier() -> langid.LanguageIdentifier:
    return langid.LanguageIdentifier.from_model_file(Path(langid.MODEL_DIR) / langid.MODEL_FILE, norm_probs=True)


def detect(text: str) -> str | None:
    """Return the ISO 639-1 code of the language, or None where the text is too short to judge.

    A few lines from the beginning and the middle settle it for most English texts; only what does not look English
    there is looked at in full, that is up to its first 1,500 characters.
    """
    head = text[:LOOKED_AT].strip()
    if sum(map(str.isalpha, head[: 4 * SHORTEST_JUDGED])) < SHORTEST_JUDGED:
        return None
    middle = len(head) // 2
    places = head[:QUICK_LOOK], head[middle : middle + QUICK_LOOK]
    if all(map(_surely_english, places)):
        return "en"
    code, certainty = _identifier().classify(" ".join(places))
    if code == "en" and certainty > CERTAIN:
        return "en"
    return str(_identifier().classify(head)[0])


def _surely_english(place: str) -> bool:
    words = place.lower().split()
    return sum(word in ENGLISH_ONLY for word in words) > SURELY_ENGLISH * len(words)


def code_of(given: str) -> str | None:
    """Return the ISO code of a language column's value ("English", "en-US", "ENG"); None where it is empty.

    >>> code_of("en_GB"), code_of("German"), code_of("")
    ('en', 'de', None)
    """
    text = given.strip().lower()
    if not text or text in {"nan", "none", "null", "und", "unknown"}:
        return None
    return CODES.get(text) or CODES.get(text.split("-")[0].split("_")[0]) or text.split("-")[0].split("_")[0]


def name_of(code: str) -> str:
    """Return the English name of a language code, or "language xx"."""
    return NAMES.get(code, f"language {code}")
