"""Settings that live in the page's address, so that a copied link opens the same view.

Streamlit binds widgets to the address by what they show; measures are shown by their labels, but an address should hold
their names, which do not change. `choice` does that.
"""

from collections.abc import Callable, Sequence
from typing import NoReturn

import streamlit as st


def choice(
    label: str,
    key: str,
    options: Sequence[str],
    default: str,
    format_func: Callable[[str], str] = str,
    help: str | None = None,
) -> str:
    """A select box whose value is the address's `key`; unknown values give `default`."""
    _adopt(key, options, default)
    chosen = st.selectbox(label, options, format_func=format_func, key=key, help=help, persist_state="session")
    _record(key, str(chosen), default)
    return str(chosen)


def switch(label: str, key: str, options: Sequence[str], default: str, help: str | None = None) -> str:
    """One of a few options, side by side; the address holds the option in lower case with underscores."""
    names = {option.lower().replace(" ", "_"): option for option in options}
    default_name = default.lower().replace(" ", "_")
    _adopt(key, list(names), default_name)
    chosen = st.segmented_control(
        label,
        list(names),
        format_func=lambda name: names[name],
        key=key,
        help=help,
        required=True,
        persist_state="session",
    )
    _record(key, chosen or default_name, default_name)
    return names[chosen or default_name]


def current() -> dict[str, str | list[str]]:
    """The address's settings, for links that should keep them."""
    address = st.query_params
    return {key: values if len(values) > 1 else values[0] for key in address if (values := address.get_all(key))}


def with_settings(**changes: str | None) -> dict[str, str | list[str]]:
    """The address's settings with some changed, or left out where None."""
    merged = current() | {key: value for key, value in changes.items() if value is not None}
    return {key: value for key, value in merged.items() if changes.get(key, "") is not None}


def open_page(path: str, **changes: str | None) -> NoReturn:
    """Go to another page with the address's settings, some of them changed."""
    st.switch_page(st.session_state["_pages"][path], query_params=with_settings(**changes))


def _adopt(key: str, options: Sequence[str], default: str) -> None:
    """Take the address's value where it is not what this session last wrote there: someone followed a link."""
    written = st.session_state.get(f"_written_{key}")
    given = st.query_params.get(key)
    if given is not None and given != written:
        st.session_state[key] = given if given in options else default
    if st.session_state.get(key) not in options:
        st.session_state[key] = default


def _record(key: str, value: str, default: str) -> None:
    st.session_state[f"_written_{key}"] = value
    if value == default:
        st.query_params.pop(key, None)
    elif st.query_params.get(key) != value:
        st.query_params[key] = value
