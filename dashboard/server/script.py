"""The script that Streamlit runs for each visit. Its folder has no `pages/`, which Streamlit would take for its menu."""

from dashboard.app import draw

if __name__ == "__main__":
    draw()
