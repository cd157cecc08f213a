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
out-of-service-title = 本机暂停服务
out-of-service-todo = 请换一台机器，或到人工窗口办理。

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
ended-wiped = 您的信息已清除。没有付的款不会扣。
ended-again = 要继续办理，请重新登录。
ended-reader-lost-todo = 请取出您的卡，换一台机器，或到人工窗口办理。
ended-broken = 这次办理中断了
ended-broken-money = 如果您已经付款，钱不会丢，请不要再付。
ended-broken-todo = 请稍后再登录看看，或到人工窗口办理。
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
way-id-card-detail = 放在感应区，不用密码
way-evoucher = 医保电子凭证
way-evoucher-detail = 手机亮码，机器来扫
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
problem-window-todo = 请拿好卡，到人工窗口咨询。
put-id-card-title = 请放上身份证
put-id-card-sentence = 平放在感应区，先不要拿开。
reading-id-card = 正在读身份证
leave-id-card-there = 请不要拿开身份证。
take-id-card-title = 请拿走您的身份证
take-id-card-sentence = 已经读好了。拿走后自动继续。
take-id-card-main = 已拿走，继续
id-card-removed = 身份证拿开早了，没有读完
id-card-removed-todo = 请重新放好，读完前不要拿开。
id-card-unreadable = 身份证没有读出来
id-card-unreadable-todo = 请拿起身份证，再平放一次。还不行，请到人工窗口办理。
id-card-other = 这张卡不是身份证
id-card-other-todo = 请拿开，换成您的身份证。
show-evoucher-title = 请把医保电子凭证对准扫码口
show-evoucher-sentence = 在手机上打开医保电子凭证，亮出二维码。
show-evoucher-payment-code = 这是付款码。请打开医保电子凭证再扫
show-evoucher-unknown = 这不是医保电子凭证，请换一个再扫
evoucher-refused = 这个二维码已失效
evoucher-refused-todo = 请在手机上刷新医保电子凭证，再扫一次。
id-card-window-todo = 请拿好身份证，到人工窗口咨询。
id-card-mismatch = 身份证上的姓名和社保登记对不上
id-card-expired = 这张身份证已过有效期
id-card-expired-todo = 请拿好身份证。可以用社会保障卡登录，或换领新证后再来。
id-reader-broken = 身份证阅读器暂时不能用
id-reader-broken-todo = 请用社会保障卡登录，或换一台机器。
camera-broken = 摄像头暂时不能用
faces-broken = 暂时不能刷脸
face-another-way-todo = 请用社会保障卡或身份证登录，或请工作人员帮忙。
# 刷脸登录
way-face-detail = 先说明您是谁，再看摄像头
face-who-title = 先告诉我们您是谁
face-who-card = 请插入社会保障卡。
face-who-id-card = 请放上身份证。
face-who-evoucher = 请用手机出示医保电子凭证，对准扫码口。
face-who-card-id-card = 请插入社会保障卡，或放上身份证。
face-who-card-evoucher = 请插入社会保障卡，或用手机出示医保电子凭证。
face-who-id-card-evoucher = 请放上身份证，或用手机出示医保电子凭证。
face-who-all = 请插入社会保障卡，或放上身份证，或用手机出示医保电子凭证。
face-who-none = 现在都用不了，请到人工窗口办理。
face-consent-title = 同意刷脸吗？
face-consent-sentence = 刷脸只用来核对是不是您本人。
face-consent-what = 摄像头拍下您的脸，和社保中心登记的照片比对。
face-consent-where = 画面只在这台机器里，只用这一次。办完就删，不上传，不保存。
face-consent-instead = 不同意也能办：用密码、身份证，或到服务窗口。
face-consent-minors = 不满十四周岁，请监护人陪同并同意。
face-consent-main = 同意，开始刷脸
face-skip = 不刷脸，换一种方式
face-only-evoucher = 只用电子凭证登录
face-kept = 画面不保存
face-come-into-view = 请站到屏幕前面
face-come-into-view-hint = 让脸出现在画面里。
face-one-person-only = 画面里只留您一个人
face-one-person-only-hint = 请旁边的人退后一步。
face-step-nearer = 请走近一步
face-step-back = 请退后一点
face-look-here = 请看着摄像头
face-keep-still = 请保持不动
face-oval-hint = 把脸放在圆圈里。
face-more-light = 光线太暗
face-more-light-hint = 请面向亮的地方。
face-less-light = 光线太强
face-less-light-hint = 请转开一点，不要背对窗户。
face-uncover = 请摘下口罩和墨镜
face-uncover-hint = 整张脸都要看得见。
face-turn-left = 请向左转头
face-turn-right = 请向右转头
face-turn-hint = 慢慢转过去，再转回来。
face-shake-head = 请摇摇头
face-shake-head-hint = 慢慢向一边，再向另一边，然后看回来。
face-blink-twice = 请眨两下眼睛
face-blink-twice-hint = 闭上，睁开，再来一次。
face-close-eyes = 请闭上眼睛
face-close-eyes-hint = 闭两秒钟，再睁开。
face-open-mouth = 请张开嘴
face-open-mouth-hint = 张大，再合上。
face-again = 再试一次
face-otherwise = 换一种方式登录
face-no-more = 这次不能再刷脸了，请换一种方式。
face-locked = 现在不能刷脸
face-locked-todo = 刷脸没有成功的次数多了，半小时后可以再试。现在请用密码、身份证，或到服务窗口。
face-no-photo = 没有查到您的登记照片
face-no-photo-todo = 请换一种方式登录。要登记照片，请到服务窗口。
face-unusable-photo = 登记的照片不能用来比对
face-failed-position = 没有看清您的脸
face-failed-position-todo = 站在屏幕正前方，一臂远，脸放在圆圈里。
face-failed-light = 光线不合适
face-failed-light-todo = 站到光线均匀的地方，不要背对窗户。
face-failed-picture = 没有拍到可用的画面
face-failed-alive = 没能确认是您本人在现场
face-failed-alive-todo = 请本人站在摄像头前，按提示做动作。
face-failed-changed = 中途换了画面
face-failed-changed-todo = 请一个人站在摄像头前，直到结束。
face-failed-lost = 中途没有看清您的脸
face-failed-lost-todo = 请一直看着摄像头，脸放在圆圈里，直到结束。
face-failed-nobody = 没有看到人
face-failed-nobody-todo = 请站到屏幕前面，让脸出现在圆圈里。
face-failed-several = 画面里不止一个人
face-failed-several-todo = 请旁边的人退后一步，再试一次。
face-failed-blurred = 画面不清楚
face-failed-blurred-todo = 每个动作之间请保持不动。
face-failed-covered = 脸被遮住了
face-failed-covered-todo = 请摘下口罩和墨镜，再试一次。
face-failed-early = 动作太早了
face-failed-early-todo = 请等屏幕提示以后再做动作。
face-failed-wrong = 动作和提示不一样
face-failed-wrong-todo = 请看清提示，慢慢做，不着急。
face-failed-slow = 时间到了
face-failed-slow-todo = 请按提示做动作。需要更多时间，可以点“字大一点”。
face-failed-different = 和登记的照片不太一样
face-failed-different-todo = 可以再试一次，或换一种方式登录。照片旧了，请到服务窗口更新。
person-unknown = 没有查到您的参保登记

