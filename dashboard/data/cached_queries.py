"""Asking `analysis`, and remembering the answers: a snapshot never changes, so an answer about it stays true."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

import streamlit as st

from analysis.corpus.store import CorpusStore
from analysis.queries import CorpusSnapshot, Filters, facet
from dashboard.data.corpus_cache import opened
from dashboard.launch import CORPUS, READ_ONLY

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")

SECONDS_BETWEEN_LOOKS = 3
MANY_OUTLETS = 1000


def corpus_path() -> str:
    """Return the path of the corpus that this server shows."""
    return os.environ.get(CORPUS) or str(Path("data") / "corpus")


def read_only() -> bool:
    """Whether this server adds no data."""
    return bool(os.environ.get(READ_ONLY))


@st.cache_data(ttl=SECONDS_BETWEEN_LOOKS, show_spinner=False)
def snapshot_numbers(path: str) -> list[int]:
    """Numbers of all whole snapshots, the newest first; raises `CorpusNotFound` where there is no corpus."""
    return [snapshot.number for snapshot in reversed(CorpusStore.open(path).snapshots()) if snapshot.complete]


@st.cache_resource(max_entries=3, show_spinner="Opening the corpus …")
def corpus_at(path: str, snapshot: int) -> CorpusSnapshot:
    """Return the corpus at that snapshot, opened once for all visitors."""
    return opened(path, snapshot)


def cached(
    question: Callable[Concatenate[CorpusSnapshot, Asked], Answer],
    corpus: CorpusSnapshot,
    *args: Asked.args,
    **kwargs: Asked.kwargs,
) -> Answer:
    """`question(corpus, …)`, remembered by snapshot and arguments."""
    name = f"{question.__module__}.{question.__qualname__}"
    answer: Answer = _answer(corpus, corpus.path, corpus.snapshot, name, question, args, kwargs)
    return answer


@st.cache_data(max_entries=300, show_spinner="Working it out …", hash_funcs={Filters: repr})
def _answer(
    _corpus: CorpusSnapshot,
    path: str,
    snapshot: int,
    name: str,
    _question: Callable[..., Any],
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
) -> Any:
    return _question(_corpus, *args, **kwargs)


def all_groups(corpus: CorpusSnapshot, by: str = "outlet") -> list[str]:
    """Every group of the whole corpus, sorted: an outlet's place in it gives its colour."""
    names = cached(facet, corpus, by, None, MANY_OUTLETS)["value"].dropna()
    return sorted(names)
