"""A sample of every page."""

from kiosk.domain.words import Language
from kiosk.flows.views import Button, Corner, Direction, Frame, Overlay, Page, Tone
from tests.screens.citizens_views import CITIZENS_VIEWS, both
from tests.screens.service_views import SERVICE_VIEWS

BACK = Button("back", both("上一步", "Back"))
LEAVE = Button("leave", both("退出", "Leave"))

OVERLAY = Overlay(
    Tone.CARE,
    "waiting",
    both("您还在吗？", "Are you still there?"),
    both(
        "没有操作的话，马上会退出，您的信息会清掉。",
        "If not, this visit ends and everything you entered is removed.",
    ),
    Button("stay", both("还需要时间", "I need more time")),
    Button("leave-now", both("退出", "Leave")),
)

VIEWS = {**CITIZENS_VIEWS, **SERVICE_VIEWS}


def frame(language: Language, *, elder: bool, attract: bool = False, overlay: Overlay | None = None) -> Frame:
    """Give what stands around a page."""
    return Frame(
        language=language,
        elder=elder,
        hall=both("滨江区社会保险服务大厅", "Binjiang Social Security Hall"),
        time="10:30",
        step=None if attract else both("第 3 步，共 7 步", "Step 3 of 7"),
        step_number=0 if attract else 3,
        step_count=0 if attract else 7,
        who=None if attract else "王*明",
        languages=(
            Button("language-zh", "中文", enabled=language is not Language.CHINESE),
            Button("language-en", "English", enabled=language is not Language.ENGLISH),
        ),
        elder_button=Button(
            "elder", both("字小一点", "Smaller text") if elder else both("字大一点", "Larger text")
        ),
        help_button=Button("help", both("请人帮忙", "Get help")),
        back=None if attract else BACK,
        leave=None if attract else LEAVE,
        simulated=both("模拟运行：不会真的付款", "Simulation: no real money moves"),
        overlay=overlay,
        scroll_down=both("下面还有", "More below"),
        scroll_up=both("回到上面", "Back up"),
        corners=(Corner("corner-left"), Corner("corner-right")) if attract else (),
    )


def sample(
    screen: str,
    language: Language = Language.CHINESE,
    *,
    elder: bool = False,
    serial: int = 1,
    direction: Direction = Direction.NONE,
    overlay: Overlay | None = None,
) -> Page:
    """Give the page of a screen."""
    surroundings = frame(language, elder=elder, attract=screen == "attract", overlay=overlay)
    return Page(serial, direction, surroundings, VIEWS[screen])
