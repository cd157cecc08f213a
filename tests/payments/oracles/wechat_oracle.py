"""Answers questions about WeChat Pay's signatures with wechatpayv3: a line of JSON in, a line out."""

import json
import sys
from collections.abc import Callable

from wechatpayv3 import utils


def _authorize(
    key: object, path: str, method: str, merchant: str, serial: str, body: str, nonce: str, at: int
) -> object:
    utils.time.time = lambda: at
    return utils.build_authorization(path, method, merchant, serial, key, body, nonce)


_ANSWERS: dict[str, Callable[..., object]] = {
    "authorize": lambda private_key, _, *arguments: _authorize(private_key, *arguments),
    "sign_text": lambda private_key, _, text: utils.rsa_sign(private_key, text),
    "verify_reply": lambda _, public_key, *reply: utils.rsa_verify(*reply, public_key),
}


def main() -> None:
    """Take the keys from the first line, then answer each line: what is asked, and its arguments."""
    private, public = json.loads(sys.stdin.readline())
    keys = utils.load_private_key(private), utils.load_public_key(public)
    for line in sys.stdin:
        what, *arguments = json.loads(line)
        sys.stdout.write(f"{json.dumps(_ANSWERS[what](*keys, *arguments))}\n")


if __name__ == "__main__":
    main()
