"""What the steps of the service menu work with."""

import logging
from dataclasses import dataclass
from pathlib import Path

from kiosk.bench.service.back_room import BackRoom
from kiosk.bench.service.operators import Operators
from kiosk.bench.service.out_of_service import OutOfService
from kiosk.bench.service.recent_log import RecentLog
from kiosk.bench.service.results import ResultBook
from kiosk.bench.service.state import ServiceVisit
from kiosk.devices.ports import Announcer, IndicatorBoard
from kiosk.devices.supervisor import Supervisor
from kiosk.flows.face_services import Mirror
from kiosk.flows.service_switch import ServiceSwitch
from kiosk.flows.services import Services
from kiosk.payments.day_close import DayClose
from kiosk.payments.journal import Journal

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Tools:
    """Everything a step may call."""

    services: Services
    supervisor: Supervisor
    journal: Journal
    day_close: DayClose
    operators: Operators
    results: ResultBook
    switch: ServiceSwitch
    out_of_service: OutOfService
    board: IndicatorBoard | None
    announcer: Announcer | None
    mirror: Mirror
    back_room: BackRoom
    recent_log: RecentLog
    kiosk_number: str
    reports: Path
    """The folder for readiness reports."""

    def note(self, state: ServiceVisit, act: str) -> None:
        """Log what an operator did."""
        _log.info("service menu, %s: %s", state.operator, act)