## 其他服务
other-services = 其他服务
other-services-title = 您还可以办理
service-evoucher = 激活医保电子凭证
service-evoucher-detail = 在手机上出示，看病买药不用带卡
evoucher-consent-title = 激活医保电子凭证
evoucher-consent-sentence = 请看完再决定。
evoucher-consent-what = 社保中心会用您的姓名和身份证号开通电子凭证。
evoucher-consent-phone = 下一步用您自己的手机扫码，凭证就在这部手机上。
evoucher-consent-end = 不用付钱。以后可以在手机上或到窗口停用。
evoucher-consent-main = 同意并激活
evoucher-consent-no = 不激活
not-proven = 要先核验您的身份
not-proven-todo = 请离开后，用社会保障卡和密码，或刷脸重新登录。
evoucher-active-title = 医保电子凭证已激活
evoucher-active-sentence = 请用您自己的手机扫码，把凭证放进手机。
evoucher-active-main = 已扫码，继续
evoucher-active-hint = 请在 { $time } 前扫码。不要让别人扫。

## 社保卡照片
service-card-photo = 拍社保卡照片
service-card-photo-detail = 站在白色背景前，机器自动拍
card-photo-consent-title = 拍社保卡照片
card-photo-consent-sentence = 请看完再决定。
card-photo-consent-what = 摄像头拍一张证件照，只用来制作您的社会保障卡。
card-photo-consent-look = 拍好先给您看。您决定用，才交给社保中心；不用，马上删掉。
card-photo-consent-instead = 不在这里拍也可以：到服务窗口或照相馆拍。
card-photo-consent-main = 同意，开始拍照
card-photo-no = 不拍了
card-photo-not-handed-in = 您同意以前，照片不会交出去
card-photo-straight-hint = 头摆正，不要歪，也不要转。
card-photo-uncover = 请摘下眼镜和口罩
card-photo-uncover-hint = 头发也不要遮住脸。
card-photo-open-eyes = 请睁开眼睛
card-photo-open-eyes-hint = 自然地看着摄像头。
card-photo-close-mouth = 请轻轻合上嘴
card-photo-close-mouth-hint = 自然放松就好。
card-photo-middle = 请退后一点，站到正中
card-photo-background = 您身后不是白色的
card-photo-background-hint = 请站到白色背景板前面，身后不要有别的东西。
card-photo-hat = 请摘下帽子
card-photo-hat-hint = 头发梳得高的，请放低一些。
card-photo-keep-still = 很好，请不要动
card-photo-keep-still-hint = 马上自动拍照。
card-photo-slow = 还没有拍成
card-photo-elsewhere = 照片没有拍成，也没有保存。请到服务窗口拍照。
card-photo-look-title = 用这张照片吗？
card-photo-look-sentence = 以后印在卡上就是这样。
card-photo-keep = 就用这张
card-photo-again = 重拍一张
card-photo-kept-title = 照片已交给社保中心
card-photo-kept-todo = 工作人员会检查照片。合格的，下次办卡直接用，不用再拍。这一步还不是申领新卡，办卡请到服务窗口。

