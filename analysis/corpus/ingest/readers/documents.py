"""One article per file: a folder of .txt and .html files, read recursively, or a single such file."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from analysis.corpus.ingest.readers.encoding import examine, open_text
from analysis.corpus.ingest.readers.limits import MAX_ROW_CHARACTERS
from analysis.corpus.ingest.readers.rows import Input, RejectedRow, Row
from analysis.errors import InputError

TEXT = {".txt", ".text"}
HTML = {".html", ".htm", ".xhtml"}
COLUMNS = ("id", "outlet", "published", "title", "text", "url", "author")
LONGEST_TITLE = 200


def documents_in(column: str) -> str:
    """Return a SQL condition: the text column names a file that would be read as part of a folder."""
    return " OR ".join(f"lower({column}) LIKE '%{suffix}'" for suffix in sorted(TEXT | HTML))


def is_document(path: Path) -> bool:
    """Whether the file's name is that of a text or a web page."""
    return path.suffix.lower() in TEXT | HTML


def open_documents(path: Path) -> Input:
    """Open a folder, or one file. The outlet is the name of the file's subfolder, where it is in one.

    Raises `InputError` for a folder without documents; a file in it that cannot be read is a rejected row.
    """
    files = sorted(file for file in path.rglob("*") if file.is_file()) if path.is_dir() else [path]
    wanted = [file for file in files if is_document(file) and not file.name.startswith(".")]
    if not wanted:
        raise InputError(
            f"{path}: the folder is empty of .txt and .html files. Give tables (CSV, JSON, Parquet) by name."
        )
    if path.is_file():
        examine(path)
    digest = hashlib.blake2b(digest_size=16)
    for file in wanted:
        digest.update(os.fsencode(file.relative_to(path)))
        digest.update(_digest_of(file))
    kind = "folder" if path.is_dir() else "page"
    return Input(str(path), kind, COLUMNS, lambda: _rows(path, wanted), digest.hexdigest(), len(wanted))


def _digest_of(file: Path) -> bytes:
    """Return the digest of the content; for a file that may not be read, which becomes a reject, a constant."""
    try:
        with file.open("rb") as handle:
            return hashlib.file_digest(handle, lambda: hashlib.blake2b(digest_size=16)).digest()
    except OSError:
        return b"unreadable"


def _rows(root: Path, files: list[Path]) -> Iterator[Row | RejectedRow]:
    for number, file in enumerate(files, 1):
        try:
            decoding = examine(file)
        except InputError as error:
            reason, what_to_do = split_message(str(error), str(file))
            yield RejectedRow(None, reason, what_to_do, file=stored_name(str(file)))
            continue
        with open_text(file, decoding) as handle:
            content = handle.read(MAX_ROW_CHARACTERS + 1)
        if len(content) > MAX_ROW_CHARACTERS:
            reason = f"the file has over {MAX_ROW_CHARACTERS:,} characters"
            yield RejectedRow(
                number, reason, "Split it into one file per article.", content[:200], stored_name(str(file))
            )
            continue
        values = html_article(content) if file.suffix.lower() in HTML else text_article(content)
        if file.parent != root and root.is_dir():
            values["outlet"] = stored_name(file.relative_to(root).parts[-2])
        values["id"] = hashlib.blake2b(os.fsencode(file), digest_size=8).hexdigest()
        yield Row(number, values, stored_name(str(file)), decoding.normalised)


def stored_name(name: str) -> str:
    """Return a file's name as text that can be stored: bytes that are not UTF-8 become the replacement character."""
    return os.fsencode(name).decode("utf-8", "replace")


def text_article(content: str) -> dict[str, object]:
    """Return title and text of a plain file; a short first line without a full stop, before a blank one, is a title."""
    content = content.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff\n")
    first, _, rest = content.partition("\n")
    if rest.strip() and not rest.partition("\n")[0].strip() and len(first) <= LONGEST_TITLE:
        title = first.strip()
        if title and not title.endswith("."):
            return {"title": title, "text": rest.lstrip("\n")}
    return {"text": content}


def html_article(content: str, url: str | None = None) -> dict[str, object]:
    """Return the article of a web page: its main text by paragraphs, and the title, author, date and site it states."""
    import trafilatura  # slow to import, and most inputs do not need it

    extracted = trafilatura.bare_extraction(content, url=url, with_metadata=True, include_comments=False)
    page = extracted if isinstance(extracted, dict) else extracted.as_dict() if extracted else {}
    if not page.get("text"):
        return {"text": None}
    return {
        "title": page["title"],
        "text": page["text"].replace("\n", "\n\n"),
        "published": page["date"],
        "author": page["author"],
        "outlet": page["sitename"],
        "url": page["url"] or url,
    }


def split_message(message: str, path: str) -> tuple[str, str]:
    """Return reason and next step of an `InputError`'s message, without the file's name."""
    text = message.removeprefix(f"{path}: ")
    reason, stop, rest = text.partition(". ")
    return reason, rest if stop else "See the message."
