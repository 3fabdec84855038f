"""Text and names as SQL, where a value cannot be bound as a parameter."""


def literal(text: str) -> str:
    """The text as an SQL string.

    >>> literal("O'Globo")
    "'O''Globo'"
    """
    return "'" + text.replace("'", "''") + "'"


def identifier(name: str) -> str:
    """The name of a column or table as an SQL identifier.

    >>> identifier('my "own" column')
    '"my ""own"" column"'
    """
    return '"' + name.replace('"', '""') + '"'


def exact_sum(expression: str) -> str:
    """SQL for the sum of a number over rows, to the last bit the same in whichever order the rows lie.

    Numbers are added as whole multiples of 2**-50, so files in another order, or read by more threads, cannot change
    a digit. Null where no row has a finite number.
    """
    return f"(CAST(sum(TRY_CAST(({expression}) * {2**50} AS HUGEINT)) AS DOUBLE) / {2**50})"
