"""Settings that live in the page's address, so that a copied link opens the same view.

Streamlit binds widgets to the address by what they show; measures are shown by their labels, but an address should hold
their names, which do not change. `choice` does that. What an address asks for in vain is noted, for `unfollowed` to
tell.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NoReturn, TypeVar

import streamlit as st

from analysis.figures.formatting import markdown_safe

Value = TypeVar("Value")

NO_CHOICE = "is not a choice here"
MOST_NAMED, LONGEST_NAMED = 5, 60


@dataclass(frozen=True)
class Refusal:
    """What the address asked for in vain, why, and what is shown instead, as texts that are not yet safe to show."""

    asked: tuple[str, ...]
    why: str
    shown: str

    def told(self, key: str) -> str:
        """Return the sentence for the page, in safe Markdown."""
        named = [f"“{text if len(text) <= LONGEST_NAMED else text[:LONGEST_NAMED] + '…'}”" for text in self.asked]
        more = f" and {len(named) - MOST_NAMED} more" if len(named) > MOST_NAMED else ""
        asked = markdown_safe(", ".join(named[:MOST_NAMED]) + more)
        name = markdown_safe(key.replace("_", " "))
        return f"The address asks for **{name}** {asked}, which {self.why}. Shown instead: {markdown_safe(self.shown)}."


def choice(
    label: str,
    key: str,
    options: Sequence[str],
    default: str,
    format_func: Callable[[str], str] = str,
    help: str | None = None,
) -> str:
    """A select box whose value is the address's `key`; unknown values give `default`."""
    refused = _adopt(key, options, default)
    chosen = st.selectbox(label, options, format_func=format_func, key=key, help=help)
    _record(key, str(chosen), default)
    note_invalid(key, refused, NO_CHOICE, format_func(str(chosen)))
    return str(chosen)


def switch(label: str, key: str, options: Sequence[str], default: str, help: str | None = None) -> str:
    """One of a few options, side by side; the address holds the option in lower case with underscores."""
    names = {option.lower().replace(" ", "_"): option for option in options}
    default_name = default.lower().replace(" ", "_")
    refused = _adopt(key, list(names), default_name)
    chosen = st.segmented_control(
        label,
        list(names),
        format_func=lambda name: names[name],
        key=key,
        help=help,
        required=True,
    )
    _record(key, chosen or default_name, default_name)
    note_invalid(key, refused, NO_CHOICE, names[chosen or default_name])
    return names[chosen or default_name]


def multiselect(
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
    refused = [name for name in given if name and name not in options] if given != written else []
    note_invalid(key, refused, NO_CHOICE, ", ".join(map(format_func, chosen)) or "none")
    return chosen


def bound(
    key: str, draw: Callable[[], Value], allowed: Callable[[str], bool], why: str = NO_CHOICE, nothing: str = "none"
) -> Value:
    """What `draw` gives: a widget that Streamlit binds to the address's `key`, and that drops what is not `allowed`.

    `nothing` names what is shown where the widget is left empty.
    """
    # Later on it is not the address that asks for it, but a widget whose choices have become others.
    new = key not in st.session_state
    refused = [text for text in st.query_params.get_all(key) if new and text and not allowed(text)]
    value = draw()
    shown = ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value if value is not None else "")
    note_invalid(key, refused, why, shown or nothing)
    return value


def note_invalid(key: str, asked: Iterable[str], why: str, shown: str) -> None:
    """Note what the address asked for in vain. The note stays until the setting, or the page, is another one."""
    notes: dict[str, Refusal] = st.session_state.setdefault("_refused", {})
    if texts := tuple(dict.fromkeys(asked)):
        notes[key] = Refusal(texts, why, shown)
    elif key in notes and notes[key].shown != shown:
        del notes[key]


def invalid_message() -> str:
    """What the address asked for in vain, in Markdown; empty where all of it was followed."""
    notes: dict[str, Refusal] = st.session_state.get("_refused", {})
    told = [refusal.told(key) for key, refusal in notes.items()]
    return told[0] if len(told) == 1 else "\n".join(f"- {sentence}" for sentence in told)


def begin_page(page: str) -> None:
    """Forget what another page's address asked for in vain."""
    if st.session_state.get("_refused_on") != page:
        st.session_state["_refused_on"] = page
        st.session_state["_refused"] = {}


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


def _adopt(key: str, options: Sequence[str], default: str) -> list[str]:
    """Settle the value before its widget is drawn; return what the address asks for that is not an option.

    The value is the address's where it is not what this session last wrote there (someone followed a link), else what
    the widget shows, else what it showed on the page before.
    """
    written, given = st.session_state.get(f"_written_{key}"), st.query_params.get(key)
    wanted = given if given is not None and given != written else st.session_state.get(key, written)
    # Assigned even if it is there already: the same key on another page is another widget, which would begin anew.
    st.session_state[key] = wanted if wanted in options else default
    return [given] if given is not None and given != written and given not in options else []


def _record(key: str, value: str, default: str) -> None:
    st.session_state[f"_written_{key}"] = value
    if value == default:
        st.query_params.pop(key, None)
    else:
        st.query_params[key] = value  # again at every run: a change of page empties the address behind our back
