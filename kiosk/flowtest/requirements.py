"""The requirements that flows cover, by the ids of `config/requirements.toml`."""

from collections.abc import Mapping
from pathlib import Path

from pydantic import RootModel
from pydantic.dataclasses import dataclass

from kiosk.toml_file import STRICT, read_toml


@dataclass(frozen=True, config=STRICT)
class Requirement:
    """What it is called, in both languages."""

    zh: str
    en: str


class _RequirementsFile(RootModel[dict[str, Requirement]]):
    """One table for each requirement."""


def load_requirements(path: Path) -> Mapping[str, Requirement]:
    """Read all requirements, in the order of the file.

    Raises:
        ConfigError: the file is missing or does not fit.
    """
    return read_toml(path, _RequirementsFile).root
