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
