"""Self-service payment in seven steps: log in, choose, check who, confirm, method, pay, voucher."""

from kiosk.flows.payment.flow import payment_flow
from kiosk.flows.payment.state import Payment

__all__ = ["Payment", "payment_flow"]
