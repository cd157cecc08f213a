"""Personal data, wrapped so that printing, logging or formatting it shows a mask."""

from typing import Any, Final, NoReturn, final


@final
class Secret:
    """A personal text that only `reveal` gives away.

    It compares and hashes by value, so that it can be a key, but `repr`, `str` and f-strings
    show its mask, and pickling is refused.
    """

    __slots__ = ("_mask", "_value")

    def __init__(self, value: str, mask: str = "***") -> None:
        self._value: Final = value
        self._mask: Final = mask

    def reveal(self) -> str:
        """Return the text itself: for a device, the bureau or a citizen who asks to see it."""
        return self._value

    @property
    def masked(self) -> str:
        """The text as others may see it."""
        return self._mask

    def __repr__(self) -> str:
        return f"Secret({self._mask})"

    def __str__(self) -> str:
        return self._mask

    def __format__(self, spec: str) -> str:
        return format(self._mask, spec)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and self._value == other._value

    def __hash__(self) -> int:
        return hash(self._value)

    def __reduce__(self) -> NoReturn:
        message = "personal data is not pickled"
        raise TypeError(message)

    def __copy__(self) -> "Secret":
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> "Secret":
        return self
