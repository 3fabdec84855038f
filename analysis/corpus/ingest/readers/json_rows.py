"""JSON (an array, or an object that holds one) and JSON Lines."""

import json
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from analysis.corpus.ingest.column_mapping import USUAL_NAMES, plain
from analysis.corpus.ingest.readers.encoding import Decoding, examine, open_text
from analysis.corpus.ingest.readers.limits import (
    MAX_JSON_CHARACTERS,
    MAX_JSON_DEPTH,
    MAX_ROW_CHARACTERS,
    bounded_lines,
    check_columns,
)
from analysis.corpus.ingest.readers.rows import Input, RejectedRow, Row
from analysis.errors import InputError

ROWS_LOOKED_AT = 200
NAMES = {str: "a text", int: "a number", float: "a number", bool: "true or false", list: "a list", type(None): "null"}


Rows = Callable[[], Iterator[Row | RejectedRow]]


def open_json(path: Path, kind: str) -> Input:
    """Open a JSON or JSON Lines file; its content decides which, not its name.

    Raises `InputError` for what is not JSON or holds no objects.
    """
    decoding = examine(path)
    lines_of_objects = _is_json_lines(path, decoding)
    if lines_of_objects:
        return _input(path, "jsonl", decoding, lambda: _lines(path, decoding), None)
    rows = _array(path, decoding)
    return _input(path, "json", decoding, lambda: _numbered(rows, decoding), len(rows))


def _input(path: Path, kind: str, decoding: Decoding, rows: Rows, total: int | None) -> Input:
    columns: dict[str, None] = {}
    good, why = False, ""
    for row in islice(rows(), ROWS_LOOKED_AT):
        if isinstance(row, Row):
            good = True
            columns.update(dict.fromkeys(row.values))
        elif not why:
            why = f" (row {row.number}: {row.reason})"
    if not good:
        raise InputError(
            f"{path}: no JSON object was found in it{why}. Give one object an article, as an array or one a line, "
            'such as {"title": …, "text": …}.'
        )
    check_columns(str(path), columns)
    return Input(str(path), kind, tuple(columns), rows, decoding.fingerprint, total, {"encoding": decoding.encoding})


def _is_json_lines(path: Path, decoding: Decoding) -> bool:
    with open_text(path, decoding) as handle:
        lines = bounded_lines(handle)
        first = next((line for line in lines if line.strip("\ufeff\x00 \t\r\n")), "")
        if not first.lstrip("\ufeff\x00 \t").startswith("{"):
            return not first.lstrip("\ufeff\x00 \t").startswith("[")
        try:
            value = json.loads(first)
        except (ValueError, RecursionError):
            # A broken first line among good ones, or the first line of one object that goes over many.
            return first.rstrip().endswith("}")
        has_more = any(line.strip() for line in islice(lines, 1000))
    return has_more or _is_article(value) or not any(_objects(inner) for inner in value.values())


def _lines(path: Path, decoding: Decoding) -> Iterator[Row | RejectedRow]:
    with open_text(path, decoding) as handle:
        for number, line in enumerate(bounded_lines(handle), 1):
            if not line.strip("\ufeff\x00 \t\r\n"):
                continue
            if len(line) > MAX_ROW_CHARACTERS:
                yield RejectedRow(
                    number,
                    f"the line has over {MAX_ROW_CHARACTERS:,} characters",
                    "Write one article per line.",
                    line[:200],
                )
                continue
            try:
                value = json.loads(line.lstrip("\ufeff"), strict=False)
            except (ValueError, RecursionError) as error:
                yield RejectedRow(
                    number, f"the line is not JSON ({error})", "Mend or remove the line.", line.strip()[:200]
                )
                continue
            yield _row(number, value, decoding)


def _array(path: Path, decoding: Decoding) -> list[object]:
    with open_text(path, decoding) as handle:
        text = handle.read(MAX_JSON_CHARACTERS + 1)
    if len(text) > MAX_JSON_CHARACTERS:
        raise InputError(
            f"{path}: a JSON array is read whole, and this one is over {MAX_JSON_CHARACTERS:,} characters. "
            "Write it as JSON Lines (one object a line), which is streamed."
        )
    try:
        value = json.loads(text.lstrip("\ufeff"), strict=False)
    except (ValueError, RecursionError) as error:
        raise InputError(
            f"{path}: this is not valid JSON ({error}). Mend it, or write one object a line (.jsonl)."
        ) from None
    if isinstance(value, dict):
        lists = [] if _is_article(value) else [inner for inner in value.values() if _objects(inner)]
        value = max(lists, key=len) if lists else [value]
    if not _objects(value):
        raise InputError(f"{path}: the JSON holds no list of objects. Give an array with one object an article.")
    objects: list[object] = value
    return objects


def _objects(values: object) -> bool:
    """Whether this is a list with an object in it."""
    return isinstance(values, list) and any(isinstance(value, dict) for value in values)


def _is_article(value: dict[str, object]) -> bool:
    """Whether the object itself has a text: then a list in it (tags, pictures) is not the list of articles."""
    return any(isinstance(inner, str) and plain(name) in USUAL_NAMES["text"] for name, inner in value.items())


def _numbered(values: list[object], decoding: Decoding) -> Iterator[Row | RejectedRow]:
    for number, value in enumerate(values, 1):
        yield _row(number, value, decoding)


def _row(number: int, value: object, decoding: Decoding) -> Row | RejectedRow:
    if not isinstance(value, dict):
        return RejectedRow(
            number,
            f"a JSON object was expected, {NAMES.get(type(value), 'something else')} was found",
            'Write each article as an object, such as {"title": …, "text": …}.',
            "" if isinstance(value, list) else str(value)[:200],
        )
    try:
        return Row(number, _flat(value), normalised=decoding.normalised)
    except RecursionError:
        return RejectedRow(
            number,
            f"the object has over {MAX_JSON_DEPTH} objects within each other",
            'Write each article as an object, such as {"title": …, "text": …}.',
        )


def _flat(value: dict[str, object], prefix: str = "", depth: int = 0) -> dict[str, object]:
    """Return objects inside an article as dotted columns ({"source": {"name": …}} is `source.name`); lists stay lists.

    Raises `RecursionError` where objects are nested deeper than `MAX_JSON_DEPTH`.
    """
    if depth > MAX_JSON_DEPTH:
        raise RecursionError
    flat: dict[str, object] = {}
    for key, inner in value.items():
        name = f"{prefix}{key}"
        if isinstance(inner, dict):
            flat.update(_flat(inner, f"{name}.", depth + 1))
        else:
            flat[name] = inner
    return flat
