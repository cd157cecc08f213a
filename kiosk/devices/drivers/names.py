"""What names look like on cards of any kind."""

from unicodedata import category


def is_name(text: str) -> bool:
    """Whether it is made of letters and what stands between them.

    Characters of the private area count: older cards hold rare ideographs there.
    """
    return bool(text) and all(
        char in " ·•.,'’-" or category(char)[0] == "L" or category(char) == "Co" for char in text
    )
