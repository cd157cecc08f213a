"""The keys of simulated cards and security modules: test keys, with which no real card can be read.

Each card's key is derived from a master key by the region that issued it and then by the card's own
factor, as PBOC has it: triple DES of a factor and of its complement.
"""

FACTOR_LENGTH = 8
MASTER_KEY = bytes.fromhex("00112233445566778899AABBCCDDEEFF")


def card_key(factor: bytes, region: bytes) -> bytes:
    """Derive the 16 bytes of a card's key from its own factor and its region's, 8 bytes each."""
    return _derive(_derive(MASTER_KEY, region), factor)


def region_factor(region: str) -> bytes:
    """Write the six digits of a region as key derivation wants them."""
    return region.encode("ascii") + b"sx"


def encrypt(key: bytes, block: bytes) -> bytes:
    """Encrypt 8 bytes with triple DES."""
    # Only a kiosk with simulated cards needs it, and not at its start.
    from cryptography.hazmat.decrepit.ciphers.algorithms import TripleDES  # noqa: PLC0415
    from cryptography.hazmat.primitives.ciphers import Cipher  # noqa: PLC0415
    from cryptography.hazmat.primitives.ciphers.modes import ECB  # noqa: PLC0415

    three = key + key[:FACTOR_LENGTH]
    return Cipher(TripleDES(three), ECB()).encryptor().update(block)  # noqa: S305 one block at a time


def _derive(key: bytes, factor: bytes) -> bytes:
    return encrypt(key, factor) + encrypt(key, bytes(value ^ 0xFF for value in factor))
