"""What holds for every file of the repository."""

import re

import pytest

from tests.house.sources import ROOT, sources, text_of

CEILING = 400
PLACES = re.compile(
    r"(?<![\w.])/(work|root|home/\w+)/"  # a path of one person's machine
    r"|\b(pypi|pythonhosted|npmjs|debian)\.(org|com)\b"  # a package host: the clients know theirs
)


@pytest.mark.parametrize("folder", ["kiosk", "tests", "benchmarks", "tools"])
def test_no_file_is_longer_than_the_ceiling(folder: str) -> None:
    lines = {path: text_of(path).count("\n") for path in sources(folder)}
    assert {str(path.relative_to(ROOT)): count for path, count in lines.items() if count > CEILING} == {}


def test_no_file_names_somebodys_machine_or_a_package_host() -> None:
    found = {
        str(path.relative_to(ROOT)): match[0]
        for path in sources(".")
        if (match := PLACES.search(text_of(path)))
    }
    assert found == {}
