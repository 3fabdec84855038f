"""The part of packaging that pyproject.toml cannot say: the sample corpus ships inside the wheel."""

from setuptools import find_packages, setup

setup(
    packages=[*find_packages(include=["analysis", "analysis.*", "dashboard", "dashboard.*"]), "analysis._sample"],
    package_dir={"analysis._sample": "data/sample"},
    package_data={"": [f"**/*.{kind}" for kind in ("py", "csv", "json", "md", "gz", "toml", "css", "js", "html")]},
    include_package_data=True,
)
