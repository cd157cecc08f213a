"""The words for each refusal, the bureau's and the kiosk's own: what happened and what to do."""

from kiosk.domain.problems import Problem, ProblemCode
from kiosk.domain.words import Bilingual

_WORDS = {
    ProblemCode.UNREACHABLE: (
        "暂时连不上社保中心。请稍等一下再试。",
        "The bureau cannot be reached just now. Please wait a moment and try again.",
    ),
    ProblemCode.AUTH_FAILED: (
        "卡上的信息和社保中心的登记对不上。请带身份证到服务窗口核对。",
        "The card does not match our records. Please bring your identity card to the counter.",
    ),
    ProblemCode.CARD_LOST: (
        "这张卡已经挂失。卡找到了的话，请到服务窗口解除挂失。",
        "This card has been reported lost. If you have found it, please go to the counter.",
    ),
    ProblemCode.CARD_EXPIRED: (
        "这张卡已过有效期。请带身份证到服务窗口换卡。",
        "This card has expired. Please bring your identity card to the counter for a new one.",
    ),
    ProblemCode.CARD_CANCELLED: (
        "这张卡已经注销。请使用您的新卡。",
        "This card has been cancelled. Please use your new card.",
    ),
    ProblemCode.LOCKED: (
        "这张卡已被锁定。请带身份证到服务窗口解锁。",
        "This card is locked. Please bring your identity card to the counter.",
    ),
    ProblemCode.PERSON_UNKNOWN: (
        "没有查到您的参保登记。请到服务窗口询问。",
        "You are not in our records. Please ask at the counter.",
    ),
    ProblemCode.IDENTITY_CARD_EXPIRED: (
        "这张身份证已过有效期。请换领新证后再来，或用社会保障卡登录。",
        "This identity card has expired. Please use your social security card, or come with a new one.",
    ),
    ProblemCode.EVOUCHER_REFUSED: (
        "这个二维码已失效。请在手机上刷新医保电子凭证再扫。",
        "This code is no longer valid. Please refresh the e-voucher on your phone and scan it again.",
    ),
    ProblemCode.ASSURANCE_TOO_LOW: (
        "办这项业务要先核验身份。请用社会保障卡和密码，或刷脸登录。",
        "This needs proof of who you are. Please log in with your card and PIN, or by face.",
    ),
    ProblemCode.SESSION_ENDED: (
        "登录时间已到。请重新登录。",
        "Your session has ended. Please log in again.",
    ),
    ProblemCode.NOT_FOUND: (
        "没有查到这项记录。请核对后再试，或到服务窗口询问。",
        "We have no such record. Please check and try again, or ask at the counter.",
    ),
    ProblemCode.BILL_CHANGED: (
        "账单刚刚有变动，还没有扣款。请看一下新的金额再确认。",
        "A bill has just changed, and nothing was charged. Please check the new amount.",
    ),
    ProblemCode.ALREADY_PAID: (
        "这笔费用已经缴过，不用再缴。",
        "This bill has already been paid. There is nothing more to pay for it.",
    ),
    ProblemCode.BILL_LOCKED: (
        "这笔费用正在别处缴纳，还没有从您这里扣款。请过几分钟再试。",
        "This bill is being paid elsewhere, and nothing was charged here. Please try again in a few minutes.",
    ),
    ProblemCode.SELECTION_INVALID: (
        "选中的项目不能这样一起缴。请返回重新选择。",
        "The chosen items cannot be paid like this. Please go back and choose again.",
    ),
    ProblemCode.ORDER_NOT_OPEN: (
        "这笔缴费已经结束，不能再付款。请返回重新选择。",
        "This order is closed and takes no payment. Please go back and choose again.",
    ),
    ProblemCode.AMOUNT_MISMATCH: (
        "金额和社保中心的记录不一致，没有入账。请返回重新核对。",
        "The amount differs from the bureau's, so nothing was entered. Please go back and check.",
    ),
    ProblemCode.POSTED_BY_OTHER_ATTEMPT: (
        "这笔费用已用另一次付款缴清。多付的钱会原路退回。",
        "This order was settled by another payment. The extra money will be returned the way it came.",
    ),
    ProblemCode.SETTLED_ELSEWHERE: (
        "这笔费用已在别处缴清。这次付的钱会原路退回。",
        "This bill was settled elsewhere. The money paid here will be returned the way it came.",
    ),
    ProblemCode.ALREADY_POSTED: (
        "这笔费用已经入账，不能取消。需要退费请到服务窗口申请。",
        "This payment has been entered and cannot be cancelled. For a refund please apply at the counter.",
    ),
    ProblemCode.VOIDED: (
        "这笔缴费已经取消。如已付款，钱会原路退回。",
        "This order was cancelled. Any money paid will be returned the way it came.",
    ),
    ProblemCode.IDEMPOTENCY_MISMATCH: (
        "这笔业务和先前的记录不一致，已停止办理。请找工作人员帮忙。",
        "This request differs from an earlier one and was stopped. Please ask a member of staff.",
    ),
    ProblemCode.CHAIN_BROKEN: (
        "这台机器的账目和社保中心的记录接不上。请通知维护人员。",
        "This machine's records do not continue those at the bureau. Please tell the technician.",
    ),
    ProblemCode.OUT_OF_SERVICE: (
        "这台机器暂时不能缴费，没有扣款。请换一台机器，或到服务窗口办理。",
        "This machine takes no payments just now, and nothing was charged. Please use another one.",
    ),
}


def problem(code: ProblemCode) -> Problem:
    """Refuse, in these words."""
    return Problem(code, Bilingual(*_WORDS[code]))
