"""Money on its way: rails, the durable journal, the pure `next_action` and the settler that runs it."""