## 第 2 步 选择
bills-title = 请选择要缴的费用
bills-sentence = 点一下选中，再点一下取消。可以选多项。
bills-none-title = 您现在没有要缴的费用
bills-none-sentence = 下面是您的缴费情况，不用在这里付款。
bills-none-todo = 社保系统里没有要您自己缴的费用。有疑问，请到人工窗口咨询。
bills-main = 下一步，共 { $amount }
bills-choose-first = 请先点选要缴的费用
bill-due = 截止 { $day }
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
method-show-code = 出示付款码
method-show-code-detail = 手机亮出付款码，机器来扫
method-no-terminal = 本机没有刷卡机
scanner-broken = 扫码器暂时不能用
show-code-title = 请把付款码对准扫码口
show-code-sentence = 亮出微信或支付宝的付款码，付 { $amount }。
show-code-unknown = 这不是付款码，请换一个再扫
show-code-not-offered = 这里只能用微信或支付宝的付款码

## 第 6 步 付款
payment-subject = 社会保险费
preparing-code = 正在生成付款码
preparing-charge = 正在付款
preparing-terminal = 正在连接刷卡机
preparing-money = 请稍候，还没有收到付款。
pay-title = 请用{ $method }扫码
scan-open-wechat = 打开手机微信，点“扫一扫”
scan-open-alipay = 打开手机支付宝，点“扫一扫”
scan-aim = 对准这个码
scan-confirm = 核对金额，在手机上付款
pay-title-phone = 请在手机上确认付款
phone-look = 看您的手机，可能要输入支付密码
phone-confirm = 核对金额 { $amount }，确认付款
phone-wait = 付好后请等一等
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
fate-undecided-title = 已收到付款，正在和社保中心核对
fate-undecided-money = 已收到您付的 { $amount }。
fate-undecided-todo = 请不要再付。会为您登记缴费或原路退回，下次登录可以看结果。可以等一等，也可以拍下订单号离开。
fate-refunding-title = 这笔费用没有登记成功，正在退款
fate-refunding-money = 您付的 { $amount }会原路退回。
fate-refunding-todo = 请拍下订单号。三天没有收到，请拨打咨询电话。
fate-refunded-title = 已经退款
fate-refunded-money = { $amount }已原路退回。
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
last-undecided-todo = 请不要再付。会为您登记缴费或原路退回。下次登录再告诉您。
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
bench-language = English
bench-citizens = 市民
bench-pin = 密码 { $pin }
bench-card = 社会保障卡
bench-id-card = 身份证
bench-evoucher = 医保电子凭证
bench-face = 站到摄像头前
bench-before-camera = { $name }在镜头前
bench-manner-obeys = 照做
bench-manner-hesitates = 想一想再做
bench-manner-errs = 做错
bench-manner-stares = 不动
bench-manner-photo = 举照片
bench-manner-white-screen = 白色背景前不动
bench-manner-tablet = 举平板放录像
bench-manner-accompanied = 旁边还有人
bench-fault-stall = 不出画面
bench-fault-black = 画面全黑
bench-fault-frozen = 画面不动
bench-fault-truncate = 画面缺一半
bench-media-unknown = 不知道有没有卡
bench-media-present = 有卡
bench-media-not-present = 没有卡
bench-media-jammed = 卡卡住了
bench-unplug = 拔掉线
bench-mend = 全部修好
bench-pull-card = 拔出卡
bench-strangers-card = 放上没参保的人的证
bench-snatch-card = 放上就拿开
bench-take-id-card = 拿走身份证
bench-scanner-reads = 灯亮着，在等人出示码
bench-show-wechat = 微信码，要密码
bench-show-alipay = 支付宝码，要密码
bench-show-and-pay = 微信码，直接付
bench-hold-other = 别的码
bench-paper-low = 纸快用完了
bench-paper-load = 有纸
bench-paper-near-end = 纸少
bench-paper-take = 没纸
bench-paper-jam = 卡纸
bench-open-cover = 打开盖子
bench-switch-off = 断电
bench-terminal-waits = 等刷卡：{ $amount } 元
bench-present-card = 刷银行卡
bench-decline-card = 刷卡，银行拒绝
bench-cancel-card = 按取消
bench-light = 灯亮：{ $device }
bench-door-open = 柜门开着
bench-tampered = 柜子被撬过
bench-open-door = 打开柜门
bench-tamper = 撬开柜子
bench-announcer-said = 刚才说：{ $words }
bench-fault-foreign = 协议版本不同
bench-fault-unplugged = 没有声卡
bench-plug-in = 插上线
bench-close-door = 关上柜门
bench-close-cover = 合上盖子
bench-switch-on = 通电
bench-restore = 恢复
bench-fault-undone = 撤销：{ $fault }
bench-insert-card = 插卡
bench-put-id-card = 放上身份证
bench-face-gone = 离开摄像头
bench-phone-title = 市民的手机
bench-phone-idle = 没事可做
bench-phone-code = 可以扫码
bench-phone-asks = 在问密码
bench-phone = 手机显示：{ $words }
bench-phone-says-payable = 请确认付款
bench-phone-says-paid = 支付成功
bench-phone-says-already-paid = 这笔订单已经付过了
bench-phone-says-closed = 这笔订单已经关闭，不能再付款
bench-phone-says-expired = 这个码已过期，请回到机器前换一个新码
bench-phone-says-wrong-wallet = 这个钱包读不了这个码，请换另一个钱包扫
bench-phone-says-unreadable = 这不是付款码
bench-phone-says-showing = 请出示付款码
bench-phone-says-asking = 请输入密码付款
bench-phone-says-refused = 您没有付款
bench-phone-says-reversed = 商户已取消这笔付款，付了的钱会退回
bench-pay-wechat = 微信扫码付款
bench-pay-alipay = 支付宝扫码付款
bench-scan-wechat = 微信扫码，不付
bench-scan-alipay = 支付宝扫码，不付
bench-confirm-phone = 输入密码
bench-refuse-phone = 拒绝付款
bench-gateway = 支付网关
bench-bureau = 社保系统
bench-line-well = 通
bench-line-failing = 会出错
bench-line-cut = 断了
bench-cut-network = 断开网络
bench-cut-bureau = 断开线路
bench-settle-elsewhere = 别处缴掉第一张账单
bench-change-bill = 第一张账单减 100 元
bench-faults = 让它出错
bench-when-once = 一次
bench-when-times = { $count } 次
bench-when-always = 一直
bench-when-after = { $count } 次之后一次
bench-when-random = 随机 { $percent }%，种子 { $seed }
bench-when-less = 减一
bench-when-more = 加一
bench-fault-planned = { $fault }：{ $when }
bench-fault-hang = 没有反应
bench-fault-mute = 不回话
bench-fault-noise = 有杂音
bench-fault-spoil = 数据损坏
bench-fault-garbage = 读出乱码
bench-fault-no-end = 没有行尾
bench-fault-repeat = 连读三次
bench-fault-repeat-answers = 回话两遍
bench-fault-paper-out = 打到一半没纸
bench-fault-paper-jam = 打到一半卡纸
bench-fault-cover-open = 打到一半开盖
bench-fault-cutter-error = 切不断
bench-fault-printer-error = 打到一半坏了
bench-fault-power-off = 打到一半断电
bench-fault-wrong-amount = 金额不对
bench-fault-lose-acks = 不确认收到
bench-fault-drop-request = 请求丢了
bench-fault-drop-reply = 回答丢了
bench-fault-server-error = 服务器出错
bench-fault-bad-signature = 签名不对
bench-fault-stale-timestamp = 时间过旧
bench-fault-truncated-body = 回答缺一半
bench-fault-wrong-number = 单号不对
bench-fault-unsigned = 没有签名
bench-fault-delayed = 晚很久才到
bench-fault-duplicated = 请求到两次
bench-fault-reordered = 次序颠倒
bench-fault-paid-meanwhile = 这时正好付款
bench-fault-late-payment = 最后一刻付款
bench-record-start = 开始录制
bench-record-stop = 停止录制
bench-record-hint = 把接下来在屏幕上和工作台上做的事录成流程文件。
bench-record-running = 正在录制
bench-record-used = 正在录制。这里已有缴过的账单，重放时从新的开始，可能不一样。
bench-record-busy = 有人在办理。等屏幕回到首页，再开始录制。
bench-record-written = 写在 { $file }
bench-record-lost = 写不进 { $folder }：{ $why }
bench-log = 经过
bench-event = { $what }：{ $happened }
bench-cannot = { $what }，做不到：{ $why }

