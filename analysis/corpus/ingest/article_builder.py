"""From a row as read to an article of the corpus, or to the reason why it is none."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from analysis.corpus.ingest.article import Article, content_hash, content_id
from analysis.corpus.ingest.column_mapping import FULL_TEXT, extra_names, plain
from analysis.corpus.ingest.dates import DateReader, ImpossibleDate
from analysis.corpus.ingest.language import NAMES, code_of, detect, name_of
from analysis.corpus.ingest.normalise import normalise_line, normalise_text
from analysis.corpus.ingest.outlets import OutletNames
from analysis.corpus.ingest.readers.encoding import UNDECODABLE
from analysis.corpus.ingest.readers.limits import MAX_COLUMN_NAME, MAX_COLUMNS
from analysis.corpus.ingest.readers.rows import RejectedRow, Row

LONGEST_TEXT = 20_000_000
ONE_LINE = ("title", "author", "url", "id", "language", "outlet")
NO_PROSE = "Give the row the article's words, or name the column that holds them with --map text=COLUMN ."
NO_TEXTS = ((list | tuple, "a list"), (dict, "an object"), (bool, "true or false"), (datetime | date, "a date"),
            (int | float | Decimal, "a number"))  # fmt: skip
NO_VALUE = {"nan", "none", "null", "nat", "<na>"}


class _Unusable(Exception):
    """Why a row is no article; `ArticleBuilder.article` makes a `RejectedRow` of it."""

    def __init__(self, reason: str, what_to_do: str, excerpt: str) -> None:
        super().__init__(reason)
        self.reason, self.what_to_do, self.excerpt = reason, what_to_do, excerpt


@dataclass
class ArticleBuilder:
    """Builds the articles of one input: `columns` is field → column, `outlet` overrides the outlet of all rows.

    Where the text's column is empty in a row, the text is that of another column with a usual name for the full text
    (maintext, body …), unless `text_was_named` by the user.
    """

    path: str
    columns: Mapping[str, str]
    dates: DateReader
    outlets: OutletNames
    outlet: str | None = None
    text_was_named: bool = False

    def __post_init__(self) -> None:
        self._used = set(self.columns.values())
        self._extras: dict[str, str] = {}
        self.articles = 0
        """Articles built so far; a row may be one of an earlier reading."""
        self.filled: Counter[str] = Counter()
        """Field → articles whose row had a value in the column mapped to it."""
        self.texts_from: Counter[str] = Counter()
        """Column → articles whose text came from it, as that of the text was empty."""
        self.without: Counter[str] = Counter(outlet=0, published=0)
        """Articles without an outlet, and without a date."""

    def article(self, row: Row) -> Article | RejectedRow:
        """Return the row's article, extra columns included, or why there is none."""
        try:
            return self._article(row)
        except _Unusable as why:
            return RejectedRow(row.number, why.reason, why.what_to_do, why.excerpt[:200] or None, row.file)
        except RecursionError:
            what_to_do = "Write its values as text, numbers or short lists."
            return RejectedRow(row.number, "a value is nested too deeply", what_to_do, None, row.file)

    def _article(self, row: Row) -> Article:
        given = {field: row.values.get(column) for field, column in self.columns.items()}
        full_text = self._full_text_beside(row, given.get("text"))
        raw = self._raw_text(row, row.values[full_text] if full_text else given.get("text"))
        text, steps = normalise_text(raw)
        if not any(map(str.isalnum, text)):
            raise _Unusable("there is no text", "Give the row a text, or remove it.", as_text(given.get("title")))
        if not any(map(str.isalpha, text)):
            raise _Unusable("the text has no letters, only numbers", NO_PROSE, text)
        changed = dict.fromkeys((*row.normalised, *steps))
        if full_text:
            changed[f"text_from:{full_text}"] = None
        if "\ufffd" not in text and "\ufffd" not in as_text(given.get("title")):
            changed.pop(UNDECODABLE, None)
        lines: dict[str, str | None] = {}
        for field in ONE_LINE:
            lines[field], more = _line(given.get(field))
            changed.update(dict.fromkeys(more))
        published, note = self._published(given.get("published"))
        if note:
            changed[note] = None
        language = _language(lines["language"], text)
        extras = self._extra_values(row, full_text)
        outlet = self.outlet or lines["outlet"]
        if outlet:
            given_outlet = outlet
            outlet = self.outlets.in_one_case(self.outlet) if self.outlet else self.outlets.name(outlet)
            if outlet != given_outlet:
                extras["outlet_as_given"] = given_outlet
        elif lines["url"] and (by_host := self.outlets.of_url(lines["url"])):
            outlet = by_host
            changed["outlet_from_url"] = None
        title, url, author = lines["title"], lines["url"], lines["author"]
        key = lines["id"] or content_id(outlet, title, text)
        self._count({**lines, "text": text, "published": published}, outlet, full_text)
        return Article(
            id=key,
            outlet=outlet,
            published=published,
            title=title,
            text=text,
            url=url,
            author=author,
            language=language,
            content_hash=content_hash((key, outlet, published, title, text, url, author, language), extras),
            normalised=",".join(changed) or None,
            source=row.file or self.path,
            row=row.number,
            extras=extras,
        )

    def _count(self, values: Mapping[str, object], outlet: str | None, full_text: str | None) -> None:
        self.articles += 1
        self.filled.update(field for field in self.columns if values.get(field))
        self.texts_from.update([full_text] if full_text else [])
        self.without.update(outlet=not outlet, published=not values["published"])

    def _full_text_beside(self, row: Row, value: object) -> str | None:
        """Return the column that has the row's text where that of the text is empty; None where it is not needed."""
        if self.text_was_named or as_text(value).strip():
            return None
        usual = {plain(c): c for c, other in row.values.items() if isinstance(other, str) and as_text(other).strip()}
        return next((usual[name] for name in FULL_TEXT if name in usual and usual[name] not in self._used), None)

    def _raw_text(self, row: Row, value: object) -> str:
        """Return the text as read; lists, objects, numbers and dates are none, though each could be written as one."""
        column = self.columns["text"]
        if value is None or value != value:
            inside = [name for name in row.values if name.startswith(f"{column}.")]
            if inside:
                raise _Unusable(
                    f"the text is an object, not text (it has {', '.join(map(repr, inside[:5]))})",
                    f"Write the article as one text, or name the part that holds it: --map text={inside[0]}",
                    as_text(dict.fromkeys(inside) | {name: row.values[name] for name in inside}),
                )
        elif not isinstance(value, str | bytes):
            kind = next((name for type_, name in NO_TEXTS if isinstance(value, type_)), type(value).__name__)
            todo = "Join the parts into one text, with an empty line between paragraphs."
            raise _Unusable(f"the text is {kind}, not text", todo if kind == "a list" else NO_PROSE, as_text(value))
        raw = as_text(value)
        if len(raw) > LONGEST_TEXT:
            raise _Unusable(
                f"the text has {len(raw):,} characters; the limit is {LONGEST_TEXT:,}",
                "An article is not that long: check whether several articles ran into one row, and split them.",
                raw,
            )
        return raw

    def _published(self, value: object) -> tuple[datetime | None, str | None]:
        try:
            return self.dates.read(value)
        except ImpossibleDate as error:
            written = as_text(value)
            raise _Unusable(f"impossible date {written[:40]!r}: {error}", error.what_to_do, written) from None

    def _extra_values(self, row: Row, without: str | None) -> dict[str, str | None]:
        if not row.values.keys() <= self._extras.keys() | self._used:
            names = [*self._extras, *(column for column in row.values if column not in self._extras)]
            if len(names) > MAX_COLUMNS or max(map(len, names)) > MAX_COLUMN_NAME:
                raise _Unusable(
                    f"with this row the input has over {MAX_COLUMNS:,} columns, or one with a name of over "
                    f"{MAX_COLUMN_NAME} characters",
                    "Write data that differs from row to row as values, not as names.",
                    "",
                )
            self._extras = extra_names([column for column in names if column not in self._used])
        values: dict[str, str | None] = {}
        for column, name in self._extras.items():
            value = as_text(row.values.get(column))
            if value and column != without:
                values[name] = normalise_text(value)[0] or None
        return values


