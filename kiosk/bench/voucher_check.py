"""`kiosk voucher verify`: says whether the text in a voucher's code is genuine."""

import sys
from pathlib import Path

from kiosk.bureau.voucher_key import load_public_key
from kiosk.domain.money import yuan
from kiosk.domain.vouchers import TokenProblem, verify_token
from kiosk.technician_error import TechnicianError


def check_voucher(token: str, key_file: Path) -> int:
    """Print what it is, in both languages; give the exit status: 0 if it is genuine, 1 if not.

    Raises:
        TechnicianError: the bureau's public key cannot be used.
    """
    try:
        key = load_public_key(key_file)
    except (OSError, ValueError) as error:
        message = f"the bureau's public key cannot be used ({error}); name it with --key"
        raise TechnicianError(message) from None
    claim = verify_token(token, key)
    match claim:
        case TokenProblem.UNREADABLE:
            words = "这不是缴费凭证的二维码内容。 / This is not the text of a voucher's code."
        case TokenProblem.FORGED:
            words = "签名不对，凭证是假的或被改过。 / The signature is wrong: forged or changed."
        case _:
            words = f"凭证有效 / Genuine: {claim.voucher_no}, {yuan(claim.total_fen)} 元, {claim.paid_on}"
    sys.stdout.write(f"{words}\n")
    return int(isinstance(claim, TokenProblem))
