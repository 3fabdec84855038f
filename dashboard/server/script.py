"""The script that Streamlit runs for each visit; its folder has no `pages/`, which Streamlit would make a menu of."""

from dashboard.app import draw

if __name__ == "__main__":
    draw()
