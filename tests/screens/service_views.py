"""A sample of each view of the service menu."""

from kiosk.domain.words import Bilingual
from kiosk.flows.views import Button, Choice, Detail, DetailsView, MenuView, Tone, View

SERVICE_VIEWS: dict[str, View] = {
    "menu": MenuView(
        title=Bilingual("服务菜单", "Service menu"),
        sentence=Bilingual("本机现在暂停服务。", "This machine is out of service now."),
        choices=(
            Choice(
                "devices",
                "devices",
                Bilingual("设备检测", "Devices"),
                Bilingual("2 台有故障", "With a fault: 2"),
            ),
            Choice(
                "paper-roll",
                "printer-roll",
                Bilingual("更换纸卷", "Change the paper roll"),
                Bilingual("一步一步来，最后打试印页", "Step by step, with a test page at the end"),
                enabled=False,
                reason=Bilingual("打印机没有连上", "The printer is not connected"),
            ),
            Choice("log", "log", Bilingual("运行日志", "Log")),
        ),
        main=Button("main", Bilingual("退出服务菜单", "Leave the service menu")),
    ),
    "details": DetailsView(
        title=Bilingual("凭证打印机", "Voucher printer"),
        notice=Bilingual("要人处理", "Needs a person"),
        tone=Tone.CARE,
        picture="printer-roll",
        lines=(
            Detail(
                Bilingual("原因", "Cause"),
                Bilingual("纸卷用完了，或没有装好。", "The roll is used up, or not in its place."),
                Tone.CARE,
            ),
            Detail(
                Bilingual("怎么办", "What to do"),
                Bilingual(
                    "打开打印机盖子，取出旧纸芯。\n装上 80 毫米热敏纸。\n合上盖子。",
                    "Open the cover and take the old core out.\nPut an 80 mm thermal roll in.\nClose it.",
                ),
            ),
            Detail(
                Bilingual("状态记录", "History"),
                Bilingual("11-22 09:30:12 正常", "11-22 09:30:12 Well"),
            ),
            Detail(None, Bilingual("11-22 09:29:40 没有连上", "11-22 09:29:40 Not connected")),
        ),
        others=(Button("other", Bilingual("不登记，退款", "Give it back")),),
        main=Button("main", Bilingual("自检", "Self-test")),
    ),
}
