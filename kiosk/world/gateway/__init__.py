"""The simulated payment gateways: they verify, sign and keep trades as the real ones are documented to."""

from kiosk.world.gateway.faults import Fault, GatewayFaults
from kiosk.world.gateway.gateway import SimulatedGateway
from kiosk.world.gateway.keys import AlipayMerchant, GatewayKeys, MerchantKeys, WechatMerchant
from kiosk.world.gateway.payment_codes import PayerHabit
from kiosk.world.gateway.phone import Phone, PhoneScreen, PhoneState
from kiosk.world.gateway.server import GatewayServer
from kiosk.world.gateway.trades import LedgerRow
from kiosk.world.gateway.transport import GatewayTransport

__all__ = [
    "AlipayMerchant",
    "Fault",
    "GatewayFaults",
    "GatewayKeys",
    "GatewayServer",
    "GatewayTransport",
    "LedgerRow",
    "MerchantKeys",
    "PayerHabit",
    "Phone",
    "PhoneScreen",
    "PhoneState",
    "SimulatedGateway",
    "WechatMerchant",
]
