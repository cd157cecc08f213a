### 市民看到的文字。短句，像耐心的窗口人员说话。

## 每一屏
step-of = 第 { $number } 步，共 { $count } 步
back = 返回
leave = 离开
help = 帮助
elder-on = 字大一点
elder-off = 字小一点
simulated = 模拟环境，不是真的缴费
scroll-down = 下面还有
scroll-up = 回到上面
retry = 再试一次
done = 完成
next = 下一步
go-on = 继续办理
understood = 知道了
finish = 完成，离开
leave-now = 离开
please-wait = 请稍候，一般只要几秒钟。
amount = { $yuan } 元
date = { $year } 年 { $month } 月 { $day } 日
minus = -{ $amount }
total = 已选合计
total-to-pay = 应缴合计
total-paid = 实缴合计
hotline = 咨询电话
order-number = 订单号
voucher-number = 凭证号
money-not-moved = 没有扣款。

starting-title = 正在启动
starting-sentence = 正在核对上次没有完成的付款，请稍候。

## 询问
idle-title = 您还在吗？
idle-sentence = { $seconds } 秒后将自动退出，并清除您的信息。
idle-stay = 还需要时间
leave-title = 要离开吗？
leave-sentence = 离开后会清除您的信息。没有付的款不会扣。
leave-stay = 不，继续办理
help-title = 需要帮忙吗？
help-sentence = 请向大厅工作人员招手，或拨打 { $hotline }。

## 结束
ended-idle = 已自动退出
ended-card-pulled = 您已取走卡，办理已结束
ended-wiped = 您的信息已清除，没有扣款。
ended-again = 要继续办理，请重新插卡。
take-card-title = 请取走您的卡
take-card-sentence = 不要忘了您的社会保障卡。
take-card-again = 取出后，请重新插入。
card-out = 取回卡
card-out-again = 取卡，重新插

## 第 1 步 登录
attract-title = 社保自助缴费
attract-sentence = 请选择一种方式开始
way-card = 社会保障卡
way-card-detail = 插卡，输入密码
way-id-card = 居民身份证
way-evoucher = 医保电子凭证
way-face = 刷脸
way-not-here = 本机暂未开通
limit-no-paper = 今天不能打印凭证，可以拍屏幕上的二维码。
reader-broken = 读卡器暂时不能用
reader-broken-todo = 请换一台机器，或到人工窗口办理。
insert-card-title = 请插入社会保障卡
insert-card-sentence = 芯片朝上，向里推到底。
reading-card = 正在读卡
leave-card-in = 请不要拔卡。
checking-pin = 正在核对密码
asking-bureau = 正在查询您的缴费信息
pin-title = 请输入社保卡密码
pin-sentence = 共 6 位数字。输入时请用手遮挡。
pin-main = 确定
pin-wrong = 密码不对，还可以试 { $left } 次。
key-erase = 退格
key-clear = 清除
card-removed = 卡被拔出，没有读完
card-removed-todo = 请重新插卡，读完前不要拔出。
card-mute = 读不到卡上的芯片
card-turn-todo = 请取出卡，检查芯片方向后重新插入。
card-not-social-security = 这不是社会保障卡
card-other-todo = 请取出，换成您的社会保障卡。
card-unreadable = 卡里的信息读不全
card-window-todo = 请取回卡，带身份证到人工窗口办理。
card-blocked = 密码输错次数太多，卡已锁定
card-blocked-todo = 请取回卡，带身份证到人工窗口重置密码。
card-invalidated = 这张卡已经停用
card-new-todo = 请取回卡，换成您的新卡。
card-unknown = 卡上的信息和社保登记对不上
card-locked = 这张卡已被锁定
card-lost = 这张卡已经挂失
card-lost-todo = 卡找到了，请带身份证到人工窗口解除挂失。捡到的卡，请交给工作人员。
card-expired = 这张卡已过有效期
card-expired-todo = 请取回卡，带身份证到人工窗口换新卡。
problem-retry-todo = 请再试一次。还不行，请找工作人员。
problem-window-todo = 请取回卡，到人工窗口咨询。

