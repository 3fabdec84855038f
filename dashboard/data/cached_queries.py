"""Queries whose results are kept: a snapshot never changes, so neither does a result about it."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

import streamlit as st

from analysis.corpus.store import CorpusStore
from analysis.queries import CorpusSnapshot, Filters, facet
from dashboard.data.corpus_cache import opened
from dashboard.launch import CORPUS, READ_ONLY

Arguments = ParamSpec("Arguments")
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
    """Numbers of all complete snapshots, the newest first; raises `CorpusNotFound` where there is no corpus."""
    return [snapshot.number for snapshot in reversed(CorpusStore.open(path).snapshots()) if snapshot.complete]


@st.cache_resource(max_entries=3, show_spinner="Opening the corpus …")
def corpus_at(path: str, snapshot: int) -> CorpusSnapshot:
    """Return the corpus at that snapshot, opened once for all visitors."""
    return opened(path, snapshot)


def cached(
    query: Callable[Concatenate[CorpusSnapshot, Arguments], Answer],
    corpus: CorpusSnapshot,
    *args: Arguments.args,
    **kwargs: Arguments.kwargs,
) -> Answer:
    """The result of `query(corpus, …)`, kept by snapshot and arguments."""
    name = f"{query.__module__}.{query.__qualname__}"
    answer: Answer = _answer(corpus, corpus.path, corpus.snapshot, name, query, args, kwargs)
    return answer


@st.cache_data(max_entries=300, show_spinner="Computing …", hash_funcs={Filters: repr})
def _answer(
    _corpus: CorpusSnapshot,
    path: str,
    snapshot: int,
    name: str,
    _query: Callable[..., Any],
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
) -> Any:
    return _query(_corpus, *args, **kwargs)


def all_groups(corpus: CorpusSnapshot, by: str = "outlet") -> list[str]:
    """Every group of the whole corpus, sorted: an outlet's place in it gives its colour."""
    names = cached(facet, corpus, by, None, MANY_OUTLETS)["value"].dropna()
    return sorted(names)