## 设备故障：市民看到的
fault-message = { $title }。{ $todo }
photograph-voucher-todo = 请拍下二维码，和纸凭证一样有效。
another-way-todo = 请换一种方式办理。
pay-another-way-todo = 请换一种方式付款。
printer-broken = 打印机暂时不能用
printer-paper-out = 打印纸用完了
printer-jam = 打印机卡纸了
printer-cover-open = 打印机盖子开着
printer-cutter-stuck = 打印机切不断纸
print-unconfirmed = 不能确定纸凭证是否完整
terminal-broken = 刷卡机暂时不能用
code-unreadable = 没有扫清楚
code-unreadable-todo = 请把手机屏幕调亮，再对准一次。
board-broken = 指示灯暂时不亮
announcer-broken = 语音提示暂时没有声音
follow-screen-todo = 请看屏幕上的提示。
no-code = 没有看到二维码
no-code-todo = 请亮出手机上的码，离扫码口近一点。

## 设备故障：技术员看到的。步骤一行一条。
device-card_reader = 社会保障卡读卡器
device-identity_card_reader = 身份证阅读器
device-code_scanner = 扫码器
device-printer = 凭证打印机
device-payment_terminal = 刷卡机
device-camera = 摄像头
device-faces = 人脸识别
device-indicator_board = 指示灯和门控板
device-announcer = 语音播报
service-login-by-card = 插社会保障卡登录
service-login-by-identity-card = 用身份证登录
service-login-by-evoucher = 用医保电子凭证登录
service-login-by-face = 刷脸登录
service-pay-by-bank-card = 刷银行卡付款
service-pay-by-payment-code = 出示付款码付款
service-voucher-on-paper = 打印纸凭证
service-guide-lights = 指示灯
service-spoken-pages = 语音提示
severity-info = 提示
severity-warning = 注意
severity-critical = 严重
recovery-by-itself = 自行恢复
recovery-citizen = 市民自己解决
recovery-technician = 需要技术员
faults-title = 设备故障一览
faults-fault = 故障
faults-services = 影响的服务
faults-recovery = 谁来恢复
faults-citizen = 市民看到
faults-cause = 原因
faults-steps = 处理步骤
faults-blocks = 停用：{ $service }
faults-degrades = 可能不成：{ $service }

