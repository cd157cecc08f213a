"""The card readers, and slots of them, that the PC/SC service knows."""

from collections.abc import Sequence
from queue import Empty, SimpleQueue
from threading import Thread

from kiosk.devices.transports.lost import DeviceLostError

_LONGEST_SILENCE = 5.0
"""Seconds of the machine's own time: the service itself may hang, and its library waits for it for ever."""


def pcsc_readers() -> Sequence[str]:
    """Name them; waits for the service for some seconds at the most.

    Raises:
        DeviceLostError: the service cannot be reached.
        ImportError: its library is missing.
    """
    from smartcard import scard  # noqa: PLC0415 needs the PC/SC library of the system

    from kiosk.devices.transports.pcsc_monitor import error_text  # noqa: PLC0415 so does this

    answers: SimpleQueue[Sequence[str] | str] = SimpleQueue()

    def ask() -> None:
        result, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)
        if result != scard.SCARD_S_SUCCESS:
            answers.put(error_text(result))
            return
        _, readers = scard.SCardListReaders(context, [])
        scard.SCardReleaseContext(context)
        answers.put(readers)

    Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=_LONGEST_SILENCE)
    except Empty:
        answer = "it does not answer"
    if isinstance(answer, str):
        raise DeviceLostError(f"the PC/SC service cannot be reached ({answer})")
    return answer
