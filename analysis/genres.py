"""The genres, and what each is called on screen."""

from typing import Literal, get_args

Genre = Literal["news", "analysis", "opinion", "interview", "live", "list", "release"]
GENRES: tuple[Genre, ...] = get_args(Genre)

LABELS: dict[str, str] = {
    "news": "news report",
    "analysis": "analysis or explainer",
    "opinion": "opinion",
    "interview": "interview or transcript",
    "live": "live blog",
    "list": "list, or questions and answers",
    "release": "press release or sponsored",
}
