"""A kiosk of a few screens that obeys the runner: just enough to test the runner itself.

Attract; a card: PIN; six keys: the gateway is asked over HTTP, and the answer shown; three
seconds later a paper is printed. How often it was started outlives a kill.
"""

import argparse
import asyncio
import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import httpx
from PIL import Image

from kiosk.domain.money import Fen
from kiosk.flows.actions import Action, Hold, Release, Tap
from kiosk.flows.render import Rendered
from kiosk.flowtest.control import serve
from kiosk.world import acts
from kiosk.world.clock import VirtualClock
from kiosk.world.world import BureauLedger, CardLedger, Guidance, PrintedPaper

PRINTING_SECONDS = 3.0
GATEWAY_SECONDS = 1.0
"""Real ones, after which the gateway is given up."""
CRASH_STATUS = 3


def button(id_: str, words: str, *, enabled: bool = True, reason: str | None = None) -> Rendered:
    return {"id": id_, "words": words, "enabled": enabled, "reason": reason}


class StubKiosk:
    """Is the kiosk and the world around it at once."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.clock = VirtualClock(datetime.fromisoformat(options.now))
        self._options = options
        self._paper = True
        self._papers: list[PrintedPaper] = []
        self._view: Rendered = {}
        self._overlay: Rendered | None = None
        self._asking: asyncio.Task[None] | None = None
        self._keys = 0
        starts = options.data / "starts"
        with starts.open("a", encoding="utf-8") as file:
            file.write("x")
        self._starts = len(starts.read_text(encoding="utf-8"))
        self._attract()

    @property
    def citizens(self) -> frozenset[str]:
        return frozenset({"c01_f23"})

    @property
    def busy(self) -> bool:
        return self._asking is not None and "asking" in self._view

    def page(self) -> Rendered:
        frame = {
            "language": self._options.language,
            "elder": self._options.elder,
            "time": f"{self.clock.now():%H:%M}",
            "help_button": button("help", "帮助"),
            "overlay": self._overlay,
        }
        view = {key: value for key, value in self._view.items() if key not in {"screen", "asking"}}
        return {
            "serial": 1,
            "direction": "none",
            "screen": self._view["screen"],
            "frame": frame,
            "view": view,
        }

    async def act(self, action: Action) -> None:
        match action:
            case Tap("help"):
                self._overlay = {"title": "请稍等", "main": button("stay", "知道了")}
            case Tap("stay"):
                self._overlay = None
            case Tap("crash"):
                os._exit(CRASH_STATUS)
            case Hold("name"):
                self._view["fields"][0].update(value="林晓雨", shown=True)
            case Release("name"):
                self._view["fields"][0].update(value="林*", shown=False)
            case Tap(key) if key.startswith("key-"):
                self._keys += 1
                if self._keys == 6:
                    self._asking = asyncio.create_task(self._ask())

    async def screenshot(self, path: Path) -> None:
        Image.new("RGB", (108, 192), "#0B4F94").save(path)

    async def do(self, act: acts.AtKiosk) -> None:
        match act:
            case acts.InsertCard():
                self._insert_card()
            case acts.PullCard():
                self._attract()
            case acts.Paper(roll):
                self._paper = roll is not acts.Roll.OUT
            case _:
                raise ValueError(f"there is nothing here for {act}")

    def _insert_card(self) -> None:
        if self._view["screen"] != "attract":
            raise ValueError("there is a card in the reader already")
        self._keys = 0
        field = {"id": "name", "label": "姓名", "value": "林*", "shown": False}
        self._view = {
            "screen": "pin",
            "title": "请输入密码",
            "erase": "退格",
            "clear": "清除",
            "fields": [field],
        }

    def papers(self) -> Sequence[PrintedPaper]:
        return self._papers

    async def ledger(self) -> BureauLedger:
        return BureauLedger(len(self._papers), Fen(40000 * len(self._papers)))

    def guidance(self) -> Guidance:
        return Guidance((), ())

    def card_ledger(self) -> CardLedger:
        return CardLedger(Fen(0), Fen(0))

    def _attract(self) -> None:
        self._view = {
            "screen": "attract",
            "title": f"第 {self._starts} 次启动",
            "main": button("pay", "缴费", enabled=False, reason="请先插卡"),
            "others": [button("one", "同名"), button("two", "同名"), button("crash", "出错")],
        }

    async def _ask(self) -> None:
        self._view = {"screen": "wait", "title": "正在查询", "asking": True}
        try:
            async with httpx.AsyncClient(trust_env=False, timeout=GATEWAY_SECONDS) as client:
                await client.get(f"{self._options.gateway_url}/gateway.do")
            title = "网络正常"
        except httpx.TransportError:
            title = "网络不通"
        self._view = {"screen": "status", "title": title}
        await self.clock.sleep(PRINTING_SECONDS)
        if self._paper:
            picture = self._options.data / f"paper-{len(self._papers)}.png"
            Image.new("RGB", (57, 80), "white").save(picture)
            self._papers.append(PrintedPaper(("缴费凭证", "合计 400.00 元"), picture))
        self._view = {"screen": "voucher", "title": "请取凭证" if self._paper else "打印机缺纸"}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--gateway-url", required=True)
    parser.add_argument("--keys", type=Path, required=True)
    parser.add_argument("--language", required=True)
    parser.add_argument("--now", required=True)
    for flag in ("--elder", "--landscape", "--window"):
        parser.add_argument(flag, action="store_true")
    options = parser.parse_args()

    async def run() -> None:
        await serve(StubKiosk(options))

    asyncio.run(run())


if __name__ == "__main__":
    main()
