"""The ways that money takes: one thin client for each gateway."""
