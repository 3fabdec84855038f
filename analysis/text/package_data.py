"""Data files of installed packages."""

from importlib.util import find_spec
from pathlib import Path


def data_file(package: str, *path: str) -> Path:
    """A file of an installed package, found without importing the package.

    The imports of textstat and textblob take a second each, for NLTK; we only read their word lists.
    Raises ModuleNotFoundError where the package is not installed.
    """
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"The package {package} is not installed.", name=package)
    return Path(spec.origin).parent.joinpath(*path)
