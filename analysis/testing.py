"""The conformance suite of scorers: what every family must keep, run by authors of families in their own tests.

from framescope import testing
from my_package import SCORER

def test_the_family_keeps_the_contract():
    testing.check_scorer(SCORER)
"""

import math
import threading
from collections.abc import Sequence, Sized
from typing import TYPE_CHECKING

__all__ = ["check_scorer"]

if TYPE_CHECKING:  # importing this module must stay quick
    from analysis.scorers.base import FamilyScores, Scorer

TEXTS = (
    "The minister resigned on Tuesday. “I was asked to go,” she said, and critics said the inquiry may be reopened.",
    "Protesters were beaten by police in the capital, according to two officials who asked not to be named.\n\n"
    "The government denied it. “Nobody was hurt,” a spokesman told reporters, who were not allowed in.",
    "WASHINGTON (AP) — Stocks fell sharply. It’s the worst week since 2008, and nobody knows why.",
)
"""Ordinary articles, in miniature."""

NOTHING = ("", " \n\t ")
"""Texts of nothing: every rate and share of them is missing."""

HOSTILE = (
    *NOTHING,
    "—",
    "…",
    "\u200b",
    "x",
    "\x00",
    "\ud800",
    "\u202eevif\u202c 🇺🇸👩‍👩‍👧 e\u0301",
    "“‘“‘“‘",
    "a" * 20_000,
    "(" * 3_000,
    "said. " * 2_000,
    "<script>alert(1)</script> & 'quoted'\r\n\r\n“unclosed",
    "Ärger in Köln: 誰が言ったか。 Он сказал.",
)
"""Texts that come from the web: none may make a scorer raise."""


def check_scorer(scorer: "Scorer", texts: Sequence[str] = TEXTS) -> None:
    """Raise `AssertionError`, naming what is wrong, unless the scorer keeps the contract of `Scorer`.

    Checked: names and documentation of the family and its measures; one float64 number per document and measure; NaN,
    not zero, for rates of empty texts; spans inside their text and in order; the same results again, in
    batches of any size and from several threads; no error on hostile texts. `texts` are more ordinary articles for
    which numbers and evidence are made; give some that the family finds something in.
    """
    from analysis.scorers.registry import Family, register

    register([Family(scorer, "the family that is checked", "0")])
    _check_declarations(scorer)
    ordinary = list(texts) or list(TEXTS)
    titles = [None if k % 2 else text.partition(".")[0] for k, text in enumerate(ordinary)]
    whole = _score(scorer, ordinary, titles)
    _same(whole, _score(scorer, ordinary, titles), "a second time, other results come out")
    _check_batches(scorer, ordinary, titles, whole)
    _check_threads(scorer, ordinary, titles, whole)
    _check_nothing(scorer)
    for text in HOSTILE:
        _score(scorer, [text], [text])
    _score(scorer, [*HOSTILE, *ordinary], [None] * (len(HOSTILE) + len(ordinary)))
    _score(scorer, [], [])


def _score(scorer: "Scorer", texts: Sequence[str], titles: Sequence[str | None]) -> "FamilyScores":
    """The scores of a batch, checked for their form."""
    from analysis.scorers.batch import checked
    from analysis.text import Documents

    documents = Documents(texts, titles)
    try:
        return checked(scorer, scorer.score(documents), documents)
    except Exception as error:
        shown = ", ".join(repr(text[:60]) for text in texts[:3])
        raise AssertionError(f"{scorer.family}: {type(error).__name__}: {error} (texts: {shown} …)") from error


def _check_declarations(scorer: "Scorer") -> None:
    def demand(holds: object, fault: str) -> None:
        if not holds:
            raise AssertionError(f"{scorer.family}: {fault}")

    demand(scorer.measures or scorer.categories, "declares neither a measure nor a category")
    demand(scorer.description, "says in no `description` what it measures")
    demand(len(scorer.colour) == 7 and scorer.colour.startswith("#"), f"{scorer.colour!r} is no colour like #0078BE")
    for measure in scorer.measures:
        for field in ("label", "unit", "definition", "citation"):
            demand(getattr(measure, field).strip(), f"{measure.name} has no {field}")
        demand(measure.definition.endswith("."), f"the definition of {measure.name} is not a sentence")
        demand(bool(measure.numerator) == bool(measure.denominator), f"{measure.name} has half of a ratio")
        demand(measure.missing or not measure.denominator, f"{measure.name} does not say when it is missing")
        bounds = [bound for bound in (measure.low, measure.high) if bound is not None]
        demand(bounds == sorted(bounds), f"the range of {measure.name} is upside down")


