"""The tiles of what stands around the kiosk: a phone, the payment gateways and the bureau."""

from collections.abc import Iterator

from kiosk.bench.fault_controls import fault_controls
from kiosk.bench.views import Control, Tile, toggle
from kiosk.devices.simulators.faults import When
from kiosk.domain.words import Text
from kiosk.flows.views import Tone
from kiosk.world import acts
from kiosk.world.outside import Outside
from kiosk.world.world import World


def phone_tile(outside: Outside, *, code_shown: bool) -> Tile:
    """Make the phone's: what it can do with the code on the screen, and what it is asked."""
    asks = outside.phone_asks
    idle = Text("bench-phone-code") if code_shown else Text("bench-phone-idle")
    return Tile(
        "phone",
        Text("bench-phone-title"),
        "scan-phone",
        Tone.CARE if asks else Tone.PLAIN,
        Text("bench-phone-asks") if asks else idle,
        controls=(
            Control("pay: wechat", Text("bench-pay-wechat"), usable=code_shown),
            Control("pay: alipay", Text("bench-pay-alipay"), usable=code_shown),
            Control("scan: wechat", Text("bench-scan-wechat"), usable=code_shown),
            Control("scan: alipay", Text("bench-scan-alipay"), usable=code_shown),
            Control("answer_phone: confirm", Text("bench-confirm-phone"), usable=asks),
            Control("answer_phone: refuse", Text("bench-refuse-phone"), usable=asks),
        ),
    )


def gateway_tile(outside: Outside, when: When) -> Tile:
    """Make the payment gateways'."""
    up = outside.reachable
    planned = outside.planned
    return Tile(
        acts.GATEWAY,
        Text("bench-gateway"),
        "offline" if not up else "wechat",
        _tone(up=up, failing=bool(planned)),
        _state(up=up, failing=bool(planned)),
        controls=(
            toggle(
                Text("bench-cut-network"),
                "network: cut",
                Text("bench-restore"),
                "network: restored",
                on=not up,
            ),
            *_mend(acts.GATEWAY, failing=bool(planned)),
        ),
        faults=fault_controls(acts.GATEWAY, planned, when),
    )


def bureau_tile(world: World, when: When) -> Tile:
    """Make the bureau's, with what may happen there to the bills of whoever's card is in."""
    up, who = world.bureau_reachable, world.inserted or world.identity_card_on_reader
    planned = world.faults(acts.BUREAU).planned
    here = who in world.citizens
    return Tile(
        acts.BUREAU,
        Text("bench-bureau"),
        "offline" if not up else "pension",
        _tone(up=up, failing=bool(planned)),
        _state(up=up, failing=bool(planned)),
        controls=(
            toggle(
                Text("bench-cut-bureau"), "bureau: cut", Text("bench-restore"), "bureau: restored", on=not up
            ),
            Control(f"settle_elsewhere: {who}", Text("bench-settle-elsewhere"), usable=here),
            Control(
                f'change_bill: {{citizen: {who}, discount_yuan: "100.00"}}',
                Text("bench-change-bill"),
                usable=here,
            ),
            *_mend(acts.BUREAU, failing=bool(planned)),
        ),
        faults=fault_controls(acts.BUREAU, planned, when),
    )


def _mend(at: str, *, failing: bool) -> Iterator[Control]:
    if failing:
        yield Control(f"mend: {at}", Text("bench-mend"))


def _tone(*, up: bool, failing: bool) -> Tone:
    if not up:
        return Tone.ERROR
    return Tone.CARE if failing else Tone.DONE


def _state(*, up: bool, failing: bool) -> Text:
    if not up:
        return Text("bench-line-cut")
    return Text("bench-line-failing") if failing else Text("bench-line-well")