fault-line-missing-cause = 找不到设备：线没有接好，没有通电，或设置里的端口不对。
fault-line-missing-steps =
    看设备的电源和指示灯。
    拔下数据线，再插紧。
    运行 kiosk devices detect，核对设置里的端口。
    仍然找不到，换一根线，再换设备。
fault-silent-cause = 设备接着，但不回话：可能死机，或设置里的型号、波特率不对。
fault-silent-steps =
    断电十秒，再通电。
    核对设置里的型号和波特率。
    仍然不回话，更换设备。
fault-suspect-cause = 设备说的话不像这种设备，或驱动程序出错。原因写在设备状态里。
fault-suspect-steps =
    核对设置里的设备型号和端口。
    断电十秒，再通电。
    仍然不行，记下设备状态里的原因，联系维护人员。
fault-card-reader-missing-cause = 读卡器没有接好，或 pcscd 服务没有运行。
fault-card-reader-missing-steps =
    看读卡器的指示灯，拔下 USB 线，再插紧。
    运行 kiosk doctor，看 pcscd 是否在运行。
    换一个 USB 口；仍然不行，更换读卡器。
fault-card-removed-cause = 没有读完，市民就拔出了卡。设备正常。
fault-card-removed-steps =
    不用处理。
    如果经常发生，看卡槽里的触点是否松动。
fault-card-mute-cause = 卡插反了，芯片脏了，或读卡器的触点脏了。
fault-card-mute-steps =
    请市民把卡翻过来再试。
    用清洁卡清洁读卡器的触点。
    换一张好卡再试：好卡能读，就是市民的卡坏了。
fault-card-other-cause = 卡上没有社会保障应用，例如只是银行卡。设备正常。
fault-card-other-steps =
    不用处理。
    如果社会保障卡也这样，换一张卡再试，并记下卡的发卡地区。
fault-card-unreadable-cause = 卡的回答不完整，或卡里的数据写坏了。
fault-card-unreadable-steps =
    清洁读卡器的触点。
    换一张好卡再试：好卡能读，请市民到人工窗口换卡。
    好卡也读不全，更换读卡器。
fault-card-blocked-cause = 密码连续输错，卡已自行锁定。设备正常。
fault-card-blocked-steps =
    不用处理。
    请市民带身份证到人工窗口重置密码。
fault-card-invalidated-cause = 发卡方已停用卡上的社会保障应用。设备正常。
fault-card-invalidated-steps =
    不用处理。
    请市民带身份证到人工窗口办理。
fault-id-module-cause = 阅读器里的安全模块自检不通过，或没有授权。
fault-id-module-steps =
    断电十秒，再通电。
    仍然不行，安全模块要送回厂家：更换阅读器。
fault-id-card-removed-cause = 没有读完，市民就拿开了身份证。设备正常。
fault-id-card-removed-steps =
    不用处理。
    如果经常发生，看感应区上有没有贴纸或金属。
fault-id-card-unreadable-cause = 身份证没有放平，几张卡叠在一起，或芯片坏了。
fault-id-card-unreadable-steps =
    请市民把身份证单独平放。
    换一张好身份证再试：好的能读，就是市民的身份证坏了。
    好的也读不出来，更换阅读器。
fault-id-card-other-cause = 放上的不是身份证，或阅读器不认这张卡。设备正常。
fault-id-card-other-steps =
    不用处理。
    如果身份证也这样，更换阅读器。
