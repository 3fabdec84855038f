"""The script Streamlit is given. It stands alone in its folder: beside `pages/`, Streamlit would take that for its menu."""

from dashboard.app import draw

if __name__ == "__main__":
    draw()