def _check_batches(scorer: "Scorer", texts: Sequence[str], titles: Sequence[str | None], whole: "FamilyScores") -> None:
    for k, (text, title) in enumerate(zip(texts, titles, strict=True)):
        alone = _score(scorer, [text], [title])
        for name, column in alone.values.items():
            if not _equal(column[0], whole.values[name][k]):
                raise AssertionError(
                    f"{scorer.family}: {name} of a text is {column[0]} alone and {whole.values[name][k]} in a batch"
                )
        if _spans(alone, 0) != _spans(whole, k):
            raise AssertionError(f"{scorer.family}: the evidence of a text alone and in a batch differ")
    for measure in scorer.measures:
        for value in whole.values[measure.name].tolist():
            low = -math.inf if measure.low is None else measure.low
            high = math.inf if measure.high is None else measure.high
            if not (math.isnan(value) or low <= value <= high):
                raise AssertionError(f"{scorer.family}: {measure.name} is {value}, outside the range it declares")
            if measure.count and value != int(value):
                raise AssertionError(f"{scorer.family}: {measure.name} is a count and {value}")
        if measure.numerator and measure.denominator:
            _check_ratio(scorer, measure.name, measure.numerator, measure.denominator, measure.scale, whole)


def _check_ratio(scorer: "Scorer", name: str, above: str, below: str, scale: float, scores: "FamilyScores") -> None:
    triples = zip(scores.values[name], scores.values[above], scores.values[below], strict=True)
    for value, numerator, denominator in triples:
        expected = scale * numerator / denominator if denominator > 0 else math.nan
        if not (_equal(value, expected) or math.isclose(value, expected, rel_tol=1e-9, abs_tol=1e-12)):
            raise AssertionError(f"{scorer.family}: {name} is {value}, and {scale:g} × {above} / {below} is {expected}")


def _check_threads(scorer: "Scorer", texts: Sequence[str], titles: Sequence[str | None], whole: "FamilyScores") -> None:
    results: list[FamilyScores | AssertionError] = []

    def work() -> None:
        try:
            results.append(_score(scorer, texts, titles))
        except AssertionError as error:
            results.append(error)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for result in results:
        if isinstance(result, AssertionError):
            raise result
        _same(whole, result, "from several threads at once, other results come out")


def _check_nothing(scorer: "Scorer") -> None:
    scores = _score(scorer, NOTHING, [None] * len(NOTHING))
    for measure in scorer.measures:
        if measure.denominator:
            for text, value in zip(NOTHING, scores.values[measure.name].tolist(), strict=True):
                if not math.isnan(value):
                    raise AssertionError(f"{scorer.family}: {measure.name} of {text!r} is {value}, not missing (NaN)")


def _same(one: "FamilyScores", other: "FamilyScores", fault: str) -> None:
    columns: list[Sized] = [*one.values.values(), *one.categories.values()]
    documents = len(columns[0])
    for name, column in one.values.items():
        if not all(_equal(a, b) for a, b in zip(column, other.values[name], strict=True)):
            raise AssertionError(f"{name}: {fault}")
    if one.categories != other.categories:
        raise AssertionError(f"categories: {fault}")
    if any(_spans(one, k) != _spans(other, k) for k in range(documents)):
        raise AssertionError(f"evidence: {fault}")


def _spans(scores: "FamilyScores", document: int) -> list[tuple[object, ...]]:
    """Every span of a document, as plain values."""
    rows = scores.evidence
    return [
        (
            int(rows.start[k]),
            int(rows.end[k]),
            rows.label[k],
            bool(rows.quoted[k]),
            None if rows.value is None else repr(float(rows.value[k])),
            rows.in_title is not None and bool(rows.in_title[k]),
            {name: column[k] for name, column in rows.details.items()},
        )
        for k in (rows.document == document).nonzero()[0].tolist()
    ]


def _equal(one: float, other: float) -> bool:
    return bool(one == other) or (math.isnan(one) and math.isnan(other))