def _language(given: str | None, text: str) -> str | None:
    """Return the article's language code, "en" or None (too short to tell); another language is unusable."""
    stated = code_of(given or "")
    if stated in NAMES and stated != "en":
        code: str | None = stated
    else:
        # A column that says "en" for everything is common, and one may hold something else than languages; the text
        # itself decides.
        code = detect(text) or ("en" if stated == "en" else None)
    if code in (None, "en"):
        return code
    assert code is not None
    raise _Unusable(
        f"the text is in {name_of(code)}{' (the language column says so)' if stated == code else ''}, not English",
        "framescope measures English texts only: leave the row out, or give an English translation.",
        text,
    )


def as_text(value: object) -> str:
    """Return a value as text; missing values of any library ("nan", None, NaT) are an empty text."""
    if value is None or value != value:
        return ""
    if isinstance(value, str):
        return "" if len(value) < 6 and value.strip().lower() in NO_VALUE else value
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, list | tuple) and not any(isinstance(item, list | tuple | dict) for item in value):
        return "; ".join(as_text(item) for item in value)
    if isinstance(value, list | tuple | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)


def _line(value: object) -> tuple[str | None, tuple[str, ...]]:
    text = as_text(value)
    if not text:
        return None, ()
    line, steps = normalise_line(text)
    return line or None, steps
