"""The simulated world around the kiosk: citizens, cards, phones, payment gateways, faults."""
