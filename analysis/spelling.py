"""Names as people write them: the one that was meant where it does not exist, and spellings that are the same."""

import difflib
import unicodedata
from collections.abc import Iterable


def did_you_mean(name: str, known: Iterable[str], most: int = 1) -> str:
    """A question with up to `most` of the `known` names that are like `name`, led by a space; "" where there are none.

    A name is like another if it contains it, is spelled much the same, or shares a word (between underscores) with it.

    >>> did_you_mean("reuter", ["CNN", "Reuters"])
    " Did you mean 'Reuters'?"
    """
    plain = {other.lower().replace(" ", "_"): other for other in known}
    typed = name.strip().lower().replace("-", "_").replace(" ", "_")
    words = sorted({word for other in plain for word in other.split("_")})
    word = next(iter(difflib.get_close_matches(typed, words, n=1)), None)
    likely = [
        *(other for other in plain if typed and typed in other),
        *difflib.get_close_matches(typed, list(plain), n=most),
        *(other for other in plain if word in other.split("_")),
    ]
    close = [repr(plain[other]) for other in dict.fromkeys(likely)][:most]
    return f" Did you mean {', '.join(close[:-1])}{' or ' * (len(close) > 1)}{close[-1]}?" if close else ""


def without_accents(name: str) -> str:
    """Return a name without accents and case, to look it up.

    >>> without_accents("Décembre"), without_accents("Müller")
    ('decembre', 'muller')
    """
    return "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