fault-code-unreadable-cause = 扫到的不是完整的一行：手机屏幕太暗，窗口脏了，或扫码器没有设成行尾加回车。
fault-code-unreadable-steps =
    擦干净扫码窗口。
    扫一次设置码，让扫码器在行尾加回车（CR）。
    核对设置里的波特率。
fault-no-code-cause = 二十秒内没有码对准扫码口。设备正常。
fault-no-code-steps =
    不用处理。
    如果对准了也扫不到，擦干净扫码窗口，看灯亮不亮。
fault-door-open-cause = 机柜门开着，本机自动暂停服务。
fault-door-open-steps =
    关好机柜门，几秒后自动恢复服务。
    门已关好还这样，看门上的开关有没有移位。
fault-tampered-cause = 机柜被撬动过，还没有操作员确认。本机已暂停服务。
fault-tampered-steps =
    看机柜、读卡口和刷卡机有没有被动过手脚；有，就报告负责人，不要恢复服务。
    没有问题，在服务菜单里确认，本机恢复服务。
fault-loudspeaker-missing-cause = 找不到扬声器，或声卡不接收声音。
fault-loudspeaker-missing-steps =
    看扬声器的电源和音量旋钮，拔下插头，再插紧。
    运行 aplay -l，看有没有声卡；核对设置里的声卡名。
fault-no-voice-cause = 这句话没有录音，也没有装语音合成。
fault-no-voice-steps =
    看 assets/sounds 里的录音是否齐全。
    安装 espeak-ng，没有录音的话就由它来念。
fault-paper-out-cause = 纸卷用完了，或没有装好。
fault-paper-out-steps =
    打开打印机盖子，取出旧纸芯。
    装上 80 毫米热敏纸，纸头从下面出来。
    合上盖子，撕掉露出的纸头。
fault-paper-jam-cause = 纸卡在打印头或切刀处。
fault-paper-jam-steps =
    打开盖子，顺着出纸方向拉出卡住的纸。
    剪平纸头，重新装好。
    合上盖子。
fault-cover-open-cause = 打印机的盖子没有合好。
fault-cover-open-steps =
    看盖子下面有没有夹着纸。
    两边同时按下，听到咔嗒一声。
fault-cutter-cause = 切刀没有回到原位，可能夹着纸屑。
fault-cutter-steps =
    关掉打印机电源。
    转动切刀的手轮，让切刀退回，取出纸屑。
    通电。仍然切不断，更换切刀。
fault-printer-error-cause = 打印机报告了不能自行恢复的错误，例如打印头或电源。
fault-printer-error-steps =
    断电十秒，再通电。
    看打印机自己的指示灯，对照它的手册。
    仍然报错，更换打印机。
fault-print-unconfirmed-cause = 凭证已送去打印，打印机没有确认打完：中途断电、掉线或死机。
fault-print-unconfirmed-steps =
    看出纸口有没有打了一半的凭证，作废收好。
    看打印机的电源和数据线。
fault-terminal-not-connected-cause = 付款开始时刷卡机的线断了，一个字节也没有送出。没有扣款。
fault-terminal-not-connected-steps =
    看刷卡机的电源和数据线。
    运行 kiosk doctor，核对设置里的端口或地址。
fault-terminal-silent-cause = 付款已送到刷卡机，回答没有来：不知道有没有扣款。本机会一直查到底。
fault-terminal-silent-steps =
    不要在刷卡机上手工撤销或重刷。
    看刷卡机的屏幕、网络和数据线。
    通电后等一分钟，在服务菜单的“待处理的付款”里看有没有要人工处理的。
fault-camera-silent-cause = 摄像头接着，但不再给出新的画面：可能死机，或 USB 口供电不足。
fault-camera-silent-steps =
    拔下摄像头的线，十秒后再插紧。
    换一个 USB 口，不要经过分线器。
    仍然没有画面，更换摄像头。
fault-camera-black-cause = 画面全黑：镜头被遮住，或大厅里没有灯光。
fault-camera-black-steps =
    看镜头前有没有盖子、贴纸或杂物。
    在服务菜单里看摄像头的画面。
    有光而仍然全黑，更换摄像头。
fault-camera-damaged-cause = 画面只传来一部分：线太长、松动，或网络太慢。
fault-camera-damaged-steps =
    把线的两头插紧，或换一根短的线。
    网络摄像头：把码率或分辨率调低。
fault-faces-missing-cause = 人脸识别的模型文件不全，或被改动过。
fault-faces-missing-steps =
    运行 tools/setup，补齐模型文件。
    运行 kiosk doctor，看还缺什么。
fault-faces-stopped-cause = 人脸识别进程意外停止或没有回答，正在自动重新启动。
fault-faces-stopped-steps =
    不用处理；多次出现时看日志里的原因。
    看机器的内存够不够：识别约需 450 MB。

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

