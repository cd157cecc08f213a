"""Answers questions about WeChat Pay's signatures with wechatpayv3: a line of JSON in, a line out."""

import json
import sys
from collections.abc import Callable

from wechatpayv3 import utils


def _authorize(
    private_key: str, path: str, method: str, merchant: str, serial: str, body: str, nonce: str, at: int
) -> object:
    utils.time.time = lambda: at
    key = utils.load_private_key(private_key)
    return utils.build_authorization(path, method, merchant, serial, key, body, nonce)


_ANSWERS: dict[str, Callable[..., object]] = {
    "authorize": lambda private_key, _, *arguments: _authorize(private_key, *arguments),
    "sign_text": lambda private_key, _, text: utils.rsa_sign(utils.load_private_key(private_key), text),
    "verify_reply": lambda _, public_key, *reply: utils.rsa_verify(*reply, utils.load_public_key(public_key)),
}


def main() -> None:
    """Answer each line: the keys to work with, what is asked, and its arguments."""
    for line in sys.stdin:
        question = json.loads(line)
        answer = _ANSWERS[question["ask"]](
            question["private_key"], question["public_key"], *question["arguments"]
        )
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
