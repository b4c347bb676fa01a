"""A package that is missing is an error with the feature and the command that mends it."""

from __future__ import annotations

import csv

import pytest

from statskompetencer import MissingExtraError
from statskompetencer._extras import optional


def test_a_package_that_is_there_is_imported():
    assert optional("csv", "excel", "reading") is csv


def test_a_package_that_is_missing_names_the_feature_and_the_command():
    with pytest.raises(MissingExtraError) as caught:
        optional("no_such_package.inner", "excel", "reading Excel files", "at læse Excel-filer")
    command = 'pip install "statskompetencer[excel]"'
    assert caught.value.message == f"reading Excel files needs no_such_package: {command}"
    assert caught.value.danish == f"at læse Excel-filer kræver no_such_package: {command}"
    for text in (str(caught.value), caught.value.explain("da")):
        assert text.count("pip install") == 1
    assert isinstance(caught.value, ImportError)


def test_without_a_danish_name_the_feature_keeps_its_english_one():
    with pytest.raises(MissingExtraError) as caught:
        optional("no_such_package", "cli", "the command line")
    assert caught.value.danish.startswith("the command line kræver")
