"""The frame of all pages, drawn anew at every visit."""

from pathlib import Path

import streamlit as st

from dashboard import navigation

# Drawn here, since Streamlit fetches its own page icons from the network.
ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect width="24" height="24" rx="5" fill="#0078BE"/>'
    '<path d="M5 7h9M5 12h14M5 17h6" stroke="#fff" stroke-width="2.4" stroke-linecap="round"/></svg>'
)
STYLE = Path(__file__).with_name("style.css")


def draw() -> None:
    """Draw the page that the address names."""
    st.set_page_config(page_title="framescope", page_icon=ICON, layout="wide")
    st.html(STYLE)
    navigation.run()
