"""Articles of one web address: the same text even where two extractions of the page differ much."""

from collections.abc import Sequence
from urllib.parse import urlsplit

import numpy as np

MOST = 20
"""An address that more articles share is a page of many articles, not one article's."""


def address(url: str | None) -> str | None:
    """Host and path, without what varies between links to one page; None for a start page or no address.

    >>> address("https://www.reuters.com/world/talks-resume?utm_source=x"), address("http://reuters.com/")
    ('reuters.com/world/talks-resume', None)
    """
    if not url:
        return None
    try:
        parts = urlsplit(url if "://" in url else f"//{url}")
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.").removeprefix("amp.")
    except ValueError:
        return None
    path = parts.path.rstrip("/").removesuffix("/amp")
    # An article's own page has a long path; "/news" or a page told apart by its query alone has not.
    return host + path if len(path) >= 15 else None


def same_address(urls: Sequence[str | None], wanted: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Pairs (a < b) of articles with one address, of which at least one is `wanted` (bool)."""
    by_address: dict[str, list[int]] = {}
    for i, url in enumerate(urls):
        if found := address(url):
            by_address.setdefault(found, []).append(i)
    pairs = [
        (a, b)
        for members in by_address.values()
        if 1 < len(members) <= MOST
        for k, a in enumerate(members)
        for b in members[k + 1 :]
        if wanted[a] or wanted[b]
    ]
    array = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return array[:, 0], array[:, 1]
