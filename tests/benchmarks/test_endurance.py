"""Serving many citizens costs no thread and no descriptor."""

import asyncio

from benchmarks.endurance import wear


def test_cards_and_vouchers_leave_no_thread_and_no_descriptor_behind() -> None:
    before, after = asyncio.run(wear(20, 300))
    assert (after.threads, after.descriptors) == (before.threads, before.descriptors)
