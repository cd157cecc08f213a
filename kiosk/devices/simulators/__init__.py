"""Devices that exist only as bytes: they stand behind the same drivers as the real ones."""
