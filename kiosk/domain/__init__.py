"""What the words mean: money in fen, identity numbers, people, bills, orders, vouchers.

Pure values and functions. This room imports nothing of ours and does no I/O.
"""
