"""What a person may write in `--where`: one boolean expression over known columns, and nothing else.

DuckDB's own parser says what the text is (`json_serialize_sql`), so no rule here guesses at SQL. Only kinds of
expression and functions on the lists below pass: no subquery, no table, no window, no setting, no clock.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import duckdb

from analysis.errors import ArgumentError

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
    known = {name.lower() for name in columns}
    for node in _expressions(expression):
        _check_node(node, known, columns, where)
    try:
        kind = connection.execute(f"DESCRIBE SELECT (\n{where}\n) FROM scores").fetchall()[0][1]
    except duckdb.Error as error:
        raise ArgumentError(f"The filter {where!r} does not work: {_first_line(error)}. {_HINT}") from error
    if kind != "BOOLEAN":
        raise ArgumentError(
            f"The filter {where!r} is not a condition: it gives {kind.lower()}, not true or false. {_HINT}"
        )


def _parse(connection: duckdb.DuckDBPyConnection, where: str) -> dict[str, Any]:
    if not where.strip() or "\0" in where:
        raise ArgumentError(f"The filter is empty. {_HINT}")
    # Parsed on its own, not inside brackets, so that "1=1) OR (1=1" is the syntax error it should be.
    try:
        row = connection.execute("SELECT json_serialize_sql(?)", [f"SELECT\n{where}\n"]).fetchone()
    except duckdb.Error as error:
        raise ArgumentError(f"The filter {where!r} cannot be read: {_first_line(error)}. {_HINT}") from error
    parsed: dict[str, Any] = json.loads(row[0]) if row else {"error": True}
    if parsed["error"]:
        raise ArgumentError(f"The filter {where!r} cannot be read: {parsed.get('error_message', 'not SQL')}. {_HINT}")
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
    return node["select_list"][0]


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


def _check_node(node: dict[str, Any], known: set[str], columns: Mapping[str, str], where: str) -> None:
    kind, what = node["class"], node["type"]
    if kind == "TYPE":
        return  # the target of a CAST
    if kind == "OPERATOR" and what in _OPERATORS:
        return
    if kind == "COLUMN_REF":
        names = node["column_names"]
        if len(names) != 1 or names[0].lower() not in known:
            raise ArgumentError(
                f"The filter {where!r} names an unknown column {'.'.join(names)!r}. "
                f"Columns: {', '.join(columns)}. Text values go in single quotes."
            )
        return
    if kind == "FUNCTION":
        if node["function_name"].lower() in FUNCTIONS and not node.get("schema") and not node.get("catalog"):
            return
        raise ArgumentError(f"The filter {where!r} uses {node['function_name']}, which filters may not. {_HINT}")
    if kind in _CLASSES:
        return
    found = "a query inside" if kind == "SUBQUERY" else f"{kind.lower().replace('_', ' ')}"
    raise ArgumentError(f"The filter {where!r} uses {found}, which filters may not. {_HINT}")


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0].rstrip(".")
