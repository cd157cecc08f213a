"""How the words behind a command are read, with what is said of those that do not fit."""

from argparse import ArgumentTypeError
from datetime import date


def count(text: str) -> int:
    """Read a number of 1 or more.

    Raises:
        ArgumentTypeError: it is none.
    """
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise ArgumentTypeError(f"{text!r} is not a number of 1 or more")
    return int(text)


def port(text: str) -> int:
    """Read the number of a port of TCP; 0 stands for any that is free.

    Raises:
        ArgumentTypeError: it is none.
    """
    if not (text.isascii() and text.isdigit() and int(text) < 65_536):
        raise ArgumentTypeError(f"{text!r} is not a port from 0 to 65535")
    return int(text)


def address(text: str) -> tuple[str, int]:
    """Read a host and a port.

    Raises:
        ArgumentTypeError: they are none.
    """
    host, colon, number = text.rpartition(":")
    if not (host and colon):
        raise ArgumentTypeError(f"{text!r} is not a host and a port, such as 127.0.0.1:35963")
    return host, port(number)


def day(text: str) -> date:
    """Read a day, such as 2026-11-21.

    Raises:
        ArgumentTypeError: it is none.
    """
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text!r} is not a day, such as 2026-11-21") from error


def share(text: str) -> float:
    """Read a number from 0 to 1.

    Raises:
        ArgumentTypeError: it is none.
    """
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 1:
        raise ArgumentTypeError(f"{text!r} is not a number from 0 to 1")
    return number
