"""The technician's bench: diagnostics, and the simulated world's controls."""
