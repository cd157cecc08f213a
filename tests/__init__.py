"""The specification of the kiosk, as tests: the folders mirror those of `kiosk/`."""
