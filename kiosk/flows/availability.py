"""What the kiosk can offer as its devices stand."""

from kiosk.devices.fault_catalogue import FaultRow, Service
from kiosk.devices.ports import DeviceKind
from kiosk.flows.services import Services


def standing_faults(services: Services) -> list[FaultRow]:
    """List what is wrong with the devices now."""
    devices = {
        DeviceKind.CARD_READER: services.reader,
        DeviceKind.IDENTITY_CARD_READER: services.identity_reader,
        DeviceKind.CODE_SCANNER: services.scanner,
        DeviceKind.PAYMENT_TERMINAL: services.terminal,
        DeviceKind.PRINTER: services.printer,
        DeviceKind.CAMERA: services.faces.camera if services.faces else None,
        DeviceKind.FACES: services.faces.analysis if services.faces else None,
    }
    return [
        services.faults.row(kind, device.status.fault)
        for kind, device in devices.items()
        if device is not None and device.status.fault is not None
    ]


def why_not(services: Services, service: Service) -> FaultRow | None:
    """Give the fault for which a service cannot be offered now."""
    return next((row for row in standing_faults(services) if service in row.blocks), None)
