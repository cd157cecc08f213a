"""The page for a person at the machine: the simulated phone, what waits for payment, what was paid.

It needs nothing from elsewhere, not even a script.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from kiosk.devices.simulators.terminal_book import BookedStatus, BookedTrade
from kiosk.domain.money import yuan
from kiosk.domain.orders import RailName
from kiosk.world.gateway.payment_codes import PayerHabit
from kiosk.world.gateway.phone import PhoneScreen, PhoneState
from kiosk.world.gateway.trades import Trade, TradeState

_WALLETS = {RailName.WECHAT: "微信 WeChat", RailName.ALIPAY: "支付宝 Alipay"}
_HABITS = {
    PayerHabit.CONFIRM: "直接付款 Pays at once",
    PayerHabit.PASSWORD: "要输密码 Asks for a password",
    PayerHabit.REFUSE: "拒绝付款 Refuses",
}
_STATES = {
    TradeState.CODE: "等待扫码 Waits to be scanned",
    TradeState.OPEN: "等待付款 Waits for payment",
    TradeState.PAYING: "等待输入密码 Waits for the password",
    TradeState.REFUSED: "已拒绝 Refused",
    TradeState.PAID: "已付款 Paid",
    TradeState.CLOSED: "已关闭 Closed",
    TradeState.REVERSED: "已撤销 Reversed",
}
_SCREENS = {
    PhoneState.SHOWING: "Show this code to the kiosk",
    PhoneState.ASKING: "Enter the password to pay, below",
    PhoneState.PAID: "Paid",
    PhoneState.EXPIRED: "This code is over; show a new one",
    PhoneState.REFUSED: "You did not pay",
    PhoneState.REVERSED: "The merchant took the payment back",
    PhoneState.CLOSED: "This payment is closed",
}
_SALES = {
    BookedStatus.PROCESSING: "刷卡中 In progress",
    BookedStatus.CLOSED: "未付款 Not paid",
    BookedStatus.SUCCESS: "已付款 Paid",
    BookedStatus.VOIDED: "已撤销 Voided",
}

_FRAME = """<!doctype html>
<html lang="zh"><head><meta charset="utf-8"><title>模拟付款 Simulated phone</title>
<meta name="viewport" content="width=device-width"><meta http-equiv="refresh" content="3">
<style>
body {{ font: 1.25rem/1.5 sans-serif; color: #17202B; background: #F7F5F0; }}
body {{ max-width: 48rem; margin: 2rem auto; padding: 0 1rem; }}
h2 {{ margin-top: 2.5rem; }}
form, .card {{ background: #fff; border: 1px solid #7A8594; border-radius: .75rem; }}
form, .card {{ padding: 1rem 1.25rem; margin: 1rem 0; }}
strong {{ font-size: 2rem; display: block; }}
small {{ color: #465160; display: block; overflow-wrap: anywhere; }}
button {{ font: inherit; color: #fff; background: #0B4F94; border: 2px solid #0B4F94; }}
button {{ border-radius: .75rem; min-height: 4rem; padding: .5rem 2rem; margin: .5rem .75rem .5rem 0; }}
button.quiet {{ color: #0B4F94; background: #fff; }}
button:focus-visible {{ outline: 4px solid #FFB000; }}
svg {{ width: 14rem; height: 14rem; display: block; }}
table {{ border-collapse: collapse; width: 100%; }}
td {{ padding: .5rem; border-top: 1px solid #7A8594; vertical-align: top; white-space: nowrap; }}
td:last-child {{ white-space: normal; }}
</style></head>
<body><h1>模拟付款 Simulated phone</h1>
<p>这里没有真钱。 No real money moves here.</p>
{shown}<h2>等待付款 Waiting for payment</h2>
{waiting}
<h2>出示付款码 Show a payment code</h2>
{wallets}
<h2>最近的付款 Latest payments</h2>
{latest}{sales}
</body></html>
"""

_WAITING = """<form method="post" action="/">
{rail} · {subject}<strong>{amount} 元</strong>
<small>{attempt_no} · {state}</small>
<input type="hidden" name="code" value="{code}">{buttons}</form>"""

_PAY = '<button name="act" value="pay">付款 Pay</button>'
_ANSWER = (
    '<button name="act" value="confirm">输入密码付款 Enter the password</button>'
    '<button class="quiet" name="act" value="refuse">拒绝 Refuse</button>'
)
_NOTHING = "<p>没有等待付款的订单。 Nothing waits for payment.</p>"


@dataclass(frozen=True, slots=True)
class ShownCode:
    """A payment code on the phone, and what the phone says of it."""

    code: str
    screen: PhoneScreen


def page(
    waiting: Iterable[Trade],
    latest: Iterable[Trade],
    sales: Iterable[BookedTrade] = (),
    shown: ShownCode | None = None,
) -> str:
    """Draw the page.

    Args:
        waiting: what can still be paid.
        latest: what cannot be any more.
        sales: the acquirer's book of the card terminal.
        shown: the code that the phone shows now.
    """
    return _FRAME.format(
        shown="" if shown is None else _code(shown),
        waiting="\n".join(map(_waiting, waiting)) or _NOTHING,
        wallets="\n".join(map(_wallet, _WALLETS)),
        latest=_table(map(_row, latest)),
        sales=_book(sales),
    )


def _waiting(trade: Trade) -> str:
    return _WAITING.format(
        rail=_WALLETS[trade.rail],
        subject=escape(trade.subject),
        amount=yuan(trade.fen),
        attempt_no=escape(trade.attempt_no),
        state=_STATES[trade.state],
        code=escape(trade.code),
        buttons=_ANSWER if trade.state is TradeState.PAYING else _PAY,
    )


def _wallet(wallet: RailName) -> str:
    buttons = "".join(
        f'<button name="habit" value="{habit}">{words}</button>' for habit, words in _HABITS.items()
    )
    return (
        f'<form method="post" action="/">{_WALLETS[wallet]}<br>'
        f'<input type="hidden" name="act" value="show"><input type="hidden" name="wallet" value="{wallet}">'
        f"{buttons}</form>"
    )


def _code(shown: ShownCode) -> str:
    digits = " ".join(shown.code[place : place + 4] for place in range(0, len(shown.code), 4))
    words = f"{shown.screen.words} {_SCREENS.get(shown.screen.state, '')}"
    picture = _picture(shown.code) if shown.screen.state is PhoneState.SHOWING else ""
    return f'<div class="card">{picture}<strong>{escape(digits)}</strong>{words}</div>'


def _picture(text: str) -> str:
    from qrcode import ERROR_CORRECT_M, QRCode  # noqa: PLC0415 no kiosk's start need wait for it

    code = QRCode(error_correction=ERROR_CORRECT_M)
    code.add_data(text)
    rows = code.get_matrix()
    dark = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark
    )
    side = len(rows)
    return (
        f'<svg viewBox="0 0 {side} {side}" role="img" aria-label="付款码 Payment code">'
        f'<path fill="#fff" d="M0 0h{side}v{side}h-{side}z"/><path d="{dark}"/></svg>'
    )


def _row(trade: Trade) -> tuple[str, ...]:
    state = _STATES[trade.state]
    if trade.refunded_fen and trade.state is TradeState.PAID:
        state = f"已退款 {yuan(trade.refunded_fen)} 元 Refunded"
    when = f"{trade.paid_at:%H:%M:%S}" if trade.paid_at else ""
    return _WALLETS[trade.rail], f"{yuan(trade.fen)} 元", state, when, trade.attempt_no


def _book(sales: Iterable[BookedTrade]) -> str:
    table = _table(
        (
            "退款 Refund" if sale.original_no else "消费 Sale",
            f"{yuan(sale.fen)} 元",
            _SALES[sale.status],
            sale.ended_at or "",
            sale.order_no,
        )
        for sale in sales
    )
    return f"\n<h2>银行卡终端 Card terminal</h2>\n{table}" if table else ""


def _table(rows: Iterable[tuple[str, ...]]) -> str:
    lines = "".join(
        "<tr>"
        + "".join(f"<td>{escape(cell)}</td>" for cell in cells)
        + f"<td><small>{escape(number)}</small></td></tr>"
        for *cells, number in rows
    )
    return f"<table>{lines}</table>" if lines else ""
