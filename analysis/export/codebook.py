"""The codebook: what every column is, made from the declarations of the measures themselves."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from analysis.errors import ArgumentError
from analysis.measures import Measure
from analysis.scorers import registry
from analysis.text.boilerplate import BODY
from analysis.text.voice import VOICES

Format = Literal["csv", "md", "json"]
STATA_LONGEST = 32

GROUPING = {
    "id": "Identifies the article within the corpus.",
    "outlet": "Who published it.",
    "published": "When, in UTC (ISO 8601).",
    "author": "Byline as given.",
    "language": "ISO 639-1 code of the text's language.",
    "title": "Headline.",
    "url": "Address as given.",
    "content_hash": "Changes whenever anything in the stored article does.",
    "scored_with": "Versions of the scorers that computed the row.",
}

FAMILIES = {
    "pairs.csv": "Holm over all rows of the file: every pair of groups on every measure of the export",
    "slopes.csv": "Holm over all rows of the file: every group on every measure of the export",
    "change_points.csv": "Holm over the groups and steps of one measure, as part of finding them; not over measures",
}
"""Which tests count as one family where p-values are corrected, a file of an export."""

RESULTS = {
    "mean": "Estimate for the group: the mean of articles, for a rate the ratio of sums (see provenance.json)",
    "low, high": "Interval of that estimate or difference, at the confidence in choices",
    "median, sd": "Of the articles' own values",
    "n, missing": "Articles with and without a value",
    "days, authors": "Distinct UTC days and bylines among the articles with a value",
    "difference": "Estimate of a minus estimate of b",
    "effect_size": "Hedges' g, with its interval effect_low to effect_high: the difference of the articles' means over "
    "their pooled standard deviation, for a rate as well, whose mean is a ratio of sums",
    "cliffs_delta": "P(a > b) - P(a < b); empty where there are too many articles to sort",
    "p": "Two-sided, of this row alone; in change_points.csv by permutation of its part of the series",
    **{f"p_adjusted in {file}": f"Corrected by {family}" for file, family in FAMILIES.items()},
    "partial": "The period is covered in part only",
    "slope_per_year": "Change of the measure a year, least squares on whole periods, Newey-West errors",
    "period, date": "In change_points.csv: the first period of the new level, and its first day",
    "before, after": "Weighted mean of the periods up to the neighbouring change points, before and from it on",
    "periods_before, periods_after": "How many whole periods these means rest on",
    "straight_line_fits_better": "A steady slope has the lower BIC, so that there may be no sudden change",
}

NOTES = """\
## Reading the files

Files are UTF-8 with comma, one header row, `\\n` line ends and full precision; an empty field is missing, never zero.
Text that begins with one of `= + - @ '`, a tab or a line break has one apostrophe put before it, so that no spreadsheet
runs it as a formula; take one leading apostrophe from a text to have the original. Numbers are never touched.

- R: `read.csv("articles.csv", na.strings = "", fileEncoding = "UTF-8")`
- Stata: `import delimited "articles.csv", clear varnames(1) encoding("utf-8") bindquote(strict) maxquotedrows(unlimited)`;
  Stata's names end at 32 characters, the codebook's column `stata_name` has unique ones: `rename` after importing.
