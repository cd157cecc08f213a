"""A name is read as a register has it, however the card has it."""

import pytest

from kiosk.devices.drivers.names import plain_name


@pytest.mark.parametrize(
    ("on_the_card", "name"),
    [
        ("欧阳娜", "欧阳娜"),
        ("张\u3000三", "张三"),
        ("张  三 ", "张三"),
        ("𠮷 䶮", "𠮷䶮"),
        ("买买提．艾力", "买买提·艾力"),
        ("买买提・艾力", "买买提·艾力"),
        ("买买提 • 艾力", "买买提·艾力"),
        ("O’BRIEN,  ANNE-MARIE", "O’BRIEN, ANNE-MARIE"),
        ("MÜLLER JÖRG", "MÜLLER JÖRG"),
        ("", None),
        ("  ", None),
        ("张3", None),
        ("张\n三\x00", None),
        ("？？", None),
    ],
)
def test_a_name_loses_what_only_its_card_adds(on_the_card: str, name: str | None) -> None:
    assert plain_name(on_the_card) == name
