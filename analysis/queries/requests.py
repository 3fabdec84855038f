"""One request per question: what is asked, and the command line that asks it.

A field of a request is declared once, with its flag and its help. The command line takes its options from here, the
dashboard's "Reproduce this view" and the provenance of an export print `command()`, and reading that line gives an
equal request again. `filters` choose the articles; everything else says what is done with them.
"""

import shlex
from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal, get_args, get_type_hints

from analysis.errors import ArgumentError
from analysis.queries.choices import ALL_ARTICLES, SEED, Cluster, Correction, Method, Period, Smooth, Voice
from analysis.queries.events import Event, event_text, parse_event
from analysis.queries.filters import Filters


@dataclass(frozen=True)
class Option:
    """How a field of a request stands on the command line: its help, and where needed more.

    `flags` are its names there (default: `--` and the field's name, with hyphens), the first of them the one that is
    printed. `parse` and `text` turn one word of the command line into a value and back. `low` and `high` are the
    smallest and largest value allowed. `repeated`: the value is a tuple, with one flag per item. `always`: the flag is
    printed even where the value is the default.
    """

    help: str
    metavar: str | None = None
    flags: tuple[str, ...] = ()
    parse: Callable[[str], Any] | None = None
    text: Callable[[Any], str] = str
    low: float | None = None
    high: float | None = None
    repeated: bool = False
    always: bool = False


@dataclass(frozen=True)
class Request:
    """A question to a corpus; `name` is the command that asks it, `positional` placeholders for its arguments."""

    name: ClassVar[str]
    positional: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def options(cls) -> dict[str, Option]:
        """Return the options of the request by field, without the filters."""
        return _options(cls)

    def arguments(self) -> list[str]:
        """Return the words after the command's name; most options are left out where they have their default."""
        words = list(self.positional)
        defaults = {each.name: each.default for each in fields(self)}
        for name, option in self.options().items():
            value = getattr(self, name)
            if value is None or (value == defaults[name] and not option.always):
                continue
            if value is True:
                words.append(option.flags[0])
            for item in value if option.repeated else () if value is True else (value,):
                words += [option.flags[0], option.text(item)]
        chosen: Filters = getattr(self, "filters")  # noqa: B009  (a field of every request, after those of its own)
        return words + chosen.flags()

    def command(self, corpus: str | None = None, snapshot: int | None = None) -> str:
        """Return the command that asks this of `corpus` at `snapshot`, as one line that can be pasted into a shell.

        >>> CompareRequest("hedging_per_100_words", filters=Filters(outlets=["Fox News"])).command(snapshot=3)
        "framescope compare --measure hedging_per_100_words --by outlet --outlet 'Fox News' --snapshot 3"
        """
        words = ["framescope", self.name, *self.arguments()]
        words += ["--corpus", corpus] if corpus is not None else []
        return shlex.join([*words, *(["--snapshot", str(snapshot)] if snapshot is not None else [])])


def _options(kind: type[Request]) -> dict[str, Option]:
    found = {}
    for name, hint in get_type_hints(kind, include_extras=True).items():
        for option in get_args(hint):
            if isinstance(option, Option):
                found[name] = option if option.flags else replace(option, flags=(f"--{name.replace('_', '-')}",))
    return {each.name: found[each.name] for each in fields(kind) if each.name in found}


_BY = "outlet|author|bias|…"
_Measure = Annotated[str, Option("A measure; `framescope codebook` lists them.", "M")]
_By = Annotated[str, Option("The column whose groups are compared.", _BY, always=True)]
_Every = Annotated[Period, Option("Length of a period.", always=True)]
_Events = Annotated[
    tuple[Event, ...],
    Option(
        "A day to mark in trends; may be repeated.",
        "YYYY-MM-DD=LABEL",
        ("--event",),
        parse_event,
        event_text,
        repeated=True,
    ),
]
_Correction = Annotated[
    Correction,
    Option(
        "Correction of p-values over all rows of one table, so of one measure: Holm, or Benjamini-Hochberg. An export "
        "corrects over all its measures."
    ),
]
_Confidence = Annotated[
    float, Option("Confidence level of the intervals, as a share.", "0.95", text=repr, low=0.5, high=0.999)
]
_Seed = Annotated[int, Option("Seed of the random numbers, so that they repeat.", "N", low=0)]


@dataclass(frozen=True)
class CompareRequest(Request):
    """Groups compared on a measure; with `stories` also within stories.

    `specification_curve`, "A,B", adds the difference of these two groups under every defensible analysis.
    """

    name: ClassVar[str] = "compare"
    measure: _Measure
    by: _By = "outlet"
    filters: Filters = field(default_factory=Filters)
    stories: Annotated[bool, Option("Also compare within stories: how outlets write about the same event.")] = False
    specification_curve: Annotated[
        str | None,
        Option(
            "Also the difference of two groups under every defensible analysis.",
            "A,B",
            ("--specification-curve", "--robustness"),
        ),
    ] = None
    method: Annotated[Method, Option("Intervals of means: bootstrap-t, BCa bootstrap, or Student's t.")] = "bootstrap"
    cluster: Annotated[
        Cluster,
        Option("The unit that is resampled: days (whose articles share events), authors, outlets, or articles."),
    ] = "day"
    correction: _Correction = "holm"
    confidence: _Confidence = 0.95
    seed: _Seed = SEED