- Python: `pandas.read_csv("articles.csv", parse_dates=["published"], float_precision="round_trip")`
"""


@dataclass(frozen=True)
class _Row:
    name: str
    label: str = ""
    unit: str = ""
    low: float | None = None
    high: float | None = None
    missing: str = ""
    voice: str = ""
    definition: str = ""
    citation: str = ""
    version: str = ""
    origin: str = ""
    numerator: str = ""
    denominator: str = ""
    scale: float | None = None
    stata_name: str = ""
    validity: str = ""


def codebook(
    format: Format = "md",
    measures: Mapping[str, Measure] | None = None,
    columns: Sequence[str] = (),
    versions: Mapping[str, str] | None = None,
    validity: Mapping[str, str] | None = None,
) -> str:
    """The codebook of all measures (or of those given) as text in CSV, Markdown or JSON.

    `columns` are described before the measures (grouping columns, the user's own). Each measure names its origin, the
    distribution that its family comes from with its version. `versions` maps a family to its scorer's version,
    `validity` a measure or family to a sentence on its measured agreement with people (default: the stored validity
    table). Raises `ArgumentError` for another format.
    """
    if format not in get_args(Format):
        raise ArgumentError(f"A codebook comes as {', '.join(get_args(Format))}, not {format!r}.")
    families = registry.families()
    if measures is None:
        measures = registry.measures()
        versions = {name: family.scorer.version for name, family in families.items()} | dict(versions or {})
    if validity is None:
        from analysis.validation.table import by_measure

        validity = by_measure()
    names = stata_names([*columns, *measures])
    rows = [_Row(name, definition=GROUPING.get(name, "As in the input."), stata_name=names[name]) for name in columns]
    for measure in measures.values():
        origin = families[measure.family].origin if measure.family in families else ""
        rows.append(_measure_row(measure, versions or {}, origin, validity or {}, names[measure.name]))
    return {"csv": _csv, "md": _markdown, "json": _json}[format](rows)


def stata_names(names: Sequence[str]) -> dict[str, str]:
    """Names cut to what Stata allows, still unique.

    >>> stata_names(["framing_loaded_per_100_words_outlet_voice"])
    {'framing_loaded_per_100_words_outlet_voice': 'framing_loaded_per_100_words_out'}
    """
    short: dict[str, str] = {}
    for name in names:
        candidate, number = name[:STATA_LONGEST], 2
        while candidate in short.values():
            candidate, number = f"{name[: STATA_LONGEST - len(str(number)) - 1]}_{number}", number + 1
        short[name] = candidate
    return short


def _measure_row(
    measure: Measure, versions: Mapping[str, str], origin: str, validity: Mapping[str, str], stata: str
) -> _Row:
    return _Row(
        measure.name,
        measure.label,
        measure.unit,
        measure.low,
        measure.high,
        measure.missing or "never",
        measure.voice,
        measure.definition,
        measure.citation,
        versions.get(measure.family, ""),
        origin,
        measure.numerator or "",
        measure.denominator or "",
        measure.scale if measure.numerator else None,
        stata,
        validity.get(measure.name, validity.get(measure.family, "")),
    )


def _dicts(rows: list[_Row]) -> list[dict[str, object]]:
    return [{name: getattr(row, name) for name in _Row.__dataclass_fields__} for row in rows]


def _csv(rows: list[_Row]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(_Row.__dataclass_fields__), lineterminator="\n")
    writer.writeheader()
    writer.writerows(_dicts(rows))
    return text.getvalue()


def _json(rows: list[_Row]) -> str:
    return json.dumps(_dicts(rows), indent=2, ensure_ascii=False) + "\n"


def _markdown(rows: list[_Row]) -> str:
    lines = ["# Codebook", ""]
    plain, measures = [row for row in rows if not row.unit], [row for row in rows if row.unit]
    if plain:
        lines += ["## Columns of the articles", "", "| column | what it is |", "| --- | --- |"]
        lines += [f"| `{row.name}` | {row.definition} |" for row in plain] + [""]
    lines += ["## Measures", "", BODY, "", VOICES, ""]
    for row in measures:
        lines += [f"### {row.name}", "", f"{row.label} ({row.unit}). {row.definition}", ""]
        lines += [f"- Range: {_range(row)}", f"- Missing: {row.missing}", f"- Source: {row.citation}"]
        if row.numerator:
            scale = "" if row.scale in (None, 1.0) else f"{row.scale:g} × "
            lines.append(f"- Over several articles: {scale}sum of `{row.numerator}` / sum of `{row.denominator}`")
        lines += [f"- From: {row.origin}, version {row.version} of the family"] if row.version and row.origin else []
        lines += [f"- Agreement with people: {row.validity}"] if row.validity else []
        lines.append("")
    lines += ["## Results", "", "| column | what it is |", "| --- | --- |"]
    lines += [f"| {name} | {meaning} |" for name, meaning in RESULTS.items()]
    return "\n".join([*lines, "", NOTES])


def _range(row: _Row) -> str:
    low = "unbounded" if row.low is None else f"{row.low:g}"
    high = "unbounded" if row.high is None else f"{row.high:g}"
    return f"{low} to {high}"
