"""The kiosk's file of a business day, for the match at the centre.

CSV in UTF-8: a header, a row for each attempt that became final in the day and for each that is
carried over open, and a trailer with the counts, the sums, the head of the journal's chain and a
seal over everything before it. An amount is integer fen.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kiosk.payments.record import AttemptRecord, AttemptState
from kiosk.private_file import write_private_file

_COLUMNS = ("attempt_no", "rail", "mode", "order_id", "fen", "state", "paid_fen", "paid_at", "trade_no")
_NUMBERS = ("posting_no", "refund_no")
_NAME = re.compile(r"KR_(?P<kiosk>\d{6})_(?P<day>\d{8})_(?P<number>\d+)\.csv")


@dataclass(frozen=True, slots=True)
class DayFile:
    """What one business day comes to."""

    kiosk_number: str
    day: date
    final: tuple[AttemptRecord, ...]
    open: tuple[AttemptRecord, ...]
    chain_head: str
    """The last event of the day in the journal, as `seq:mac` in hexadecimal."""

    def write(self, folder: Path, seal: Callable[[bytes], bytes]) -> Path:
        """Write it under the next free number, or give the file that says the same already.

        Args:
            folder: made if it does not exist.
            seal: gives the MAC of bytes, by the key that seals the journal.

        Raises:
            OSError: the folder cannot be written.
        """
        content = self._content()
        whole = content + f"seal,{seal(content).hex()}\n".encode()
        names = f"KR_{self.kiosk_number}_{self.day:%Y%m%d}_{{}}.csv"
        number = 1
        while (path := folder / names.format(number)).exists():
            if path.read_bytes() == whole:
                return path
            number += 1
        write_private_file(path, whole)
        return path

    def _content(self) -> bytes:
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow((*_COLUMNS, *_NUMBERS, "carried"))
        for carried, records in ((0, self.final), (1, self.open)):
            for record in records:
                values = [getattr(record, column) for column in (*_COLUMNS, *_NUMBERS)]
                writer.writerow(
                    [value.isoformat() if hasattr(value, "isoformat") else value for value in values]
                    + [carried]
                )
        paid = [record.paid_fen for record in self.final if record.paid_fen]
        given_back = [record.fen for record in self.final if record.state is AttemptState.REFUNDED]
        writer.writerow(("total", len(self.final), len(paid), sum(paid), len(given_back), sum(given_back)))
        writer.writerow(("open", len(self.open)))
        writer.writerow(("chain", self.chain_head))
        return text.getvalue().encode()


def days_written(folder: Path, kiosk_number: str) -> Iterable[date]:
    """List the business days of which there is a file."""
    for path in folder.glob("KR_*.csv") if folder.is_dir() else ():
        name = _NAME.fullmatch(path.name)
        if name is not None and name["kiosk"] == kiosk_number:
            with suppress(ValueError):  # somebody else's file: there is no such day
                yield date.fromisoformat(name["day"])