## 第 2 步 选择
bills-title = 请选择要缴的费用
bills-sentence = 点一下选中，再点一下取消。可以选多项。
bills-none-title = 您现在没有要缴的费用
bills-none-sentence = 下面是您的缴费情况，不用在这里付款。
bills-none-todo = 社保系统里没有要您自己缴的费用。有疑问，请到人工窗口咨询。
bills-main = 下一步，共 { $amount }
bills-choose-first = 请先点选要缴的费用
bill-due = { $day }截止
bill-paid = 已经缴过了
bill-not-yet-open = { $day }起可以缴
bill-window-closed = 缴费时间已过，请到窗口咨询
bill-paid-by-employer = 由单位代缴，您不用缴
bill-locked = 正在缴费中，请稍后再看
bill-unresolved = 之前的付款还在核对，请先不要再付
bill-took-along = 这一项要和另外 { $count } 项一起缴，已一并选上。
bill-released-other = 这一项不能和另外 { $count } 项一起缴，那 { $count } 项已取消。
bill-released-dependent = 另外 { $count } 项要和它一起缴，已一并取消。
bill-exchanged = 不能一起缴的 { $released } 项已取消，要一起缴的 { $taken } 项已选上。
insurance-employee-medical = 职工基本医疗保险
insurance-large-amount = 大额医疗补助
insurance-resident-medical = 城乡居民基本医疗保险
insurance-critical-illness = 大病保险
insurance-pension = 基本养老保险
insurance-flexible-medical = 灵活就业医疗保险
insurance-flexible-pension = 灵活就业养老保险

## 第 3 步 核对
payer-title = 这是您本人吗？
payer-sentence = 请核对。不是本人，请按“离开”。
payer-main = 对，下一步
field-name = 姓名
field-identity = 身份证号
field-card = 社保卡号
hold-to-see = 按住查看

## 第 4 步 金额
confirm-title = 请核对金额
confirm-sentence = 金额由社保部门计算。
confirm-changed = 金额刚刚从 { $before }变为 { $now }，请重新核对。
line-was = 原来 { $amount }
line-new = 新增
line-gone = 已取消
confirm-check = 我已核对，金额无误
confirm-check-first = 请先在“我已核对”前打勾
confirm-main = 去缴费 { $amount }
ordering = 正在登记这笔缴费
paused-title = 本机暂停缴费
paused-todo = 查询照常可用。要缴费，请换一台机器，或到人工窗口办理。
order-refused-todo = 请看一下最新的缴费情况，再作选择。

## 第 5 步 方式
method-title = 请选择付款方式
method-sentence = 用手机扫码，或在刷卡机上用银行卡。
method-sentence-phone = 用您的手机扫码付款。
method-wechat = 微信支付
method-alipay = 支付宝
method-card = 银行卡
method-card-detail = 在刷卡机上插卡或贴卡
method-scan-detail = 用手机扫屏幕上的码
method-no-terminal = 本机没有刷卡机
method-terminal-broken = 刷卡机暂时不能用

## 第 6 步 付款
payment-subject = 社会保险费
preparing-code = 正在生成付款码
preparing-terminal = 正在连接刷卡机
preparing-money = 请稍候，还没有收到付款。
pay-title = 请用{ $method }扫码
scan-open-wechat = 打开手机微信，点“扫一扫”
scan-open-alipay = 打开手机支付宝，点“扫一扫”
scan-aim = 对准这个码
scan-confirm = 核对金额，在手机上付款
pay-title-card = 请在刷卡机上付款
terminal-follow = 看刷卡机的屏幕，按提示操作
terminal-card = 插入银行卡，或把卡贴近刷卡机
terminal-confirm = 核对金额，输入银行卡密码
time-left = 等您付款，还剩
pay-once = 只付一次。付过了请等一等，不要再付。
pay-cancel = 取消付款
closing-order = 正在结束这笔缴费
fate-closed-title = 这笔付款没有完成
fate-closed-money = { money-not-moved }
fate-closed-money-scanned = 没有收您的钱。万一扣过款，已原路退回。
fate-closed-todo = 可以换一种方式付款，也可以离开。
choose-method-again = 换一种方式付款
fate-closing-title = 正在取消付款
fate-closing-money = 还不能确定有没有扣款。请不要再付这一笔。
fate-closing-todo = 可以等一等，也可以离开。万一已经扣款，会为您登记缴费或原路退回。
fate-checking-title = 正在核对这笔付款
fate-checking-money = 还不能确定有没有扣款。
fate-checking-todo = 如果手机或短信显示已付款，请不要再付。可以等一等，也可以拍下订单号离开，我们会继续核对。
fate-registering-title = 已收到付款，正在登记
fate-registering-money = 已收到您付的 { $amount }。
fate-registering-todo = 请不要再付。可以等一等，也可以拍下订单号离开。登记好以后，下次登录可以取凭证。
fate-registered-title = { paid-title }
fate-registered-money = 已收到您付的 { $amount }，并已登记。
fate-registered-todo = 请稍候，正在取凭证。
fate-refunding-title = 这笔费用没有登记成功，正在退款
fate-refunding-money = 您付的 { $amount } 会原路退回。
fate-refunding-todo = 请拍下订单号。三天没有收到，请拨打咨询电话。
fate-refunded-title = 已经退款
fate-refunded-money = { $amount } 已原路退回。
fate-refunded-todo = 请查看您付款的账户。要缴费，请重新办理。
fate-quarantined-title = 这笔付款需要人工核对
fate-quarantined-money = 还不能确定扣了多少钱。钱不会丢，请不要再付。
fate-quarantined-todo = 请拍下订单号，找大厅工作人员。

