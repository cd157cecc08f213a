"""One simulated device alone, for anyone's software: `kiosk sim`."""
