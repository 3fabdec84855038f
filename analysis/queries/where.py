"""What a person may write in `--where`: one boolean expression over known columns, and nothing else.

DuckDB's own parser says what the text is (`json_serialize_sql`), so no rule here guesses at SQL. Only kinds of
expression and functions on the lists below pass: no subquery, no table, no window, no setting, no clock.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import duckdb

from analysis.errors import ArgumentError
from analysis.spelling import did_you_mean

_CLASSES = frozenset({"BETWEEN", "CASE", "CAST", "COLUMN_REF", "COMPARISON", "CONJUNCTION", "CONSTANT", "FUNCTION"})
_OPERATORS = frozenset(
    {"OPERATOR_NOT", "OPERATOR_IS_NULL", "OPERATOR_IS_NOT_NULL", "COMPARE_IN", "COMPARE_NOT_IN", "OPERATOR_COALESCE"}
)
FUNCTIONS = frozenset(
    [
        "+",
        "-",
        "*",
        "/",
        "//",
        "%",
        "||",
        "~~",
        "!~~",
        "~~*",
        "!~~*",
        "regexp_matches",
        "regexp_full_match",
        "contains",
        "starts_with",
        "prefix",
        "ends_with",
        "suffix",
        "lower",
        "upper",
        "trim",
        "ltrim",
        "rtrim",
        "length",
        "strlen",
        "replace",
        "left",
        "right",
        "abs",
        "round",
        "floor",
        "ceil",
        "sqrt",
        "ln",
        "log10",
        "exp",
        "greatest",
        "least",
        "year",
        "quarter",
        "month",
        "week",
        "day",
        "dayofweek",
        "isodow",
        "dayofyear",
        "hour",
        "date_part",
        "date_trunc",
        "trunc",
        "to_days",
        "to_weeks",
        "to_months",
        "to_years",
        "to_hours",
        "isnan",
        "isfinite",
        "like_escape",
        "ilike_escape",
        "not_like_escape",
        "not_ilike_escape",
    ]
)
_EMPTY_SELECT = frozenset({"type", "select_list", "from_table", "aggregate_handling"})
_HINT = "Write one condition such as: outlet = 'Reuters' AND hedging_per_100_words > 1."


def check_where(connection: duckdb.DuckDBPyConnection, where: str, columns: Mapping[str, str]) -> None:
    """Raise `ArgumentError` unless `where` is one condition over `columns` (name → DuckDB type) of `scores`."""
    expression = _parse(connection, where)
    known = {name.lower(): name for name in columns}
    used: dict[str, None] = {}
    for node in _expressions(expression):
        _check_node(node, known, columns, where)
        if node["class"] == "COLUMN_REF":
            used[known[node["column_names"][0].lower()]] = None
    try:
        kind = connection.execute(f"DESCRIBE SELECT (\n{where}\n) FROM scores").fetchall()[0][1]
    except duckdb.Error as error:
        held = ", ".join(f"{name} holds {_holds(columns[name])}" for name in used)
        raise ArgumentError(
            f"The filter {where!r} compares or computes what does not go together{f': {held}' if held else ''}. {_HINT}"
        ) from error
    if kind != "BOOLEAN":
        raise ArgumentError(
            f"The filter {where!r} is not a condition: it gives {_holds(kind)}, not true or false. {_HINT}"
        )


def _parse(connection: duckdb.DuckDBPyConnection, where: str) -> dict[str, Any]:
    if not where.strip() or "\0" in where:
        raise ArgumentError(f"The filter is empty. {_HINT}")
    # Parsed on its own, not inside brackets, so that "1=1) OR (1=1" is the syntax error it should be.
    try:
        row = connection.execute("SELECT json_serialize_sql(?)", [f"SELECT\n{where}\n"]).fetchone()
    except duckdb.Error as error:
        raise ArgumentError(f"The filter {where!r} cannot be read. {_HINT}") from error
    parsed: dict[str, Any] = json.loads(row[0]) if row else {"error": True}
    if parsed["error"]:
        raise ArgumentError(f"The filter {where!r} cannot be read{_place(parsed, where)}. {_HINT}")
    statements = parsed["statements"]
    node = statements[0]["node"] if len(statements) == 1 else {}
    used = {key for key, value in node.items() if value and value != {"map": []}}
    if (
        node.get("type") != "SELECT_NODE"
        or not used <= _EMPTY_SELECT
        or len(node["select_list"]) != 1
        or node["from_table"]["type"] != "EMPTY"
        or node["select_list"][0]["alias"]
    ):
        raise ArgumentError(f"The filter {where!r} is more than one condition. {_HINT}")
    condition: dict[str, Any] = node["select_list"][0]
    return condition


def _expressions(node: Any) -> Iterator[dict[str, Any]]:
    """Every expression (a dict with a class) in the parsed tree."""
    if isinstance(node, dict):
        if "class" in node:
            yield node
        for child in node.values():
            yield from _expressions(child)
    elif isinstance(node, list):
        for child in node:
            yield from _expressions(child)


def _check_node(node: dict[str, Any], known: Mapping[str, str], columns: Mapping[str, str], where: str) -> None:
    kind, what = node["class"], node["type"]
    if kind == "TYPE":
        return  # the target of a CAST
    if kind == "OPERATOR" and what in _OPERATORS:
        return
    if kind == "COLUMN_REF":
        names = node["column_names"]
        if len(names) != 1 or names[0].lower() not in known:
            raise ArgumentError(_unknown_column(".".join(names), columns, where))
        return
    if kind == "FUNCTION":
        if node["function_name"].lower() in FUNCTIONS and not node.get("schema") and not node.get("catalog"):
            return
        raise ArgumentError(f"The filter {where!r} uses {node['function_name']}, which filters may not. {_HINT}")
    if kind in _CLASSES:
        return
    found = "a query inside" if kind == "SUBQUERY" else f"{kind.lower().replace('_', ' ')}"
    raise ArgumentError(f"The filter {where!r} uses {found}, which filters may not. {_HINT}")


def _holds(kind: str) -> str:
    """What a column of that DuckDB type holds, for people."""
    return "text" if kind == "VARCHAR" else "dates" if kind.startswith(("TIMESTAMP", "DATE")) else "numbers"


def _place(parsed: Mapping[str, Any], where: str) -> str:
    """Where the parser gave up; what it says itself is for people who write SQL all day."""
    if where.count("'") % 2 or where.count('"') % 2:
        return ": a quotation mark is not closed"
    if where.count("(") != where.count(")"):
        return ": its brackets do not match"
    at = str(parsed.get("position", ""))
    begun = len("SELECT\n")
    rest = where[int(at) - begun :].split() if at.isdigit() and begun <= int(at) <= begun + len(where) else []
    return f": it makes no sense near {rest[0]!r}" if rest else ": it ends too early"


def _unknown_column(name: str, columns: Mapping[str, str], where: str) -> str:
    """Names the columns a user may mean: those of articles in full, the measures (some eighty) only where alike."""
    nearest = did_you_mean(name, columns, most=3)
    own = ", ".join(column for column, kind in columns.items() if kind != "DOUBLE")
    return (
        f"The filter {where!r} names an unknown column {name!r}.{nearest} Columns: {own}, and every measure "
        "(`framescope codebook`). Text values go in single quotes."
    )
