"""Places of the tokens of a batch of texts: what white space separates, which vaderSentiment and textstat see too.

The texts are joined and looked at as UTF-8 bytes, so that white space is found by one table lookup a byte, and equal
tokens are recognised before any Python string is made of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from analysis.text.vocabulary import StringTable

_SEPARATOR = "\n\n"
_WHITE_BYTE = np.zeros(256, bool)
_WHITE_BYTE[[c for c in range(128) if chr(c).isspace()]] = True
# White space beyond ASCII has two bytes (from C2) or three (from E1, E2 and E3) in UTF-8.
_WHITE_CODE = np.zeros(0x4000, bool)
_WHITE_CODE[[c for c in range(128, 0x4000) if chr(c).isspace()]] = True


@dataclass(frozen=True)
class Tokens:
    """One entry a token; `start` and `end` are characters of the token's own text."""

    form: np.ndarray
    """Numbers of the strings in the table given."""
    start: np.ndarray
    end: np.ndarray
    first_token: np.ndarray
    """One entry a text, plus the end."""
    opens_paragraph: np.ndarray
    """A line break, or the beginning of the text, stands before the token."""


def tokenise(texts: Sequence[str], table: StringTable) -> Tokens:
    """The tokens of `texts`, their forms numbered in `table`."""
    joined = _SEPARATOR.join(texts)
    try:
        raw = joined.encode()
    except UnicodeEncodeError:  # lone surrogates
        raw = joined.encode("utf-8", "surrogatepass")
    data = np.frombuffer(raw, np.uint8)
    white = _WHITE_BYTE[data]
    lead = np.zeros(0, np.int64) if joined.isascii() else np.flatnonzero(data >= 0xC2)
    _mark_rare_white(data, white, lead)
    edges = np.flatnonzero(white[1:] != white[:-1]) + 1
    if len(data) and not white[0]:
        edges = np.append(0, edges)
    if len(data) and not white[-1]:
        edges = np.append(edges, len(data))
    start, end = edges[0::2], edges[1::2]
    form = _forms(data[~white], end - start, table)
    opens = np.zeros(len(start) + 1, bool)
    opens[np.searchsorted(start, np.flatnonzero(data == 10))] = True

    # From bytes to characters of the joined text, then of each text.
    extra = 1 + (data[lead] >= 0xE0) + (data[lead] >= 0xF0)
    start, end = _characters(start, lead, extra), _characters(end, lead, extra)
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    offset = np.concatenate([[0], np.cumsum(lengths + len(_SEPARATOR))])
    first_token = np.searchsorted(start, offset)
    first_token[-1] = len(start)
    count = np.diff(first_token)
    opens[first_token[:-1][count > 0]] = True
    shift = np.repeat(offset[:-1], count)
    return Tokens(form, (start - shift).astype(np.int32), (end - shift).astype(np.int32), first_token, opens[:-1])


def _mark_rare_white(data: np.ndarray, white: np.ndarray, lead: np.ndarray) -> None:
    """Set `white` at white space beyond ASCII; `lead` holds where characters of several bytes begin."""
    first = data[lead]
    two = lead[first == 0xC2]
    two = two[_WHITE_CODE[0x80 | (data[two + 1] & 0x3F)]]
    three = lead[(first >= 0xE1) & (first <= 0xE3)]
    code = ((data[three] & 0x0F).astype(np.int32) << 12) | ((data[three + 1] & 0x3F).astype(np.int32) << 6)
    three = three[_WHITE_CODE[code | (data[three + 2] & 0x3F)]]
    for at, length in ((two, 2), (three, 3)):
        for k in range(length):
            white[at + k] = True


def _characters(at: np.ndarray, lead: np.ndarray, extra: np.ndarray) -> np.ndarray:
    """Places in characters, of places in bytes; the character at `lead[k]` has `extra[k]` bytes more than one."""
    if not len(lead):
        return at
    before = np.bincount(np.searchsorted(at, lead, side="right"), weights=extra, minlength=len(at) + 1)
    return at - np.cumsum(before[:-1]).astype(np.int64)


def _forms(data: np.ndarray, length: np.ndarray, table: StringTable) -> np.ndarray:
    """Numbers in `table` of strings that stand end to end in `data`."""
    offsets = np.zeros(len(length) + 1, np.int32)
    np.cumsum(length, out=offsets[1:])
    buffers = [None, pa.py_buffer(offsets), pa.py_buffer(data)]
    encoded = pa.Array.from_buffers(pa.binary(), len(length), buffers).dictionary_encode()
    try:
        distinct = encoded.dictionary.cast(pa.string()).to_pylist()
    except pa.ArrowInvalid:  # lone surrogates
        distinct = [raw.decode("utf-8", "surrogatepass") for raw in encoded.dictionary.to_pylist()]
    # Not through `to_numpy`, which imports pandas.
    return table.ids(distinct)[np.frombuffer(encoded.indices.buffers()[1], np.int32, len(length))]
