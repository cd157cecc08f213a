"""What a citizen can do, step by step. This room imports no Qt and no driver, and runs headless."""