@dataclass(frozen=True)
class TrendRequest(Request):
    """A measure followed over time in each group; `by` "all articles" takes them as one group."""

    name: ClassVar[str] = "trend"
    measure: _Measure
    every: _Every = "month"
    by: Annotated[
        str, Option(f'The column whose groups are followed; "{ALL_ARTICLES}" takes them together.', _BY, always=True)
    ] = "outlet"
    filters: Filters = field(default_factory=Filters)
    smooth: Annotated[Smooth, Option("A smoothed line for the eye, in a column of its own.")] = "none"
    span: Annotated[float, Option("Share of the periods that LOESS uses at each point.", "0.5", text=repr)] = 0.5
    window: Annotated[int, Option("Periods of the rolling mean, an odd number.", "N")] = 3
    events: _Events = ()
    correction: _Correction = "holm"
    confidence: _Confidence = 0.95
    seed: _Seed = SEED

    @property
    def grouping(self) -> str | None:
        """The column of the groups, or None for all articles together."""
        return None if self.by == ALL_ARTICLES else self.by


def parse_ngrams(text: str) -> tuple[int, int]:
    """Shortest and longest n-gram from "1-3" or "2"; `ArgumentError` for anything else.

    >>> parse_ngrams("1-3"), parse_ngrams("2")
    ((1, 3), (2, 2))
    """
    low, dash, high = text.partition("-")
    if not low.strip().isdecimal() or (dash and not high.strip().isdecimal()):
        raise ArgumentError(f"--ngrams takes a number or a range such as 1-3, not {text!r}.")
    return int(low), int(high or low)


@dataclass(frozen=True)
class WordsRequest(Request):
    """Words and phrases that set the articles `a` apart from `b` (the rest if empty), or one term in `context`."""

    name: ClassVar[str] = "words"
    a: Annotated[
        tuple[str, ...],
        Option("One group: COLUMN=VALUE, since=DAY, until=DAY; may be repeated.", "outlet=CNN", repeated=True),
    ] = ()
    b: Annotated[
        tuple[str, ...],
        Option("The other group (default: all other articles); may be repeated.", "outlet=NPR|rest", repeated=True),
    ] = ()
    ngrams: Annotated[
        tuple[int, int],
        Option("Words per phrase, from-to.", "1-3", parse=parse_ngrams, text=lambda n: f"{n[0]}-{n[1]}"),
    ] = (1, 3)
    voice: Annotated[Voice, Option("Words counted: all, those outside quotations, or those inside.")] = "whole"
    context: Annotated[
        str | None,
        Option(
            "Instead, show the first place of this word or phrase in each article, the earliest articles first.", "TERM"
        ),
    ] = None
    filters: Filters = field(default_factory=Filters)
    min_count: Annotated[int, Option("Fewest uses of a term, in both groups together.", "N", low=1)] = 10
    min_articles: Annotated[int, Option("Fewest articles that use a term.", "N", low=1)] = 3
    prior: Annotated[
        Path | None, Option("CSV with columns term and count, as the prior in place of the selection.", "FILE")
    ] = None
    prior_words: Annotated[
        float | None, Option("Weight of the prior, in words (default: a fifth of the smaller group).", "N", text=repr)
    ] = None
    correction: _Correction = "bh"
    limit: Annotated[int, Option("Most terms per group, or lines of context.", "N", low=1)] = 25
    examples: Annotated[int, Option("With JSON: lines of context per term.", "N", low=0)] = 0


@dataclass(frozen=True)
class SourcesRequest(Request):
    """Sources quoted in each group: their types, and the names quoted most, by the group `of` or by all articles."""

    name: ClassVar[str] = "sources"
    by: _By = "outlet"
    of: Annotated[str | None, Option("Names quoted by this group only (default: by all articles).", "GROUP")] = None
    filters: Filters = field(default_factory=Filters)
    limit: Annotated[int, Option("Most names shown.", "N", low=1)] = 20
    aliases: Annotated[
        str | None,
        Option(
            "Table (CSV) with the columns alias and source: names that are one (or $FRAMESCOPE_SOURCE_ALIASES).", "FILE"
        ),
    ] = None


@dataclass(frozen=True)
class StoriesRequest(Request):
    """Stories with at least `articles` of at least `outlets`; `title` is part of a headline, `story` an id."""

    name: ClassVar[str] = "stories"
    filters: Filters = field(default_factory=Filters)
    title: Annotated[str | None, Option("Only stories with this text in a headline.", "TEXT")] = None
    story: Annotated[str | None, Option("Only the story with this id.", "ID")] = None
    articles: Annotated[int, Option("Fewest articles of a story.", "N")] = 2
    outlets: Annotated[int, Option("Fewest outlets of a story.", "N")] = 1
    limit: Annotated[int | None, Option("Most stories shown.", "N", low=1)] = None


@dataclass(frozen=True)
class DuplicatesRequest(Request):
    """Texts that several articles share, in at least `outlets`."""

    name: ClassVar[str] = "duplicates"
    filters: Filters = field(default_factory=Filters)
    outlets: Annotated[int, Option("Fewest outlets with the text.", "N")] = 1
    limit: Annotated[int | None, Option("Most texts shown.", "N", low=1)] = None


@dataclass(frozen=True)
class ExportRequest(Request):
    """Files for a paper: all articles with their measures; for `measures`, comparison and trend, also as figures."""

    name: ClassVar[str] = "export"
    positional: ClassVar[tuple[str, ...]] = ("DIR",)
    measures: Annotated[
        tuple[str, ...],
        Option("Also write its comparison and trend; may be repeated.", "M", ("--measure",), repeated=True),
    ] = ()
    by: _By = "outlet"
    every: _Every = "month"
    events: _Events = ()
    figures: Annotated[
        Literal["svg", "pdf", "png"] | None,
        Option("Also draw the measures (without --measure: one per family), in this format."),
    ] = None
    filters: Filters = field(default_factory=Filters)