## 下次登录：上次的付款怎么样了
last-sentence = 您 { $day } { $time } 的付款，{ $amount }。
last-checking-todo = 请不要再付这一笔。我们会继续核对，下次登录再告诉您。
last-closing-todo = 万一已经扣款，会为您登记缴费或原路退回。下次登录再告诉您。
last-closed-todo = 要缴费，请继续办理。
last-registering-todo = 请不要再付。登记好以后，下次登录可以取凭证。
last-registered-todo = 您还没有取凭证，现在可以取。
last-refunding-todo = 三天没有收到，请拨打咨询电话。
last-refunded-todo = 请查看您付款的账户。要缴费，请继续办理。
last-quarantined-todo = { fate-quarantined-todo }
last-voucher = 取凭证
last-voucher-later = 以后再取

## 第 7 步 凭证
paid-title = 缴费成功
paid-sentence = 已为{ $name }登记。
printing = 正在打印凭证
take-paper = 请取走凭证
print-paper-out = 打印纸用完了。请拍下二维码，和纸凭证一样有效。
print-jam = 打印机卡纸了。请拍下二维码，和纸凭证一样有效。
print-cover-open = 打印机盖子开着。请拍下二维码，和纸凭证一样有效。
print-unconfirmed = 不能确定纸凭证是否完整。请拍下二维码，和纸凭证一样有效。
print-broken = 打印机暂时不能用。请拍下二维码，和纸凭证一样有效。
voucher-code-hint = 可以用手机拍下来保存
voucher-later-title = 缴费成功，正在取凭证
voucher-later-todo = 请拍下凭证号。以后插卡登录也能查到。

## 纸面
paper-title = 社会保险费缴费凭条
paper-reprint = 补打 第 { $count } 次
paper-payer = 缴费人
paper-beneficiary = 参保人
paper-area = 参保地
paper-unit = 征收单位
paper-method = 付款方式
paper-paid-at = 付款时间
paper-posted-at = 登记时间
paper-trade-number = 交易号
paper-kiosk = 终端编号
voucher-code-hint-paper = 扫码可验真伪
paper-not = 本凭条不是发票，不作报销凭证。
paper-hotline = 咨询电话 { $hotline }
paper-simulated = 模拟环境打印，无效

## 技术员的工作台
bench-title = 工作台：模拟世界
bench-pin = 密码 { $pin }
bench-inserted = 已插入{ $name }的卡
bench-pulled = 卡已拔出
bench-phone-title = 市民的手机
bench-pay-wechat = 微信扫码付款
bench-pay-alipay = 支付宝扫码付款
bench-phone = 手机显示：{ $words }
bench-no-code = 屏幕上现在没有付款码
bench-printer = 打印机
bench-take-paper = 取走纸卷
bench-paper-gone = 纸卷已取走
bench-paper-loaded = 纸卷已装上
bench-open-cover = 打开盖子
bench-cover-open = 盖子已打开
bench-cover-closed = 盖子已合上
bench-lines = 线路
bench-cut-network = 断开支付网络
bench-network-cut = 支付网络已断开
bench-network-back = 支付网络已恢复
bench-cut-bureau = 断开社保线路
bench-bureau-cut = 社保线路已断开
bench-bureau-back = 社保线路已恢复
bench-bench = 工作台
bench-language = English
bench-language-changed = 已换成中文

## 日终
day-report-title = 日终对账单
day-report-day = 收款日期
day-report-total = 合计
day-report-received = 收款 { $count } 笔
day-report-posted = 登记 { $count } 笔
day-report-refunded = 退款 { $count } 笔
day-report-count = { $count } 笔
day-report-look = 以下各笔需要人工核对
day-report-signature = 核对人签字：
verdict-matched = 三方一致
verdict-given-back = 已原路退款
verdict-in-flight = 还在处理
verdict-long = 已收款未登记
verdict-short = 已登记未收款
verdict-amount-differs = 金额不一致
verdict-refund-differs = 退款不一致
verdict-kiosk-only = 仅本机有记录
verdict-journal-differs = 本机记录不一致
verdict-other-kiosk = 其他终端
