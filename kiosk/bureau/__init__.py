"""The social-insurance bureau: the contract the kiosk calls, its rules and its stores."""

from kiosk.bureau.contract import Bureau, PrintRecord

__all__ = ["Bureau", "PrintRecord"]
