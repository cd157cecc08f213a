"""How bytes reach a device: PC/SC, serial line, TCP or memory."""
