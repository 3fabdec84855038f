"""One name per outlet: light rules and a short table of aliases (`outlets.csv`), nothing guessed.

Where the name was changed, the column `outlet_as_given` keeps the one of the input.
"""

import csv
import re
from functools import cache, lru_cache
from pathlib import Path
from urllib.parse import urlsplit

# "CNN (Web News)", "Fox News (Online)": how it was collected, not which outlet it is.
CHANNEL = re.compile(
    r"\s*\((?:web|web news|online|online news|website|news|opinion|print|digital|web edition)\)$", re.I
)
# "New York Times - News", "CNN | Politics": a section of the outlet.
SECTION = re.compile(
    r"\s+[-–—|:]\s+(?:news|opinion|editorial|politics|world|us|u\.s\.|business|online|home|top stories|latest)$", re.I
)
ADDRESS = re.compile(r"^(?:https?://)?(?:www\d?\.|m\.|edition\.|amp\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?:[/:].*)?$", re.I)


@cache
def _aliases() -> dict[str, str]:
    with Path(__file__).with_name("outlets.csv").open(encoding="utf-8", newline="") as handle:
        return {row["given"].lower(): row["outlet"] for row in csv.DictReader(handle)}


@lru_cache(maxsize=4096)
def outlet_name(given: str) -> str:
    """Return the outlet's name; `given` is one line without surrounding space.

    >>> outlet_name("CNN (Web News)"), outlet_name("New York Times - News"), outlet_name("www.foxnews.com")
    ('CNN', 'New York Times', 'Fox News')
    """
    name = SECTION.sub("", CHANNEL.sub("", given)) or given
    if match := ADDRESS.match(name):
        name = match[1].lower()
    return _aliases().get(name.lower(), name)


def outlet_of_url(url: str) -> str | None:
    """Return the outlet that an address belongs to, by its host; None where it has no host."""
    try:
        host = urlsplit(url if "://" in url else f"//{url}").hostname
    except ValueError:  # http://[::1
        return None
    return outlet_name(host) if host and "." in host else None
