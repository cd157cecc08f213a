"""An error that ends a command, with words for the technician instead of a traceback."""


class TechnicianError(Exception):
    """Its text says what is wrong, where, and how to mend it."""
