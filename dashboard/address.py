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
    chosen = st.selectbox(label, options, format_func=format_func, key=key, help=help)
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
    )
    _record(key, chosen or default_name, default_name)
    return names[chosen or default_name]


def several(
    label: str,
    key: str,
    options: Sequence[str],
    default: Sequence[str],
    format_func: Callable[[str], str] = str,
    help: str | None = None,
) -> list[str]:
    """Any number of options; the address holds their names, and an empty value where none is chosen."""
    given, written = st.query_params.get_all(key), st.session_state.get(f"_written_{key}")
    wanted = given if given and given != written else st.session_state.get(key, written)
    st.session_state[key] = [name for name in (default if wanted is None else wanted) if name in options]
    chosen = [str(name) for name in st.multiselect(label, options, format_func=format_func, key=key, help=help)]
    st.session_state[f"_written_{key}"] = chosen or [""]
    if chosen == list(default):
        st.query_params.pop(key, None)
    else:
        st.query_params[key] = chosen or [""]
    return chosen


def current() -> dict[str, str | list[str]]:
    """The address's settings, for links that should keep them."""
    address = st.query_params
    return {key: values if len(values) > 1 else values[0] for key in address if (values := address.get_all(key))}


def with_settings(**changes: str | None) -> dict[str, str | list[str]]:
    """The address's settings with some changed, or left out where None."""
    merged = current() | {key: value for key, value in changes.items() if value is not None}
    return {key: value for key, value in merged.items() if changes.get(key, "") is not None}


def open_page(path: str, **changes: str | None) -> NoReturn:
    """Go to another page with the address's settings, some of them changed.

    Settings of widgets that Streamlit binds to the address are left to it: it keeps them, and refuses to be told.
    """
    kept = {key: value for key, value in with_settings(**changes).items() if not _is_bound(key)}
    st.switch_page(st.session_state["_pages"][path], query_params=kept)


def _is_bound(key: str) -> bool:
    return key in st.session_state and f"_written_{key}" not in st.session_state


def _adopt(key: str, options: Sequence[str], default: str) -> None:
    """Settle the value before its widget is drawn: the address's where it is not what this session last wrote there
    (someone followed a link), else what the widget shows, else what it showed on the page before.
    """
    written, given = st.session_state.get(f"_written_{key}"), st.query_params.get(key)
    wanted = given if given is not None and given != written else st.session_state.get(key, written)
    # Assigned even if it is there already: the same key on another page is another widget, which would begin anew.
    st.session_state[key] = wanted if wanted in options else default


def _record(key: str, value: str, default: str) -> None:
    st.session_state[f"_written_{key}"] = value
    if value == default:
        st.query_params.pop(key, None)
    else:
        st.query_params[key] = value  # again at every run: a change of page empties the address behind our back
