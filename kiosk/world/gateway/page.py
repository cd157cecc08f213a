"""The page for a person at the machine: what waits for payment, each with a button that pays it."""

from collections.abc import Iterable
from html import escape

from kiosk.domain.money import yuan
from kiosk.domain.orders import RailName
from kiosk.world.gateway.trades import Trade

_NAMES = {RailName.WECHAT: "微信 WeChat", RailName.ALIPAY: "支付宝 Alipay"}

_FRAME = """<!doctype html>
<html lang="zh"><head><meta charset="utf-8"><title>模拟付款 Simulated phone</title>
<meta http-equiv="refresh" content="3">
<style>
body {{ font: 1.25rem/1.5 sans-serif; color: #17202B; background: #F7F5F0; }}
body {{ max-width: 40rem; margin: 2rem auto; }}
form {{ background: #fff; border: 1px solid #7A8594; border-radius: .5rem; padding: 1rem; margin: 1rem 0; }}
strong {{ font-size: 2rem; display: block; }}
button {{ font: inherit; color: #fff; background: #0B4F94; }}
button {{ border: 0; border-radius: .5rem; padding: .75rem 2rem; }}
</style></head>
<body><h1>模拟付款 Simulated phone</h1>
{trades}
</body></html>
"""

_TRADE = """<form method="post" action="/">
{rail} · {subject}<strong>{amount} 元</strong>
<p>{attempt_no}</p>
<input type="hidden" name="code" value="{code}"><button>付款 Pay</button></form>"""


def page(payable: Iterable[Trade]) -> str:
    """Draw the page."""
    trades = "\n".join(
        _TRADE.format(
            rail=_NAMES[trade.rail],
            subject=escape(trade.subject),
            amount=yuan(trade.fen),
            attempt_no=escape(trade.attempt_no),
            code=escape(trade.code),
        )
        for trade in payable
    )
    return _FRAME.format(trades=trades or "<p>没有等待付款的订单。 Nothing waits for payment.</p>")
