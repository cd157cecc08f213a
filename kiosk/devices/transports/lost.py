"""How the way to any device ends."""


class DeviceLostError(Exception):
    """The device cannot be opened, or is gone; the message says why, for a technician."""


class DeviceSuspectError(DeviceLostError):
    """What it says is not what such a device says, so nothing is made of it any more."""
