"""`kiosk devices`: what the settings bind to each port, and what is really plugged in."""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from urllib.parse import urlsplit

from kiosk.config import load_settings
from kiosk.device_settings import DeviceSettings
from kiosk.devices.detection import Detected, detect
from kiosk.devices.ports import DeviceKind


def show_bound(config: Path, *, as_json: bool) -> int:
    """Print how each device is reached by the settings; give the exit status.

    Raises:
        ConfigError: the settings cannot be used.
    """
    bound = bindings(load_settings(config))
    if as_json:
        _write(json.dumps(bound, ensure_ascii=False, indent=2))
    else:
        _write("\n".join(f"{kind:22}{_in_words(binding)}" for kind, binding in bound.items()))
    return 0


def bindings(settings: DeviceSettings) -> Mapping[str, Mapping[str, object] | None]:
    """Give the table of each device in the settings; None where the hall does without."""
    bound = {kind: getattr(settings, kind, None) for kind in DeviceKind}
    return {
        kind: None if binding is None else _without_password(asdict(binding))
        for kind, binding in bound.items()
    }


def _without_password(table: dict[str, object]) -> dict[str, object]:
    """Leave out the password of a URL: what this prints is shown to others who are to help."""
    url = table.get("url")
    if isinstance(url, str) and (password := urlsplit(url).password):
        table["url"] = url.replace(f":{password}@", ":...@", 1)
    return table


def show_detected(paths: Sequence[str], *, as_json: bool) -> int:
    """Look for devices and print them with the lines for the settings; give the exit status: 1 for none."""
    detected = detect(paths)
    if as_json:
        _write(json.dumps([asdict(one) for one in detected], ensure_ascii=False, indent=2))
    else:
        _write("\n".join(map(_line, detected)) or "no port has anything that we know")
        for one in detected:
            if one.settings:
                _write("\n".join(("", *one.settings)))
    return int(not any(one.kind for one in detected))


def _line(one: Detected) -> str:
    return f"{one.port:32}{one.kind or '-':22}{one.found}"


def _in_words(binding: Mapping[str, object] | None) -> str:
    if binding is None:
        return "none: the hall does without"
    rest = ", ".join(
        f"{key} {value}" for key, value in binding.items() if key != "transport" and value is not None
    )
    return f"{binding['transport']:12}{rest}".rstrip() if "transport" in binding else rest


def _write(text: str) -> None:
    sys.stdout.write(text + "\n")
