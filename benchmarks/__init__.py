"""What is measured, each against a peer or a limit in one run: `tools/bench [NAME...] [--json FILE]`."""
