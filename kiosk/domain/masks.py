"""What others may see of a name, an identity number and a card number.

A mask is courtesy, not protection: the digits that stay narrow a number down to a few thousand.
"""

import re

from kiosk.domain.secret import Secret

_COMPOUND_SURNAME = re.compile(
    "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|令狐|慕容|宇文|长孙|司徒|夏侯|轩辕|端木|南宫|独孤"
)


def name(value: str) -> Secret:
    """Keep the surname: `张*`, `欧阳**`; of a name in Latin letters, the first letter of each word."""
    if value.isascii():
        shown = " ".join(word[0] + "*" * (len(word) - 1) for word in value.split())
    else:
        kept = 2 if len(value) > 2 and _COMPOUND_SURNAME.match(value) else 1
        shown = value[:kept] + "*" * (len(value) - kept)
    return Secret(value, "*" if shown in {"", value} else shown)


def identity_number(value: str) -> Secret:
    """Keep three and four: `110***********002X`, for the person who is logged in."""
    return Secret(value, value[:3] + "*" * max(len(value) - 7, 4) + value[-4:])


def identity_number_for_paper(value: str) -> Secret:
    """Keep one and one: `1****************X`, for receipts, lists and other people."""
    return Secret(value, value[:1] + "*" * max(len(value) - 2, 4) + value[-1:])


def card_number(value: str) -> Secret:
    """Keep the last three: `******678`."""
    return Secret(value, "*" * max(len(value) - 3, 4) + value[-3:])
