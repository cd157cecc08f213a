"""Answers questions about Alipay's signatures with python-alipay-sdk: a line of JSON in, a line out."""

import json
import sys
from collections.abc import Callable
from typing import Any

from alipay import AliPay, DCAliPay


def _ordered(sdk: Any, fields: dict[str, str]) -> str:  # noqa: ANN401 - the library has no types
    return "&".join(f"{name}={value}" for name, value in sdk._ordered_data(fields))  # noqa: SLF001


_ANSWERS: dict[str, Callable[..., object]] = {
    "sign_fields": lambda sdk, fields: sdk._sign(_ordered(sdk, fields)),  # noqa: SLF001
    "verify_fields": lambda sdk, fields, signature: sdk._verify(_ordered(sdk, fields), signature),  # noqa: SLF001
    "sign_text": lambda sdk, text: sdk._sign(text),  # noqa: SLF001
    "verify_text": lambda sdk, text, signature: sdk._verify(text, signature),  # noqa: SLF001
    "read_reply": lambda sdk, reply, name: sdk._verify_and_return_sync_response(reply, name),  # noqa: SLF001
    "number": lambda _, pem: DCAliPay.get_cert_sn(pem),
    "root_number": lambda _, pem: DCAliPay.get_root_cert_sn(pem),
}


def main() -> None:
    """Take the keys from the first line, then answer each line: what is asked, and its arguments."""
    sdk = AliPay("2021", None, *json.loads(sys.stdin.readline()))
    for line in sys.stdin:
        what, *arguments = json.loads(line)
        sys.stdout.write(f"{json.dumps(_ANSWERS[what](sdk, *arguments))}\n")


if __name__ == "__main__":
    main()
