"""What devices understand: the card's APDUs and the printer's ESC/POS."""
