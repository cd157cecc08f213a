"""What stands outside the kiosk and goes on while it is off: the gateways, the line to them, a phone."""

from collections.abc import Mapping

from kiosk.devices.simulators.faults import When
from kiosk.domain.orders import RailName
from kiosk.world import acts
from kiosk.world.gateway import Fault, GatewayServer, PhoneScreen, PhoneState


class PhoneSaysNoError(ValueError):
    """The phone does not do it; `screen` is what it shows."""

    def __init__(self, screen: PhoneScreen) -> None:
        super().__init__(f"the phone does not do it; it says: {screen.words}")
        self.screen = screen


class Outside:
    """The gateways and one phone. `do` may be called on any thread, one at a time."""

    def __init__(self, server: GatewayServer) -> None:
        self._server = server
        self._gateway = server.gateway
        self._shown: tuple[RailName, str] | None = None

    @property
    def reachable(self) -> bool:
        """Whether the gateways can be reached."""
        return self._server.reachable

    @property
    def planned(self) -> Mapping[Fault, When]:
        """What is still to go wrong with the gateways."""
        return self._gateway.faults.planned

    @property
    def phone_asks(self) -> bool:
        """Whether the phone asks for the password."""
        if self._shown is None:
            return False
        return self._gateway.look(*self._shown).state is PhoneState.ASKING

    def show_code(self, act: acts.ShowCode) -> acts.HoldCode:
        """Let the phone show a new code, and give what must then be done at the kiosk."""
        code = self._gateway.show_code(act.wallet, act.habit)
        self._shown = act.wallet, code
        return acts.HoldCode(code)

    def do(self, act: acts.Network | acts.Scan | acts.Pay | acts.AnswerPhone, code: str | None) -> None:
        """Do it; `code` is the one on the kiosk's screen.

        Raises:
            PhoneSaysNoError: the phone does something else.
            ValueError: there is nothing to scan or to answer.
        """
        match act:
            case acts.Network(up):
                self._server.set_reachable(up)
            case acts.Scan(wallet):
                _see(self._gateway.scan(wallet, _there(code)), PhoneState.PAYABLE)
            case acts.Pay(wallet):
                _see(self._gateway.pay(wallet, _there(code)), PhoneState.PAID)
            case acts.AnswerPhone(pays):
                self._answer(pays=pays)

    def _answer(self, *, pays: bool) -> None:
        if self._shown is None:
            message = "no phone has shown a payment code"
            raise ValueError(message)
        _see(self._gateway.look(*self._shown), PhoneState.ASKING)
        if pays:
            self._gateway.confirm(*self._shown)
        else:
            self._gateway.refuse(*self._shown)

    def plan_fault(self, act: acts.PlanFault) -> None:
        """Have the gateways misbehave."""
        self._gateway.faults.add(Fault(act.kind), act.when)

    def mend(self) -> None:
        """Have the gateways behave again, and be in reach."""
        self._gateway.faults.off()
        self._server.set_reachable(True)


def _there(code: str | None) -> str:
    if code is None:
        message = "there was no code on the screen to scan"
        raise ValueError(message)
    return code


def _see(screen: PhoneScreen, state: PhoneState) -> None:
    if screen.state is not state:
        raise PhoneSaysNoError(screen)
