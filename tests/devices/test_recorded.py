"""How a recorded conversation is held: what differs fails the test, and names the line of the file."""

import asyncio
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.devices.conversation_file import DEVICE, HAND, KIOSK, Content, read_lines, write_lines
from tests.devices.recorded import FOLDER, Recorded
from tests.devices.recording import Recording

CONVERSATION = """# Recorded from somebody.
> 10 04 01                    | ...
< 12                          | .
! open cover
< 32 33                       | 23
> power down
"""
FILES = sorted(FOLDER.glob("*/*.txt"))


def hold(tmp_path: Path, *said: bytes, act: str = "open cover", end: str = "power down") -> list[Content]:
    """Hold the conversation above, or what a driver and a test make of it; give what the driver hears."""
    path = tmp_path / "conversation.txt"
    path.write_text(CONVERSATION)
    heard: list[Content] = []

    async def visit() -> None:
        conversation = Recorded(path)

        async def driver() -> None:
            for data in said:
                conversation.say(data)

        async with conversation.held():
            conversation.listen(heard.append)
            await asyncio.gather(asyncio.create_task(driver()))
            conversation.act(act)
            if end:
                conversation.say(end)
        conversation.end()

    asyncio.run(visit())
    return heard


def test_who_says_what_was_said_hears_what_was_answered(tmp_path: Path) -> None:
    assert hold(tmp_path, b"\x10\x04\x01") == [b"\x12", b"23"]


def test_bytes_may_come_in_other_portions(tmp_path: Path) -> None:
    assert hold(tmp_path, b"\x10", b"\x04\x01") == [b"\x12", b"23"]


@pytest.mark.parametrize(
    ("said", "act", "end", "line", "told"),
    [
        ([b"\x10\x04\x02"], "open cover", "power down", 2, "now the kiosk says 10 04 02"),
        ([b"\x10", b"\x05"], "open cover", "power down", 2, "now the kiosk says 10 05"),
        ([b"\x10\x04\x01\x00"], "open cover", "power down", 4, "now the kiosk says 00"),
        ([b"\x10\x04"], "open cover", "power down", 2, "now a hand does open cover"),
        ([b"\x10\x04\x01"], "jam", "power down", 4, "now a hand does jam"),
        ([b"\x10\x04\x01"], "open cover", "power up", 6, "now the kiosk says power up"),
        ([b"\x10\x04\x01"], "open cover", "", 6, "now all is over before that"),
    ],
    ids=["byte", "second-portion", "too-much", "too-early", "hand", "words", "unfinished"],
)
def test_what_differs_is_told_with_the_line_of_the_file(
    tmp_path: Path, said: list[bytes], act: str, end: str, line: int, told: str
) -> None:
    with pytest.raises(pytest.fail.Exception, match=f"conversation.txt, line {line}: .*{told}"):
        hold(tmp_path, *said, act=act, end=end)


def joined(portions: list[Content]) -> bytes:
    return b"".join(portion for portion in portions if isinstance(portion, bytes))


@given(st.lists(st.tuples(st.sampled_from("<>"), st.binary(min_size=1, max_size=100))))
def test_what_is_written_down_is_read_again(said: list[tuple[str, Content]]) -> None:
    lines = read_lines("\n".join(write_lines([*said, (HAND, "open cover")])))
    assert lines.pop()[1:] == (HAND, "open cover")
    for speaker in (KIOSK, DEVICE):
        told = [line.content for line in lines if line.speaker == speaker]
        meant = [data for who, data in said if who == speaker]
        assert told == meant if speaker == DEVICE else joined(told) == joined(meant)


def test_a_line_that_is_none_is_told_with_its_number() -> None:
    with pytest.raises(ValueError, match="line 2 is no line"):
        read_lines("> 10\n? 10\n")


def test_what_a_test_did_is_kept_only_if_it_came_to_its_end(tmp_path: Path) -> None:
    async def visit(conversation: Recording, *, fails: bool) -> None:
        async with conversation.held():
            conversation.say(b"\x10")
            assert not fails

    path = tmp_path / "conversation.txt"
    for fails in (True, False):
        conversation = Recording(path, "simulator")
        if fails:
            with pytest.raises(AssertionError):
                asyncio.run(visit(conversation, fails=True))
        else:
            asyncio.run(visit(conversation, fails=False))
        conversation.end()
        assert path.exists() is not fails


def test_each_file_says_where_it_is_from_and_belongs_to_a_test() -> None:
    tests = "".join(path.read_text() for path in Path(__file__).parent.glob("*.py"))
    strays = []
    for path in FOLDER.glob("*/*.txt"):
        text, scenario = path.read_text(), path.stem.split("-")[0]
        if not (
            text.startswith("# ") and read_lines(text) and re.search(f'(def test_|"){scenario}\\b', tests)
        ):
            strays.append(path.name)
    assert strays == []
