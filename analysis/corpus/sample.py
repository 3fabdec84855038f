"""The bundled sample corpus: a few hundred real articles for trying the software and testing it."""

from pathlib import Path

from analysis.errors import InputError

NAME = "articles.jsonl.gz"


def sample_path() -> Path:
    """Return the sample's file: in a checkout `data/sample`, in an installed package `analysis/_sample`."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package.parent / "data" / "sample", package / "_sample"):
        if (folder / NAME).is_file():
            return folder / NAME
    raise InputError("The bundled sample was not found. Install framescope again, or ingest articles of your own.")
