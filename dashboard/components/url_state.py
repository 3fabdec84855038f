"""Settings that live in the page's address, so that a copied link opens the same view.

Streamlit can bind widgets to the address by what they show; measures are shown by their labels, but an address should
hold their names, which do not change. So `setting` does it, for every widget. What an address asks for that cannot be
shown is noted, for `invalid_message`.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NoReturn, TypeVar

import streamlit as st

from analysis.figures.formatting import markdown_safe

Value = TypeVar("Value")

NO_CHOICE = "is not a choice here"
MOST_NAMED, LONGEST_NAMED = 5, 60
EMPTY = [""]
"""How the address holds that nothing is chosen."""


@dataclass(frozen=True)
class InvalidSetting:
    """What the address asks for that cannot be, why, and what is shown instead, as texts not yet safe to show."""

    asked: tuple[str, ...]
    why: str
    shown: str

    def message(self, key: str) -> str:
        """The sentence for the page, in safe Markdown."""
        named = [f"“{text if len(text) <= LONGEST_NAMED else text[:LONGEST_NAMED] + '…'}”" for text in self.asked]
        more = f" and {len(named) - MOST_NAMED} more" if len(named) > MOST_NAMED else ""
        asked = markdown_safe(", ".join(named[:MOST_NAMED]) + more)
        name = markdown_safe(key.replace("_", " "))
        return f"The address asks for **{name}** {asked}, which {self.why}. Shown instead: {markdown_safe(self.shown)}."


def setting(
    key: str,
    draw: Callable[[], Value],
    default: Value,
    read: Callable[[str], object],
    write: Callable[[Value], list[str]],
    shown: Callable[[Value], str],
    why: str = NO_CHOICE,
    several: bool = False,
) -> Value:
    """The value of the widget that `draw` draws under the key, which the address holds unless it is the default.

    The value is the address's where it is not what this session last wrote there (someone followed a link), else what
    the widget shows, else what it showed on the page before. `read` gives the value of a text of the address, None for
    one that is not allowed, and with `several` one item of the value; `write` gives the texts of a value. `shown` and
    `why` say on the page what is shown instead of a text that is not allowed, and why.
    """
    given, written = st.query_params.get_all(key), st.session_state.get(f"_written_{key}")
    followed = bool(given) and given != written
    texts = given if followed else write(st.session_state[key]) if key in st.session_state else written
    values = [(text, read(text)) for text in texts or [] if text]
    valid = [value for _, value in values if value is not None]
    # Assigned even if it is there already: the same key on another page is another widget, which would begin anew.
    st.session_state[key] = valid if several and texts is not None else valid[0] if valid else default
    value = draw()
    texts = None if value == default else write(value) or EMPTY
    st.session_state[f"_written_{key}"] = texts
    if texts is None:
        st.query_params.pop(key, None)
    else:
        st.query_params[key] = texts  # again at every run: a change of page empties the address behind our back
    note_invalid(key, [text for text, item in values if item is None] if followed else [], why, shown(value))
    return value


def choice(
    label: str,
    key: str,
    options: Sequence[str],
    default: str,
    format_func: Callable[[str], str] = str,
    help: str | None = None,
) -> str:
    """A select box whose value is the address's `key`; unknown values give `default`."""

    def draw() -> str:
        return str(st.selectbox(label, options, format_func=format_func, key=key, help=help))

    return setting(key, draw, default, _among(options), lambda value: [value], format_func)


def switch(label: str, key: str, options: Sequence[str], default: str, help: str | None = None) -> str:
    """One of a few options, side by side; the address holds the option in lower case with underscores."""
    names = {option.lower().replace(" ", "_"): option for option in options}
    first = default.lower().replace(" ", "_")

    def draw() -> str:
        chosen = st.segmented_control(
            label, list(names), format_func=names.__getitem__, key=key, help=help, required=True
        )
        return chosen or first

    return names[setting(key, draw, first, _among(names), lambda name: [name], lambda name: names[name])]


def multiselect(
    label: str,
    key: str,
    options: Sequence[str],
    default: Sequence[str] = (),
    format_func: Callable[[str], str] = str,
    help: str | None = None,
    placeholder: str | None = None,
    why: str = NO_CHOICE,
    nothing: str = "none",
) -> list[str]:
    """Any number of options; the address holds their names. `nothing` says what is shown where none is chosen."""

    def draw() -> list[str]:
        box = st.multiselect(label, options, format_func=format_func, key=key, help=help, placeholder=placeholder)
        return [str(name) for name in box]

    def shown(names: list[str]) -> str:
        return ", ".join(map(format_func, names)) or nothing

    return setting(key, draw, list(default), _among(options), list, shown, why, several=True)


def text_input(label: str, key: str, placeholder: str, help: str | None = None, lines: bool = False) -> str:
    """A text, or several `lines` of it, without space around it; empty where there is none."""

    def draw() -> str:
        box = st.text_area if lines else st.text_input
        return (box(label, key=key, placeholder=placeholder, help=help) or "").strip()

    return setting(key, draw, "", str, lambda text: [text] if text else [], str)


def note_invalid(key: str, asked: Iterable[str], why: str, shown: str) -> None:
    """Note what the address asks for that cannot be shown, until the setting or the page is another one."""
    notes: dict[str, InvalidSetting] = st.session_state.setdefault("_refused", {})
    if texts := tuple(dict.fromkeys(asked)):
        notes[key] = InvalidSetting(texts, why, shown)
    elif key in notes and notes[key].shown != shown:
        del notes[key]


def invalid_message() -> str:
    """What the address asks for that cannot be shown, in Markdown; empty where all of it was followed."""
    notes: dict[str, InvalidSetting] = st.session_state.get("_refused", {})
    sentences = [invalid.message(key) for key, invalid in notes.items()]
    return sentences[0] if len(sentences) == 1 else "\n".join(f"- {sentence}" for sentence in sentences)


def begin_page(page: str) -> None:
    """Forget what another page's address asks for that cannot be shown."""
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
    """Go to another page with the address's settings, some of them changed."""
    st.switch_page(st.session_state["_pages"][path], query_params=with_settings(**changes))


def _among(options: Iterable[str]) -> Callable[[str], str | None]:
    allowed = frozenset(options)
    return lambda text: text if text in allowed else None
