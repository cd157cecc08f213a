"""A sample of every view that a citizen sees, as one of a real hall would meet it."""

from kiosk.domain.words import Bilingual
from kiosk.flows.views import (
    AmountLine,
    AttractView,
    BillGroup,
    BillRow,
    BillsView,
    Button,
    Choice,
    ConfirmView,
    ConsentView,
    FaceView,
    MethodView,
    PayerView,
    PayView,
    PersonalField,
    PhotoView,
    PinView,
    PromptView,
    Reference,
    ScanView,
    StatusView,
    Tone,
    View,
    VoucherView,
    WaitView,
)


def both(zh: str, en: str) -> Bilingual:
    """Give words in both languages."""
    return Bilingual(zh, en)


ASK = both("请选一种方式开始", "How would you like to start?")
TOTAL = both("合计", "Total")
SUM = both("780.00 元", "¥780.00")

CITIZENS_VIEWS: dict[str, View] = {
    "attract": AttractView(
        title=ASK,
        sentence=both(
            "缴社保费，一般三分钟就好。", "Paying your social insurance takes about three minutes."
        ),
        ways=(
            Choice("way-card", "card", both("社保卡", "Social-security card")),
            Choice("way-id-card", "id-card", both("身份证", "Resident ID card")),
            Choice(
                "way-qr-code",
                "qr-code",
                both("电子凭证", "E-voucher code"),
                both("手机上的二维码", "The code on your phone"),
            ),
            Choice(
                "way-face",
                "face",
                both("刷脸", "Your face"),
                enabled=False,
                reason=both("摄像头今天不能用", "The camera is out of order today"),
            ),
        ),
        limits=(both("今天不能打印凭证", "Vouchers can't be printed today"),),
    ),
    "prompt": PromptView(
        title=both("请插入社保卡", "Please put in your social-security card"),
        sentence=both("芯片朝上，一直插到底，先不要拔。", "Chip up, all the way in, and leave it there."),
        picture="insert-card",
        others=(Button("other-way", both("换一种方式", "Use another way")),),
    ),
    "consent": ConsentView(
        title=both("同意刷脸吗？", "May we look at your face?"),
        sentence=both("刷脸只用来核对是不是您本人。", "Only to check that it is really you."),
        points=(
            both("摄像头拍下您的脸，和登记的照片比对。", "The camera compares your face with your photo."),
            both(
                "画面只在这台机器里，办完就删，不上传，不保存。",
                "The pictures stay in this machine and are deleted at once, never sent and never stored.",
            ),
            both("不同意也能办：用密码，或到服务窗口。", "You need not agree: use your PIN, or the counter."),
        ),
        main=Button("main", both("同意，开始刷脸", "Agree and begin")),
        others=(Button("face-skip", both("不刷脸，换一种方式", "Another way, please")),),
    ),
    "face": FaceView(
        title=both("请向左转头", "Please turn your head to the left"),
        sentence=both("慢慢转过去，再转回来。", "Slowly there, and back again."),
        movement="turn-left",
        share=0.5,
        kept=both("画面不保存", "Pictures are not stored"),
        others=(Button("face-skip", both("不刷脸，换一种方式", "Another way, please")),),
    ),
    "wait": WaitView(
        title=both("正在查您的缴费单", "Looking up your bills"),
        sentence=both(
            "一般几秒钟就好，请把卡留在机器里。", "This takes a few seconds. Please leave your card in."
        ),
    ),
    "pin": PinView(
        title=both("请输入社保卡密码", "Please enter your card's PIN"),
        sentence=both("六位数字，请用手挡一下。", "Six digits. Please cover the pad with your hand."),
        filled=3,
        length=6,
        message=both("密码不对，还可以再试 2 次。", "That PIN is wrong. You have 2 more tries."),
        tone=Tone.CARE,
        erase=both("退一格", "Erase"),
        clear=both("清除", "Clear"),
        others=(Button("forgot", both("忘记密码", "I forgot my PIN")),),
        main=Button(
            "confirm", both("确定", "Confirm"), enabled=False, reason=both("还差 3 位", "3 digits to go")
        ),
    ),
    "bills": BillsView(
        title=both("要缴哪些？", "What would you like to pay?"),
        sentence=both("点一下就选上，再点一下就取消。", "Touch a bill to choose it, touch again to drop it."),
        groups=(
            BillGroup(
                both("城乡居民医疗保险", "Residents' medical insurance"),
                "medical",
                (
                    BillRow(
                        "bill-m26",
                        both("2026 年度个人缴费", "Personal contribution for 2026"),
                        both("享受期 2026 年 1 月至 12 月", "Cover from January to December 2026"),
                        both("400.00 元", "¥400.00"),
                        chosen=True,
                        enabled=True,
                        reason=None,
                    ),
                    BillRow(
                        "bill-m25",
                        both("2025 年度个人缴费", "Personal contribution for 2025"),
                        both("缴费期已过", "The period has ended"),
                        both("380.00 元", "¥380.00"),
                        chosen=False,
                        enabled=False,
                        reason=both("请到 3 号窗口补缴", "Please pay it at counter 3"),
                    ),
                ),
            ),
            BillGroup(
                both("大病医疗保险", "Critical-illness insurance"),
                "critical-illness",
                (
                    BillRow(
                        "bill-c26",
                        both("2026 年度大病保险", "Critical-illness cover for 2026"),
                        both("和医疗保险一起缴", "Paid together with the medical insurance"),
                        both("80.00 元", "¥80.00"),
                        chosen=True,
                        enabled=True,
                        reason=None,
                    ),
                ),
            ),
            BillGroup(
                both("城乡居民养老保险", "Residents' pension insurance"),
                "pension",
                (
                    BillRow(
                        "p26-300",
                        both("2026 年度养老 300 元档", "Pension 2026, the 300 yuan level"),
                        both("政府补贴 40 元", "The state adds 40 yuan"),
                        both("300.00 元", "¥300.00"),
                        chosen=True,
                        enabled=True,
                        reason=None,
                    ),
                    BillRow(
                        "p26-500",
                        both("2026 年度养老 500 元档", "Pension 2026, the 500 yuan level"),
                        both("政府补贴 60 元", "The state adds 60 yuan"),
                        both("500.00 元", "¥500.00"),
                        chosen=False,
                        enabled=True,
                        reason=None,
                    ),
                ),
            ),
            BillGroup(
                both("灵活就业", "Flexible employment"),
                "flexible",
                (
                    BillRow(
                        "bill-f11",
                        both("2026 年 11 月养老保险", "Pension insurance for November 2026"),
                        both("缴费基数 4,494.00 元", "On a base of ¥4,494.00"),
                        both("898.80 元", "¥898.80"),
                        chosen=False,
                        enabled=True,
                        reason=None,
                        due=both("截止 2026 年 11 月 30 日", "due November 30, 2026"),
                        note=both(
                            "断缴超过三个月，要重新计算等待期。",
                            "After a gap of three months the waiting period starts anew.",
                        ),
                    ),
                ),
            ),
        ),
        total_label=both("已选 3 项，合计", "3 chosen, total"),
        total=SUM,
        message=both(
            "大病保险要和医疗保险一起缴，已经一起选上。",
            "The two insurances are paid together, so both are chosen.",
        ),
        others=(Button("other-services", both("其他服务", "Other services")),),
        main=Button("next", both("下一步", "Next")),
    ),
    "payer": PayerView(
        title=both("是给这位缴费吗？", "Is this who you are paying for?"),
        sentence=both("请看清楚名字和证件号。", "Please check the name and the number."),
        fields=(
            PersonalField("field-name", both("姓名", "Name"), "王*明", shown=False),
            PersonalField("field-number", both("身份证号", "ID number"), "339999********1234", shown=False),
            PersonalField("field-phone", both("手机", "Telephone"), "138****5678", shown=True),
            PersonalField("field-place", both("参保地", "Insured at"), "滨江区**街道", shown=False),
        ),
        hold=both("按住看全", "Hold to see"),
        others=(Button("family", both("给家人缴", "Pay for my family")),),
        main=Button("next", both("是的，下一步", "Yes, next")),
    ),
    "confirm": ConfirmView(
        title=both("请看清楚金额", "Please check the amount"),
        lines=(
            AmountLine(
                both("2026 年度医疗保险", "Medical insurance for 2026"),
                both("王*明", "王*明"),
                both("400.00 元", "¥400.00"),
                both("原来 380.00 元", "was ¥380.00"),
            ),
            AmountLine(
                both("2026 年度大病保险", "Critical-illness cover for 2026"), None, both("80.00 元", "¥80.00")
            ),
            AmountLine(
                both("2026 年度养老 300 元档", "Pension 2026, the 300 yuan level"),
                both("政府补贴 40 元，进您的账户", "The state adds 40 yuan to your account"),
                both("300.00 元", "¥300.00"),
            ),
        ),
        total_label=both("合计", "Total"),
        total=SUM,
        capitals=both("柒佰捌拾元整", "Seven hundred and eighty yuan"),
        notes=(
            both("缴费成功后不能在这台机器上退款。", "Once paid it can't be refunded at this machine."),
            both("凭证可以打印，也可以用手机拍下来。", "The voucher can be printed or photographed."),
        ),
        changed=both(
            "医疗保险的金额刚刚变了，请再看一遍。",
            "The medical insurance has just changed. Please check again.",
        ),
        check=Button(
            "agree", both("金额和名字我都看过了，没有错", "I have checked the amounts and the name")
        ),
        checked=False,
        main=Button(
            "next",
            both("去支付 780.00 元", "Pay ¥780.00"),
            enabled=False,
            reason=both("请先点上面的方框", "Please tick the box first"),
        ),
    ),
    "method": MethodView(
        title=both("用什么付钱？", "How would you like to pay?"),
        sentence=both("现金请到 1 号窗口。", "For cash please go to counter 1."),
        methods=(
            Choice(
                "method-wechat",
                "wechat",
                both("微信支付", "WeChat Pay"),
                both("用手机扫屏幕上的码", "Scan a code with your phone"),
            ),
            Choice(
                "method-alipay",
                "alipay",
                both("支付宝", "Alipay"),
                both("用手机扫屏幕上的码", "Scan a code with your phone"),
            ),
            Choice(
                "method-card",
                "bank-card",
                both("银行卡", "Bank card"),
                both("插卡或贴卡，输密码", "Put in or tap your card"),
                enabled=False,
                reason=both(
                    "刷卡机正在连接，请先用手机付", "The card terminal is not ready; please use your phone"
                ),
            ),
        ),
        total_label=both("要付", "To pay"),
        total=SUM,
    ),
    "pay": PayView(
        title=both("请用微信扫一扫", "Please scan with WeChat"),
        picture="scan-phone",
        code="weixin://wxpay/bizpayurl?pr=p4lpSuKzz&sample=20261122103000000001",
        instructions=(
            both("打开微信，点“+”里的“扫一扫”", "Open WeChat, touch + and then Scan"),
            both("对准上面的码，看清楚金额", "Hold the phone over the code and check the amount"),
            both("付好后请不要走开，等屏幕变绿", "After paying, please wait until this screen turns green"),
        ),
        total_label=both("要付", "To pay"),
        total=SUM,
        remaining_label=both("这个码还能用", "This code is good for"),
        remaining="2:59",
        remaining_share=0.9,
        warning=both(
            "请只扫这个屏幕上的码。不要扫别人给的码。",
            "Scan only the code on this screen, never one that somebody shows you.",
        ),
        others=(Button("other-method", both("换一种付法", "Pay another way")),),
    ),
    "pay-card": PayView(
        title=both("请在刷卡机上付款", "Pay at the card terminal"),
        picture="card-terminal",
        code=None,
        instructions=(
            both("看刷卡机的屏幕，按提示操作", "Follow the terminal's screen"),
            both("插入银行卡，或把卡贴近刷卡机", "Insert your bank card or tap it"),
        ),
        total_label=both("要付", "To pay"),
        total=both("12,780.00 元", "¥12,780.00"),
        remaining_label=both("等您付款，还剩", "Waiting for you to pay"),
        remaining="2:29",
        remaining_share=0.98,
        warning=both("只付一次。付过了请等一等。", "Pay once only. If you have paid, please wait."),
        others=(Button("cancel", both("取消付款", "Cancel payment")),),
    ),
    "status": StatusView(
        title=both("还不知道付款成没成", "We don't know yet whether the payment went through"),
        sentence=both("银行没有马上回答。", "The bank has not answered yet."),
        tone=Tone.UNKNOWN,
        picture="unknown",
        money=both(
            "钱可能已经扣了，请不要再付一次。", "The money may have been taken. Please don't pay again."
        ),
        todo=both(
            "我们会一直查到有结果。没有缴成的话，钱三天内退回原处。有疑问请打 12333。",
            "We keep asking until it is known. If it failed, the money returns in three days. Call 12333.",
        ),
        references=(
            Reference(both("订单号", "Order number"), "01M6 CY1A E0W9 WATQ CVA7 X84N W5"),
            Reference(both("咨询电话", "Help line"), "12333"),
        ),
        others=(
            Button("cancel", both("取消付款", "Cancel payment")),
            Button("end", both("离开", "Leave now")),
        ),
    ),
    "photo": PhotoView(
        title=both("用这张照片吗？", "Shall we use this photo?"),
        sentence=both("以后印在卡上就是这样。", "It will be on your card like this."),
        main=Button("main", both("就用这张", "Use this one")),
        others=(
            Button("again", both("重拍一张", "Take another")),
            Button("no", both("不拍了", "No photo")),
        ),
    ),
    "scan": ScanView(
        title=both("医保电子凭证已激活", "Your e-voucher is active"),
        sentence=both(
            "请用您自己的手机扫码，把凭证放进手机。",
            "Scan this with your own phone to keep it there.",
        ),
        code="01KAPSZ0000000000000000000",
        code_hint=both("请在 09:35 前扫码。不要让别人扫。", "Scan it before 09:35. Let nobody else scan it."),
        main=Button("main", both("已扫码，继续", "Scanned, go on")),
    ),
    "voucher": VoucherView(
        title=both("缴费成功", "Paid"),
        sentence=both("凭证请收好。", "Please keep your voucher."),
        code="https://example.invalid/voucher/20261122103000000001/3f9a",
        code_hint=both("用手机拍下来，就是您的凭证", "Photograph this code: it is your voucher"),
        total_label=both("已缴", "Paid"),
        total=SUM,
        print_message=both("正在打印，请在下面取纸。", "Printing. Please take the paper below."),
        print_tone=Tone.DONE,
        print_picture="printer",
        references=(
            Reference(both("订单号", "Order number"), "2026 1122 1030 0000 0001"),
            Reference(both("服务热线", "Hotline"), "12333"),
        ),
        main=Button("finish", both("完成", "Done")),
    ),
}