## 服务菜单
service-operator-title = 请选择您的名字
service-no-operator = 还不能进入服务菜单
service-no-operator-todo = 还没有人设置操作员密码。请在本机运行 kiosk operator set-pin 姓名。
service-pin-title = 请输入操作员密码
service-pin-sentence = { $name }，6 到 8 位数字。
service-pin-wrong = 密码不对。再错，要等更久才能再试。
service-pin-wait = 输错太多次，请等 { $minutes } 分 { $seconds } 秒再试。
service-title = 服务菜单
service-sentence-closed = 本机现在暂停服务。
service-leave = 退出服务菜单
service-devices = 设备检测
service-devices-well = 都正常
service-devices-broken = { $count } 台不正常
service-devices-sentence = 点一台设备，看状态、处理办法，做自检。
service-device-line = { $state }。{ $test }
service-paper = 更换纸卷
service-paper-detail = 一步一步来，最后打试印页
service-totals = 今日收款
service-totals-detail = 各种方式的笔数和金额
service-payments = 待处理的付款
service-payments-waiting = { $count } 笔要人工决定
service-payments-none = 没有要人工处理的付款
service-log = 运行日志
service-log-detail = 最近的记录，个人信息已遮挡
service-close = 暂停服务
service-close-detail = 关门、检修或收班
service-open = 恢复服务
service-open-detail = 现在不接待市民
service-state-starting = 正在启动
service-state-online = 正常
service-state-offline = 没有回应
service-state-power-off = 没有通电
service-state-no-device = 没有连上
service-state-hardware-error = 硬件故障
service-state-user-error = 要人处理
service-state-device-busy = 正在工作
service-fault = 原因
service-fault-steps = 怎么办
service-fault-reason = 细节
service-history = 状态记录
service-history-line = { $at } { $what }
service-last-test = 上次自检
service-last-test-detail = 自检结果
service-test-never = 还没有自检
service-test-passed = 自检通过，{ $at }，{ $operator }
service-test-failed = 自检没有通过，{ $at }，{ $operator }
service-self-test = 自检
service-testing = 正在自检
service-test-printing = 正在打印试印页
service-test-passed-title = 自检通过
service-test-failed-title = 自检没有通过
service-test-page = 试印页
service-test-page-title = 试印页清楚吗？
service-test-page-todo = 看字是不是黑、有没有缺行、二维码完不完整、纸有没有切断。
service-test-page-clear = 清楚，已切断
service-test-page-bad = 不清楚或没切断
service-test-card-title = 请插入任意一张卡
service-test-card-sentence = 社保卡会读出卡号末三位，其他芯片卡只看有没有回应。
service-test-no-reaction = 没有反应
service-test-id-card-title = 请放上任意一张身份证
service-test-id-card-sentence = 号码的大部分会遮住，其他感应卡只看有没有回应。
service-test-code-title = 请把任意二维码对准扫码口
service-test-code-sentence = 只数字符，不保存内容。
service-readiness = 做完了，写就绪报告
service-readiness-writing = 正在写就绪报告
service-readiness-written = 就绪报告已写好
service-not-written = 没有存下来
service-not-kept-todo = 开关已经生效，但磁盘写不了：重新启动后会变回来。请检查磁盘。
service-paper-open = 请打开打印机盖子
service-paper-open-todo = 取出旧纸芯。
service-paper-load = 请装上新纸卷
service-paper-load-todo = 热敏面朝上，纸头拉出出纸口，再合上盖子。
service-paper-close = 请合上打印机盖子
service-paper-close-todo = 纸头留在外面，听到咔嗒一声。
service-paper-print = 纸卷已装好
service-paper-print-todo = 打一张试印页，看看清楚不清楚。
service-paper-fault = 打印机还有别的故障
service-paper-fault-todo = 请先到“设备检测”看打印机怎么处理。
service-paper-test = 打印试印页
service-paper-done = 纸卷已换好
service-totals-sentence = { $day }，到现在为止。
service-totals-line = 收款 { $received } 笔 { $received-sum } 元；退款 { $refunded } 笔 { $refunded-sum } 元；未完成 { $open } 笔
service-payments-sentence = 这些付款自己结束不了。点一笔，看详情并作决定。
service-payment-line = { $at }，{ $rail }，{ $amount }
service-payment-begun = 开始时间
service-payment-paid = 已收
service-payment-unknown = 不知道有没有收到
service-payment-state = 状态
service-payment-state-pay-intent = 正在下单
service-payment-state-open = 等付款
service-payment-state-close-intent = 正在关单
service-payment-state-cancel-intent = 正在撤销
service-payment-state-closed = 已关单，没有付款
service-payment-state-paid = 已付款，等登记
service-payment-state-post-intent = 已付款，正在登记
service-payment-state-posted = 已登记
service-payment-state-void-intent = 正在作废登记
service-payment-state-refund-intent = 正在退款
service-payment-state-refunded = 已退款
service-payment-state-quarantined = 已搁置：网关说的金额或单号不对
service-payment-decided = 已作决定
service-payment-decided-line = { $at } { $operator }：{ $decision }，{ $note }
service-do-not-post = 不登记，退款
service-resolved = 已人工处理完
service-reason-title = 为什么？
service-reason-sentence = 决定和您的名字会永久保存。
service-reason-wants-money-back = 市民要求退款
service-reason-paid-elsewhere = 已在别处缴过
service-reason-wrong-person = 缴错了人或项目
service-reason-given-back = 已人工退款
service-reason-registered = 已人工登记
service-reason-never-paid = 已查明没有扣款
service-decided = 决定已记下
service-decided-todo = 本机马上照办。
service-too-late = 现在不能这样决定
service-close-title = 要暂停服务吗？
service-close-todo = 市民会看到“本机暂停服务”。正在处理的付款会继续办完。重新启动后仍然暂停。
service-open-title = 要恢复服务吗？
service-open-todo = 退出服务菜单后，市民就可以办理。
service-test-picture-title = 画面清楚吗？
service-test-picture-sentence = 站到镜头前，看亮度和清晰度。
service-test-picture-good = 清楚
service-test-picture-bad = 不清楚
service-test-lights-title = 所有指示灯都亮着吗？
service-test-lights-todo = 看读卡器、身份证阅读器、扫码口、打印机和刷卡机旁边的灯。
service-test-lights-good = 都亮着
service-test-lights-bad = 有灯不亮
service-test-door-title = 请打开机柜门，再关上
service-test-door-sentence = 门控开关看到以后自动继续。
service-test-faces-sentence = 正用一段录像与两张照片比对，约需十秒。
service-test-photo-title = 和证件上的照片一样吗？
service-test-photo-sentence = 照片只在这里看，不保存。
service-test-photo-same = 一样，清楚
service-test-photo-different = 不一样，或不清楚
service-test-no-photo-title = 没有照片可看
service-test-no-photo-sentence = 证件已读出。照片要用阅读器厂家的解码库才能看，本机没有配置，或解码没有成功。不影响市民办事。
service-test-listen-title = 请听
service-test-listen-sentence = 本机正在说一句话。
service-test-heard-title = 听到声音了吗？
service-test-heard-todo = 本机刚才说了一句话。
service-test-heard-yes = 听到了
service-test-heard-no = 没有听到
service-test-sentence = 这是语音测试。请取走凭证。
service-seen-fault = { $cause }（{ $reason }）
service-seen-not-fitted = 本机没有这台设备。
service-seen-card = 读出了卡 { $number }。
service-seen-id-card = 读出了证件 { $number }，照片没有解码。
service-seen-id-card-and-photo = 读出了证件 { $number }，照片和证件上印的一样。
service-seen-wrong-photo = 读出了证件 { $number }，照片不清楚，或和证件上印的不一样。
service-seen-other-card = 另一种卡有回应（{ $answer }）。
service-seen-no-reaction = 有人试了，没有反应。
service-seen-code = 读出了 { $length } 个字符的码。
service-seen-no-trade = 刷卡机回答：没有这笔交易。答得对。
service-seen-wrong-trade = 刷卡机说有一笔从未有过的交易（{ $answer }）。
service-seen-clear-page = 试印页清楚，已切断。
service-seen-bad-page = 试印页不清楚，或没有切断。
service-seen-clear-picture = 画面清楚。
service-seen-bad-picture = 画面不清楚。
service-seen-no-picture = 没有画面。
service-seen-dark-light = 有指示灯不亮。
service-seen-lights-and-door = 指示灯都亮；柜门打开和关上都看到了。
service-seen-voice = 听到了声音。
service-seen-no-voice = 没有听到声音。
service-seen-face = 录像里的人照要求做了动作，用本人照片认得出，用别人照片认不出。
service-seen-face-degraded = 录像里的人照要求做了动作，用本人照片认得出，用别人照片认不出。缺少的部件：{ $without }。
service-seen-face-missed = 没有正确判断录像里的人（{ $reason }）。
service-seen-face-mistaken = 把录像里的人认成了别人。
service-alarm = 解除报警
service-alarm-detail = 机柜被强行打开过
service-alarm-title = 要解除机柜报警吗？
service-alarm-todo = 请先检查机柜、锁和线缆，确认没有被动过手脚。
service-alarm-end = 检查过了，解除
service-alarm-goes-on = 报警没有解除
service-leave-as-is = 先不改
service-log-sentence = 最新的在最上面。
service-log-again = 刷新
service-log-empty = 还没有记录

## 就绪报告
report-title = 设备就绪报告
report-kiosk = 终端编号：{ $number }
report-made = { $at }，操作员 { $operator }
report-ready = 结论：可以开放服务
report-not-ready = 结论：还不能开放，请处理下列设备
report-device = 设备
report-state = 状态
report-remarks = 说明
report-passed = 通过
report-failed = 没有通过
