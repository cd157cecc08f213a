"""The hardware abstraction layer: ports, drivers, transports and byte-level simulators."""
