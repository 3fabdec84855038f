"""Word lists of installed packages are read without importing the packages."""

import pytest

from analysis.text.package_data import data_file


def test_a_word_list_is_found() -> None:
    assert "abandon" not in data_file("textstat", "resources", "en", "easy_words.txt").read_text().split()
    assert "able" in data_file("textstat", "resources", "en", "easy_words.txt").read_text().split()


def test_a_package_that_is_missing_is_named() -> None:
    with pytest.raises(ModuleNotFoundError, match="no_such_dictionary is not installed"):
        data_file("no_such_dictionary", "words.txt")
