"""The service menu as a flow, which the engine runs between two visits of citizens."""

from kiosk.bench.service.closing import alarm_step, closing_step, recent_log_step
from kiosk.bench.service.devices import device_steps
from kiosk.bench.service.entrance import entrance_steps
from kiosk.bench.service.menu import menu_step
from kiosk.bench.service.money import money_steps
from kiosk.bench.service.paper_roll import paper_roll_step
from kiosk.bench.service.state import ServiceVisit
from kiosk.bench.service.tools import Tools
from kiosk.flows.flow import Flow
from kiosk.flows.idle import IdleLimits

_LIMITS = IdleLimits(until_warning=120.0, to_answer=60.0, whole_visit=3600.0)
"""A technician has both hands in the cabinet now and then."""


def service_flow(tools: Tools) -> Flow[ServiceVisit]:
    """Make the service menu over these tools."""

    async def end(state: ServiceVisit) -> None:
        if state.operator is not None:
            tools.note(state, "left")

    steps = [
        *entrance_steps(tools),
        menu_step(tools),
        *device_steps(tools),
        paper_roll_step(tools),
        *money_steps(tools),
        recent_log_step(tools),
        closing_step(tools),
        alarm_step(tools),
    ]
    return Flow(
        first="operator",
        steps={step.name: step for step in steps},
        start=ServiceVisit,
        end=end,
        who=lambda state: state.operator,
        limits=_LIMITS,
    )
