### What a citizen reads. Short, in the words of a kind clerk.

## Every screen
step-of = Step { $number } of { $count }
back = Back
leave = Leave
help = Help
elder-on = Larger text
elder-off = Smaller text
simulated = Simulation: no real payment
scroll-down = More below
scroll-up = Back up
retry = Try again
done = Done
next = Next
go-on = Go on
understood = OK
finish = Done, leave
leave-now = Leave
please-wait = Please wait. It takes a few seconds.
amount = ¥{ $yuan }
date = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $day }, { $year }
minus = -{ $amount }
total = Chosen so far
total-to-pay = Total to pay
total-paid = Total paid
hotline = Help line
order-number = Order number
voucher-number = Voucher number
money-not-moved = You have not been charged.

starting-title = Starting
starting-sentence = Checking payments that were not finished. Please wait.
out-of-service-title = This machine is out of service
out-of-service-todo = Please use another machine, or go to the counter.

## Questions
idle-title = Are you still there?
idle-sentence = { $seconds ->
    [one] In { $seconds } second we will log you out and clear your details.
   *[other] In { $seconds } seconds we will log you out and clear your details.
}
idle-stay = I need more time
leave-title = Do you want to leave?
leave-sentence = Your details will be cleared. You pay nothing that you have not paid yet.
leave-stay = No, go on
help-title = Do you need help?
help-sentence = Please wave to the staff in the hall, or call { $hotline }.

## Ends
ended-idle = You have been logged out
ended-card-pulled = You took your card, so we stopped
ended-wiped = Your details are cleared. You pay nothing that you have not paid yet.
ended-again = To go on, please log in again.
ended-reader-lost-todo = Take your card out. Use another machine, or go to the counter.
ended-broken = Something went wrong here
ended-broken-money = If you have paid, your money is not lost. Please do not pay again.
ended-broken-todo = Log in again later to see, or go to the counter.
take-card-title = Please take your card
take-card-sentence = Do not forget your social security card.
take-card-again = Take it out, then insert it again.
card-out = Take my card
card-out-again = Take it out, insert again

## Step 1
attract-title = Pay your social insurance
attract-sentence = Choose a way to begin
way-card = Social security card
way-card-detail = Insert it, enter the PIN
way-id-card = Resident ID card
way-id-card-detail = Put it on the reader, no PIN
way-evoucher = E-voucher
way-evoucher-detail = This machine scans your phone
way-face = Face
way-not-here = Not available here yet
limit-no-paper = No paper vouchers today. You can photograph the code on the screen.
reader-broken = The card reader is out of order
reader-broken-todo = Please use another machine or go to the counter.
insert-card-title = Insert your social security card
insert-card-sentence = Chip up, push it in all the way.
reading-card = Reading your card
leave-card-in = Please leave the card in.
checking-pin = Checking your PIN
asking-bureau = Looking up your payments
pin-title = Enter your card PIN
pin-sentence = Six digits. Cover the keys with your hand.
pin-main = OK
pin-wrong = { $left ->
    [one] Wrong PIN. You have { $left } try left.
   *[other] Wrong PIN. You have { $left } tries left.
}
key-erase = Erase
key-clear = Clear
card-removed = The card came out too early
card-removed-todo = Please insert it again and leave it in.
card-mute = The chip does not answer
card-turn-todo = Take the card out, check the chip side, insert it again.
card-not-social-security = This is not a social security card
card-other-todo = Take it out and use your social security card.
card-unreadable = The card cannot be read completely
card-window-todo = Take your card and your ID card to the counter.
card-blocked = Too many wrong PINs: the card is locked
card-blocked-todo = Take your card and your ID card to the counter to reset the PIN.
card-invalidated = This card is no longer valid
card-new-todo = Take it out and use your new card.
card-unknown = The card does not match our records
card-locked = This card is locked
card-lost = This card was reported lost
card-lost-todo = If you found your own card again, go to the counter with your ID card. If it is somebody else's, please hand it to the staff.
card-expired = This card has expired
card-expired-todo = Take your card and your ID card to the counter for a new one.
problem-retry-todo = Please try again. If it fails, ask the staff.
problem-window-todo = Keep your card and ask at the counter.
put-id-card-title = Please put your ID card on the reader
put-id-card-sentence = Lay it flat and leave it there.
reading-id-card = Reading your ID card
leave-id-card-there = Please leave the ID card there.
take-id-card-title = Please take your ID card
take-id-card-sentence = It has been read. This goes on by itself once you take it.
take-id-card-main = Taken, go on
id-card-removed = The ID card was taken away too soon
id-card-removed-todo = Put it on the reader again and leave it until it is read.
id-card-unreadable = The ID card could not be read
id-card-unreadable-todo = Lift it and lay it flat once more. If it fails again, please go to the counter.
id-card-other = This is not an ID card
id-card-other-todo = Take it away and put your ID card on the reader.
show-evoucher-title = Hold your e-voucher to the scanner
show-evoucher-sentence = Open the medical e-voucher on your phone and show its code.
show-evoucher-payment-code = That is a payment code. Please open the e-voucher
show-evoucher-unknown = That is no e-voucher. Try another one
evoucher-refused = This code is no longer valid
evoucher-refused-todo = Refresh the e-voucher on your phone and scan it again.
id-card-window-todo = Keep your ID card and ask at the counter.
id-card-mismatch = The name on the ID card differs from our records
id-card-expired = This ID card has expired
id-card-expired-todo = Keep your ID card. You can log in with your social security card, or come with a new one.
id-reader-broken = The ID card reader is not working
id-reader-broken-todo = Log in with your social security card, or use another machine.
camera-broken = The camera is not working
faces-broken = Faces cannot be checked now
face-another-way-todo = Please log in with your social security card or ID card, or ask our staff.
# Logging in by face
way-face-detail = First who you are, then the camera
face-who-title = First, who are you?
face-who-card = Please put in your social security card.
face-who-id-card = Please lay down your ID card.
face-who-evoucher = Please hold the e-voucher on your phone to the scanner.
face-who-card-id-card = Please put in your social security card, or lay down your ID card.
face-who-card-evoucher = Please put in your social security card, or show the e-voucher on your phone.
face-who-id-card-evoucher = Please lay down your ID card, or show the e-voucher on your phone.
face-who-all = Please put in your social security card, lay down your ID card, or show the e-voucher on your phone.
face-who-none = None of it can be read just now. Please go to the counter.
face-consent-title = May we look at your face?
face-consent-sentence = Only to check that it is really you.
face-consent-what = The camera looks at your face and compares it with your photo at the bureau.
face-consent-where = The pictures stay in this machine, for this one time. They are deleted at once, never sent and never stored.
face-consent-instead = You need not agree: use your PIN, your ID card, or the counter.
face-consent-minors = If you are under 14, your guardian must be with you and agree.
face-consent-main = Agree and begin
face-skip = Another way, please
face-only-evoucher = Use the e-voucher only
face-kept = Pictures are not stored
face-come-into-view = Please stand before the screen
face-come-into-view-hint = Your face should be in the picture.
face-one-person-only = Only you in the picture, please
face-one-person-only-hint = Ask the others to step back.
face-step-nearer = Please step nearer
face-step-back = Please step back a little
face-look-here = Please look at the camera
face-keep-still = Please keep still
face-oval-hint = Your face inside the oval.
face-more-light = It is too dark
face-more-light-hint = Please face the light.
face-less-light = It is too bright
face-less-light-hint = Please turn away a little; no window behind you.
face-uncover = Please take off mask and sunglasses
face-uncover-hint = Your whole face must be seen.
face-turn-left = Please turn your head to the left
face-turn-right = Please turn your head to the right
face-turn-hint = Slowly there, and back again.
face-shake-head = Please shake your head
face-shake-head-hint = Slowly to one side, to the other, and back.
face-blink-twice = Please blink twice
face-blink-twice-hint = Close, open, and once more.
face-close-eyes = Please close your eyes
face-close-eyes-hint = For two seconds, then open them.
face-open-mouth = Please open your mouth
face-open-mouth-hint = Wide open, and close it again.
face-again = Try again
face-otherwise = Log in another way
face-no-more = That was the last try for now. Please use another way.
face-locked = Not by face just now
face-locked-todo = It did not work too often; you may try again in half an hour. Please use your PIN, your ID card, or the counter.
face-no-photo = There is no photo of you
face-no-photo-todo = Please log in another way. A photo can be taken at the counter.
face-unusable-photo = Your photo cannot be compared with
face-failed-position = Your face could not be seen well
face-failed-position-todo = Stand right before the screen, an arm's length away, your face inside the oval.
face-failed-light = The light is not right
face-failed-light-todo = Stand in even light, with no window behind you.
face-failed-picture = There was no usable picture
face-failed-alive = We could not tell that you are really there
face-failed-alive-todo = Please stand before the camera yourself, and move as you are asked to.
face-failed-changed = The picture changed half-way
face-failed-changed-todo = Please stay before the camera alone until the end.
face-failed-lost = We lost sight of your face
face-failed-lost-todo = Please look at the camera until the end, your face inside the oval.
face-failed-nobody = Nobody was seen
face-failed-nobody-todo = Please stand before the screen, your face inside the oval.
face-failed-several = There was more than one person
face-failed-several-todo = Please ask the others to step back, and try again.
face-failed-blurred = The picture was not clear
face-failed-blurred-todo = Please keep still between the movements.
face-failed-covered = Your face was covered
face-failed-covered-todo = Please take off mask and sunglasses, and try again.
face-failed-early = That was too early
face-failed-early-todo = Please wait until the screen asks for a movement.
face-failed-wrong = That was another movement
face-failed-wrong-todo = Please read what to do, and take your time.
face-failed-slow = The time was over
face-failed-slow-todo = Please move as the screen asks. For more time, touch Larger text.
face-failed-different = It does not look like your photo
face-failed-different-todo = You may try again, or log in another way. If the photo is old, have a new one taken at the counter.
person-unknown = You are not in our records

## Other services
other-services = Other services
other-services-title = What else would you like to do?
service-evoucher = Activate your e-voucher
service-evoucher-detail = Show it on your phone instead of a card
evoucher-consent-title = Activate your e-voucher
evoucher-consent-sentence = Please read this before you decide.
evoucher-consent-what = The bureau opens an e-voucher in your name, with your ID number.
evoucher-consent-phone = Next you scan a code with your own phone, and the e-voucher is on that phone.
evoucher-consent-end = It costs nothing. You can end it later on the phone or at the counter.
evoucher-consent-main = Agree and activate
evoucher-consent-no = Not now
not-proven = First we must be sure it is you
not-proven-todo = Please leave, then log in with your card and PIN, or by face.
evoucher-active-title = Your e-voucher is active
evoucher-active-sentence = Scan this with your own phone to keep it there.
evoucher-active-main = Scanned, go on
evoucher-active-hint = Scan it before { $time }. Let nobody else scan it.

## The photo for the card
service-card-photo = A photo for your social security card
service-card-photo-detail = Stand before the white screen; it is taken by itself
card-photo-consent-title = A photo for your social security card
card-photo-consent-sentence = Please read this before you decide.
card-photo-consent-what = The camera takes one photo. It is used to make your social security card, and for nothing else.
card-photo-consent-look = You see it first. The bureau gets it only if you keep it; otherwise it is deleted at once.
card-photo-consent-instead = It need not be here: a counter or a photographer takes it, too.
card-photo-consent-main = Agree and start
card-photo-no = No photo
card-photo-not-handed-in = No photo leaves before you say so
card-photo-straight-hint = Hold your head straight, not to a side.
card-photo-uncover = Take off your glasses and mask
card-photo-uncover-hint = No hair over your face either.
card-photo-open-eyes = Please open your eyes
card-photo-open-eyes-hint = Look into the camera as you always do.
card-photo-close-mouth = Please close your mouth
card-photo-close-mouth-hint = Just relax.
card-photo-middle = A little back, and to the middle
card-photo-background = There is something behind you
card-photo-background-hint = Stand right before the white screen, with nothing else behind you.
card-photo-hat = Please take off your hat
card-photo-hat-hint = If your hair is tied high, let it down.
card-photo-keep-still = Good, now keep still
card-photo-keep-still-hint = The photo is taken by itself.
card-photo-slow = No photo yet
card-photo-elsewhere = No photo was taken or kept. The counter can take it.
card-photo-look-title = Shall we use this photo?
card-photo-look-sentence = It will be on your card like this.
card-photo-keep = Use this one
card-photo-again = Take another
card-photo-kept-title = The bureau has your photo
card-photo-kept-todo = A clerk checks it. If it is good, your next card is made with it, and you need no other. This is not yet an application for a card: for that, please go to a counter.

## Step 2
bills-title = What do you want to pay?
bills-sentence = Tap to choose, tap again to undo. You may choose several.
bills-none-title = You have nothing to pay now
bills-none-sentence = You need not pay these here.
bills-none-todo = Our records show nothing that you must pay yourself. If you have questions, ask at the counter.
bills-main = Next, { $amount }
bills-choose-first = First choose what to pay
bill-due = due { $day }
bill-paid = Paid already
bill-not-yet-open = Can be paid from { $day }
bill-window-closed = Too late here, ask at the counter
bill-paid-by-employer = Your employer pays this
bill-locked = Being paid right now, look again later
bill-unresolved = We are still checking an earlier payment. Do not pay again
bill-took-along = { $count ->
    [one] This is paid together with another one. We chose it too.
   *[other] This is paid together with { $count } others. We chose them too.
}
bill-released-other = { $count ->
    [one] This cannot be paid together with another one, which we released.
   *[other] This cannot be paid together with { $count } others, which we released.
}
bill-released-dependent = { $count ->
    [one] Another one goes with it. We released it too.
   *[other] { $count } others go with it. We released them too.
}
bill-exchanged = Released, as not payable together: { $released }. Chosen, as paid together: { $taken }.
insurance-employee-medical = Employee medical insurance
insurance-large-amount = Large medical expenses
insurance-resident-medical = Resident medical insurance
insurance-critical-illness = Critical illness insurance
insurance-pension = Pension insurance
insurance-flexible-medical = Flexible worker medical
insurance-flexible-pension = Flexible worker pension

## Step 3
payer-title = Is this you?
payer-sentence = Please check. If this is not you, press "Leave".
payer-main = Yes, next
field-name = Name
field-identity = ID number
field-card = Card number
hold-to-see = Hold to see

## Step 4
confirm-title = Check the amount
confirm-sentence = The bureau worked it out.
confirm-changed = The amount has just changed from { $before } to { $now }. Please check it again.
line-was = was { $amount }
line-new = new
line-gone = ended
confirm-check = I have checked the amount
confirm-check-first = First tick "I have checked"
confirm-main = Pay { $amount }
ordering = Registering your payment
paused-title = No payments here for now
paused-todo = You can still look up your bills. To pay, use another machine or go to the counter.
order-refused-todo = Please look at your bills as they are now, then choose.

## Step 5
method-title = How do you want to pay?
method-sentence = Scan a code with your phone, or use a bank card at the terminal.
method-sentence-phone = Scan a code with your phone.
method-wechat = WeChat Pay
method-alipay = Alipay
method-card = Bank card
method-card-detail = Insert or tap it at the terminal
method-scan-detail = Your phone scans the screen
method-show-code = Show your payment code
method-show-code-detail = This machine scans your phone
method-no-terminal = No card terminal here
scanner-broken = The scanner is out of order
show-code-title = Hold your payment code to the scanner
show-code-sentence = Open the payment code of WeChat or Alipay to pay { $amount }.
show-code-unknown = That is no payment code. Try another one
show-code-not-offered = Only codes of WeChat or Alipay work here

## Step 6
payment-subject = Social insurance
preparing-code = Making your payment code
preparing-charge = Paying
preparing-terminal = Connecting the card terminal
preparing-money = Please wait. No payment has arrived yet.
pay-title = Scan with { $method }
scan-open-wechat = Open WeChat, tap "Scan"
scan-open-alipay = Open Alipay, tap "Scan"
scan-aim = Point it at this code
scan-confirm = Check the amount and pay on your phone
pay-title-phone = Confirm on your phone
phone-look = Look at your phone. It may ask for your password
phone-confirm = Check the amount { $amount } and confirm
phone-wait = Then please wait here
pay-title-card = Pay at the card terminal
terminal-follow = Follow the terminal's screen
terminal-card = Insert your bank card or tap it
terminal-confirm = Check the amount, enter the card's PIN
time-left = Waiting for you to pay
pay-once = Pay once only. If you have paid, wait. Do not pay again.
pay-cancel = Cancel payment
closing-order = Closing this payment
fate-closed-title = This payment was not completed
fate-closed-money = { money-not-moved }
fate-closed-money-scanned = We have kept no money. If you were charged, it has gone back the way it came.
fate-closed-todo = You can pay another way, or leave.
choose-method-again = Pay another way
fate-closing-title = Cancelling the payment
fate-closing-money = We do not know yet whether you were charged. Do not pay this any more.
fate-closing-todo = You can wait or leave. If money was taken, we register it or send it back.
fate-checking-title = We are checking this payment
fate-checking-money = We do not know yet whether you were charged.
fate-checking-todo = If your phone or a message says paid, do not pay again. You can wait, or photograph the number and leave. We go on checking.
fate-registering-title = Payment received, registering it
fate-registering-money = We have received { $amount }.
fate-registering-todo = Do not pay again. You can wait, or photograph the number and leave. Once it is registered, log in again for your voucher.
fate-registered-title = { paid-title }
fate-registered-money = We have received and registered { $amount }.
fate-registered-todo = Please wait, fetching your voucher.
fate-undecided-title = Payment received, checking with the bureau
fate-undecided-money = We have received { $amount }.
fate-undecided-todo = Do not pay again. We register it or send it back, and tell you when you log in again. You can wait, or photograph the number and leave.
fate-refunding-title = It could not be registered. We are sending the money back
fate-refunding-money = Your { $amount } goes back the way it came.
fate-refunding-todo = Photograph the order number. If nothing comes in three days, call the help line.
fate-refunded-title = The money has been sent back
fate-refunded-money = { $amount } went back the way it came.
fate-refunded-todo = Look at the account you paid from. To pay, please start again.
fate-quarantined-title = Staff must check this payment
fate-quarantined-money = We do not know yet how much you were charged. No money is lost. Do not pay again.
fate-quarantined-todo = Photograph the order number and ask the staff in the hall.

## At the next login: what became of the last payment
last-sentence = Your payment of { $amount } on { $day }, { $time }.
last-checking-todo = Do not pay this again. We go on checking, and tell you when you log in again.
last-closing-todo = If money was taken, we register it or send it back. We tell you when you log in again.
last-closed-todo = To pay, please go on.
last-registering-todo = Do not pay again. Once it is registered, log in again for your voucher.
last-registered-todo = You have not taken your voucher yet. You can have it now.
last-undecided-todo = Do not pay again. We register it or send it back. We tell you when you log in again.
last-refunding-todo = If nothing comes in three days, call the help line.
last-refunded-todo = Look at the account you paid from. To pay, please go on.
last-quarantined-todo = { fate-quarantined-todo }
last-voucher = Get the voucher
last-voucher-later = Later

## Step 7
paid-title = Paid
paid-sentence = Registered for { $name }.
printing = Printing your voucher
take-paper = Please take your voucher
voucher-code-hint = Take a photo to keep it
voucher-later-title = Paid, fetching the voucher
voucher-later-todo = Photograph the voucher number. You will find it when you log in again.

## Paper
paper-title = Social insurance payment slip
paper-reprint = Reprint no. { $count }
paper-payer = Payer
paper-beneficiary = Insured
paper-area = Area
paper-unit = Collected by
paper-method = Paid by
paper-paid-at = Paid at
paper-posted-at = Registered at
paper-trade-number = Trade number
paper-kiosk = Kiosk
voucher-code-hint-paper = Scan to verify
paper-not = Not an invoice, not for reimbursement.
paper-hotline = Help line { $hotline }
paper-simulated = Printed in simulation, not valid

## The technician's bench
bench-title = Bench: the simulated world
bench-language = 中文
bench-citizens = Citizens
bench-pin = PIN { $pin }
bench-card = Social security card
bench-id-card = ID card
bench-evoucher = E-voucher
bench-face = Stand before the camera
bench-before-camera = { $name } is before the camera
bench-manner-obeys = Obeys
bench-manner-hesitates = Thinks first
bench-manner-errs = Errs
bench-manner-stares = Does nothing
bench-manner-photo = Holds a photo
bench-manner-white-screen = Before a white screen
bench-manner-tablet = Plays a recording
bench-manner-accompanied = Is not alone
bench-fault-stall = No pictures
bench-fault-black = All black
bench-fault-frozen = Frozen
bench-fault-truncate = Half pictures
bench-media-unknown = Nobody knows whether there is a card
bench-media-present = Card there
bench-media-not-present = No card
bench-media-jammed = The card is stuck
bench-unplug = Pull the cable
bench-mend = Mend all
bench-pull-card = Pull the card
bench-strangers-card = Put on a stranger's card
bench-snatch-card = Put on and snatch away
bench-take-id-card = Take the ID card away
bench-scanner-reads = Its light is on, it waits for a code
bench-show-wechat = WeChat code, asks password
bench-show-alipay = Alipay code, asks password
bench-show-and-pay = WeChat code, pays at once
bench-hold-other = Another code
bench-paper-low = Paper is running low
bench-paper-load = Paper in
bench-paper-near-end = Low
bench-paper-take = Out
bench-paper-jam = Jammed
bench-open-cover = Open the cover
bench-switch-off = Switch off
bench-terminal-waits = Asks for a card: { $amount } yuan
bench-present-card = Present a bank card
bench-decline-card = Present, bank declines
bench-cancel-card = Press cancel
bench-light = Light on: { $device }
bench-door-open = The cabinet is open
bench-tampered = The cabinet was forced
bench-open-door = Open the cabinet
bench-tamper = Force the cabinet
bench-announcer-said = Said last: { $words }
bench-fault-foreign = Other protocol version
bench-fault-unplugged = No sound device
bench-plug-in = Plug it in
bench-close-door = Close the cabinet
bench-close-cover = Close the cover
bench-switch-on = Switch on
bench-restore = Restore
bench-fault-undone = Undone: { $fault }
bench-insert-card = Put the card in
bench-put-id-card = Put the ID card on
bench-face-gone = Leave the camera
bench-phone-title = Citizen's phone
bench-phone-idle = Nothing to do
bench-phone-code = Can scan
bench-phone-asks = Asks password
bench-phone = The phone says: { $words }
bench-phone-says-payable = Please confirm the payment
bench-phone-says-paid = Paid
bench-phone-says-already-paid = This order was paid before
bench-phone-says-closed = This order is closed and cannot be paid
bench-phone-says-expired = This code has expired, please get a new one at the machine
bench-phone-says-wrong-wallet = This wallet cannot read this code, please scan it with the other one
bench-phone-says-unreadable = This is no payment code
bench-phone-says-showing = Please show the payment code
bench-phone-says-asking = Please enter the password to pay
bench-phone-says-refused = You did not pay
bench-phone-says-reversed = The merchant has cancelled this payment, and gives back what was paid
bench-pay-wechat = Scan and pay, WeChat
bench-pay-alipay = Scan and pay, Alipay
bench-scan-wechat = Only scan, WeChat
bench-scan-alipay = Only scan, Alipay
bench-confirm-phone = Enter the password
bench-refuse-phone = Refuse
bench-gateway = Payment gateways
bench-bureau = Bureau
bench-line-well = Working
bench-line-failing = Will fail
bench-line-cut = Cut
bench-cut-network = Cut the network
bench-cut-bureau = Cut the line
bench-settle-elsewhere = First bill paid elsewhere
bench-change-bill = First bill 100 yuan less
bench-faults = Make it fail
bench-when-once = Once
bench-when-times = { $count } times
bench-when-always = Always
bench-when-after = Once after { $count }
bench-when-random = Random { $percent }%, seed { $seed }
bench-when-less = One less
bench-when-more = One more
bench-fault-planned = { $fault }: { $when }
bench-fault-hang = No reaction
bench-fault-mute = No answer
bench-fault-noise = Noise
bench-fault-spoil = Spoilt data
bench-fault-garbage = Garbage read
bench-fault-no-end = No end of line
bench-fault-repeat = Read three times
bench-fault-repeat-answers = Answers twice
bench-fault-paper-out = Paper ends half-way
bench-fault-paper-jam = Jams half-way
bench-fault-cover-open = Cover opened half-way
bench-fault-cutter-error = Cutter stuck
bench-fault-printer-error = Breaks half-way
bench-fault-power-off = Power lost half-way
bench-fault-wrong-amount = Wrong amount
bench-fault-lose-acks = No acknowledgement
bench-fault-drop-request = Request lost
bench-fault-drop-reply = Answer lost
bench-fault-server-error = Server error
bench-fault-bad-signature = Bad signature
bench-fault-stale-timestamp = Old timestamp
bench-fault-truncated-body = Half an answer
bench-fault-wrong-number = Wrong number
bench-fault-unsigned = Unsigned
bench-fault-delayed = Arrives late
bench-fault-duplicated = Arrives twice
bench-fault-reordered = Out of order
bench-fault-paid-meanwhile = Paid just now
bench-fault-late-payment = Paid at the last moment
bench-record-start = Start recording
bench-record-stop = Stop recording
bench-record-hint = Records what is done next, on the screen and at the bench, as a flow file.
bench-record-running = Recording
bench-record-used = Recording. Bills were paid here before; a replay begins anew and may differ.
bench-record-busy = Somebody is being served. Start once the first page is back.
bench-record-written = Written to { $file }
bench-record-lost = Cannot write to { $folder }: { $why }
bench-log = What happened
bench-event = { $what }: { $happened }
bench-cannot = { $what }, impossible: { $why }

## Faults of devices: what a citizen reads
fault-message = { $title }. { $todo }
photograph-voucher-todo = Photograph the code: it is as good as paper.
another-way-todo = Please choose another way.
pay-another-way-todo = Please pay another way.
printer-broken = The printer is out of order
printer-paper-out = No paper left
printer-jam = The paper is jammed
printer-cover-open = The printer is open
printer-cutter-stuck = The printer cannot cut the paper
print-unconfirmed = The paper may be incomplete
terminal-broken = The card terminal is out of order
code-unreadable = The code was not read
code-unreadable-todo = Make your phone's screen brighter and hold it there again.
board-broken = The guiding lights are off
announcer-broken = There are no spoken instructions now
follow-screen-todo = Please follow the screen.
no-code = No code seen
no-code-todo = Open the code on your phone and hold it closer to the scanner.

## Faults of devices: what a technician reads. One step a line.
device-card_reader = Social security card reader
device-identity_card_reader = ID card reader
device-code_scanner = Code scanner
device-printer = Receipt printer
device-payment_terminal = Card terminal
device-camera = Camera
device-faces = Analysis of faces
device-indicator_board = Lights and door board
device-announcer = Spoken guidance
service-login-by-card = Log in by social security card
service-login-by-identity-card = Log in by ID card
service-login-by-evoucher = Log in by e-voucher
service-login-by-face = Log in by face
service-pay-by-bank-card = Pay by bank card
service-pay-by-payment-code = Pay by showing a payment code
service-voucher-on-paper = Voucher on paper
service-guide-lights = Guiding lights
service-spoken-pages = Spoken instructions
severity-info = Note
severity-warning = Warning
severity-critical = Critical
recovery-by-itself = Recovers by itself
recovery-citizen = The citizen solves it
recovery-technician = Needs a technician
faults-title = Faults of devices
faults-fault = Fault
faults-services = Services concerned
faults-recovery = Recovery
faults-citizen = The citizen reads
faults-cause = Cause
faults-steps = What to do
faults-blocks = Not offered: { $service }
faults-degrades = May fail: { $service }

fault-line-missing-cause = The device is not found: cable loose, no power, or the wrong port in the settings.
fault-line-missing-steps =
    Look at the device's power and lamp.
    Pull its data cable and plug it in firmly.
    Run kiosk devices detect and check the port in the settings.
    If it is still missing, change the cable, then the device.
fault-silent-cause = The device is connected and does not answer: it hangs, or its model or baud rate is set wrongly.
fault-silent-steps =
    Cut its power for ten seconds.
    Check the model and the baud rate in the settings.
    If it still does not answer, change it.
fault-suspect-cause = It does not speak like such a device, or its driver failed. The device's status has the reason.
fault-suspect-steps =
    Check the device's model and port in the settings.
    Cut its power for ten seconds.
    If that does not help, note the reason in the device's status and call the maintainers.
fault-card-reader-missing-cause = The reader is not connected, or the pcscd service is not running.
fault-card-reader-missing-steps =
    Look at the reader's lamp; pull its USB cable and plug it in firmly.
    Run kiosk doctor to see whether pcscd is running.
    Try another USB port; if that does not help, change the reader.
fault-card-removed-cause = The citizen took the card out before it was read. The device is well.
fault-card-removed-steps =
    Nothing to do.
    If it happens often, see whether the contacts in the slot are loose.
fault-card-mute-cause = The card is upside down, its chip is dirty, or the reader's contacts are.
fault-card-mute-steps =
    Have the citizen turn the card over.
    Clean the reader's contacts with a cleaning card.
    Try a good card: if that works, the citizen's card is broken.
fault-card-other-cause = The card has no social security application; it may be a bank card. The device is well.
fault-card-other-steps =
    Nothing to do.
    If social security cards are refused too, try another one and note who issued the first.
fault-card-unreadable-cause = The card's answers are incomplete, or the data on it is damaged.
fault-card-unreadable-steps =
    Clean the reader's contacts.
    Try a good card: if that works, send the citizen to the counter for a new card.
    If good cards fail too, change the reader.
fault-card-blocked-cause = Too many wrong PINs: the card has locked itself. The device is well.
fault-card-blocked-steps =
    Nothing to do.
    Send the citizen with the ID card to the counter, where the PIN is reset.
fault-card-invalidated-cause = The issuer has invalidated the card's application. The device is well.
fault-card-invalidated-steps =
    Nothing to do.
    Send the citizen with the ID card to the counter.
fault-id-module-cause = The security module in the reader fails its self-test or is not authorised.
fault-id-module-steps =
    Cut its power for ten seconds.
    If that does not help, the module must go back to its maker: change the reader.
fault-id-card-removed-cause = The citizen took the ID card away before it was read. The device is well.
fault-id-card-removed-steps =
    Nothing to do.
    If it happens often, look for stickers or metal on the reader.
fault-id-card-unreadable-cause = The card does not lie flat, cards lie on top of each other, or its chip is broken.
fault-id-card-unreadable-steps =
    Have the citizen lay the ID card flat and alone.
    Try a good one: if that works, the citizen's card is broken.
    If good ones fail too, change the reader.
fault-id-card-other-cause = It is no ID card, or one that the reader does not accept. The device is well.
fault-id-card-other-steps =
    Nothing to do.
    If ID cards are refused too, change the reader.
fault-code-unreadable-cause = No whole line of text came: dark phone, dirty window, or a scanner that is not set to end lines with CR.
fault-code-unreadable-steps =
    Clean the scanner's window.
    Scan the setting code that adds CR at the end of a line.
    Check the baud rate in the settings.
fault-no-code-cause = No code was held before the scanner for twenty seconds. The device is well.
fault-no-code-steps =
    Nothing to do.
    If codes are held there and not seen, clean the window and see whether the light comes on.
fault-door-open-cause = The cabinet's door is open, so the kiosk is out of service.
fault-door-open-steps =
    Close the door; the kiosk serves again after some seconds.
    If it is closed and this stays, see whether the switch at the door has moved.
fault-tampered-cause = The cabinet was forced, and no operator has acknowledged it. The kiosk is out of service.
fault-tampered-steps =
    See whether the cabinet, the card slot or the terminal were tampered with. If so, report it and do not go on.
    If all is well, acknowledge it in the service menu; the kiosk serves again.
fault-loudspeaker-missing-cause = There is no loudspeaker, or the sound card takes no sound.
fault-loudspeaker-missing-steps =
    Look at its power and its volume; pull the plug and put it in firmly.
    Run aplay -l to see the sound cards, and check the name in the settings.
fault-no-voice-cause = There is no recording of this prompt and no speech synthesis.
fault-no-voice-steps =
    See whether the recordings in assets/sounds are complete.
    Install espeak-ng, which says what is not recorded.
fault-paper-out-cause = The paper roll is used up or not loaded well.
fault-paper-out-steps =
    Open the printer's cover and take the old core out.
    Load 80 mm thermal paper with its end coming from below.
    Close the cover and tear off the end that sticks out.
fault-paper-jam-cause = Paper is stuck at the print head or the cutter.
fault-paper-jam-steps =
    Open the cover and pull the paper out the way it leaves.
    Cut its end straight and load it again.
    Close the cover.
fault-cover-open-cause = The printer's cover is not closed.
fault-cover-open-steps =
    See whether paper is caught under it.
    Press both sides down until it clicks.
fault-cutter-cause = The cutter is not back in its place; scraps may block it.
fault-cutter-steps =
    Switch the printer off.
    Turn the cutter's wheel until the blade is back, and take the scraps out.
    Switch it on. If it still does not cut, change the cutter.
fault-printer-error-cause = The printer reports an error that it cannot leave by itself, such as its head or its power.
fault-printer-error-steps =
    Cut its power for ten seconds.
    Look at its own lamps, and in its manual.
    If the error stays, change the printer.
fault-print-unconfirmed-cause = A voucher was sent and its end not confirmed: power, line or printer failed on the way.
fault-print-unconfirmed-steps =
    Look for half a voucher at the outlet; keep it as void.
    Look at the printer's power and data cable.
fault-terminal-not-connected-cause = The line to the terminal was broken when the payment began; no byte went out. No money was taken.
fault-terminal-not-connected-steps =
    Look at the terminal's power and data cable.
    Run kiosk doctor and check the port or the address in the settings.
fault-terminal-silent-cause = The payment went to the terminal and no answer came: nobody knows whether it was taken. The kiosk asks until it knows.
fault-terminal-silent-steps =
    Do not void or repeat it at the terminal by hand.
    Look at the terminal's screen, its network and its data cable.
    A minute after it is back, see under Payments to decide in the service menu whether a person is needed.
fault-camera-silent-cause = The camera is connected and gives no new pictures: it hangs, or its USB port is too weak.
fault-camera-silent-steps =
    Unplug the camera's cable, wait ten seconds and plug it in firmly.
    Use another USB port, without a hub.
    If there is still no picture, change the camera.
fault-camera-black-cause = The picture is black: something covers the lens, or there is no light in the hall.
fault-camera-black-steps =
    Look for a cap, a sticker or anything else before the lens.
    Look at the camera's picture in the service menu.
    If there is light and the picture stays black, change the camera.
fault-camera-damaged-cause = Only parts of the pictures arrive: the cable is long or loose, or the network too slow.
fault-camera-damaged-steps =
    Plug in both ends of the cable firmly, or use a shorter one.
    With a network camera: lower its bit rate or its resolution.
fault-faces-missing-cause = Model files of the analysis of faces are missing, or are not the original ones.
fault-faces-missing-steps =
    Run tools/setup, which fetches them.
    Run kiosk doctor to see what is still missing.
fault-faces-stopped-cause = The process that analyses faces died or did not answer; it is being started again.
fault-faces-stopped-steps =
    Nothing to do; if it happens often, look for the reason in the log.
    See that there is memory enough: the analysis takes up to 450 MB.

## The day's end
day-report-title = Report of the day
day-report-day = Received on
day-report-total = Total
day-report-received = Received: { $count }
day-report-posted = Registered: { $count }
day-report-refunded = Refunded: { $count }
day-report-count = { $count }
day-report-look = Somebody must look at these
day-report-signature = Checked by:
verdict-matched = The same in all three books
verdict-given-back = Refunded
verdict-in-flight = Still under way
verdict-long = Received, not registered
verdict-short = Registered, not received
verdict-amount-differs = Amounts differ
verdict-refund-differs = Refunds differ
verdict-kiosk-only = Known to this kiosk alone
verdict-journal-differs = This kiosk's journal differs
verdict-other-kiosk = Another kiosk's

## The service menu
service-operator-title = Please choose your name
service-no-operator = The service menu cannot be opened yet
service-no-operator-todo = No operator has a PIN. On this machine, run kiosk operator set-pin NAME.
service-pin-title = Enter your operator's PIN
service-pin-sentence = { $name }, 6 to 8 digits.
service-pin-wrong = Wrong PIN. After more mistakes you must wait longer.
service-pin-wait = Too many mistakes. Please wait { $minutes } min { $seconds } s.
service-title = Service menu
service-sentence-closed = This machine is out of service now.
service-leave = Leave the service menu
service-devices = Devices
service-devices-well = All are well
service-devices-broken = Not well: { $count }
service-devices-sentence = Touch a device for its state, what to do, and its self-test.
service-device-line = { $state }. { $test }
service-paper = Change the paper roll
service-paper-detail = Step by step, with a test page at the end
service-totals = Today's payments
service-totals-detail = How many and how much, by each way to pay
service-payments = Payments to decide
service-payments-waiting = Waiting for a person: { $count }
service-payments-none = No payment needs a person
service-log = Log
service-log-detail = The latest lines, personal data masked
service-close = Take out of service
service-close-detail = For repairs, or for the night
service-open = Put into service
service-open-detail = Nobody is served now
service-state-starting = Starting
service-state-online = Well
service-state-offline = Not answering
service-state-power-off = Switched off
service-state-no-device = Not connected
service-state-hardware-error = Hardware error
service-state-user-error = Needs a person
service-state-device-busy = At work
service-fault = Cause
service-fault-steps = What to do
service-fault-reason = In detail
service-history = History
service-history-line = { $at } { $what }
service-last-test = Last self-test
service-last-test-detail = What it found
service-test-never = Not tested yet
service-test-passed = Passed { $at }, { $operator }
service-test-failed = Failed { $at }, { $operator }
service-self-test = Self-test
service-testing = Testing
service-test-printing = Printing a test page
service-test-passed-title = Self-test passed
service-test-failed-title = Self-test failed
service-test-page = Test page
service-test-page-title = Is the test page clear?
service-test-page-todo = Look whether it is black, complete, with a whole code, and cut off.
service-test-page-clear = Clear and cut
service-test-page-bad = Not clear or not cut
service-test-card-title = Please put in any card
service-test-card-sentence = Of a social security card the last three digits are read; another chip only has to answer.
service-test-no-reaction = Nothing happens
service-test-id-card-title = Please put on any ID card
service-test-id-card-sentence = Most of its number is hidden; another card only has to answer.
service-test-code-title = Hold any code to the scanner
service-test-code-sentence = Its characters are counted, and nothing of it is kept.
service-readiness = Write the readiness report
service-readiness-writing = Writing the readiness report
service-readiness-written = The readiness report is written
service-not-written = It could not be stored
service-not-kept-todo = The switch works now, but the disk cannot be written: a restart undoes it. Please check the disk.
service-paper-open = Open the printer's cover
service-paper-open-todo = Take the old core out.
service-paper-load = Put a new roll in
service-paper-load-todo = Thermal side up, the end out through the slot; then close the cover.
service-paper-close = Close the printer's cover
service-paper-close-todo = Leave the end outside, and listen for the click.
service-paper-print = The roll is in its place
service-paper-print-todo = Print a test page and see whether it is clear.
service-paper-fault = The printer has another fault
service-paper-fault-todo = Look at the printer under Devices first.
service-paper-test = Print a test page
service-paper-done = The roll is changed
service-totals-sentence = { $day }, until now.
service-totals-line = Received { $received }: { $received-sum } yuan. Given back { $refunded }: { $refunded-sum } yuan. Open { $open }
service-payments-sentence = These cannot end by themselves. Touch one to see it and decide.
service-payment-line = { $at }, { $rail }, { $amount }
service-payment-begun = Begun
service-payment-paid = Received
service-payment-unknown = Not known
service-payment-state = State
service-payment-state-pay-intent = Being ordered
service-payment-state-open = Waiting to be paid
service-payment-state-close-intent = Being closed
service-payment-state-cancel-intent = Being cancelled
service-payment-state-closed = Closed, not paid
service-payment-state-paid = Paid, not registered yet
service-payment-state-post-intent = Paid, being registered
service-payment-state-posted = Registered
service-payment-state-void-intent = Its registration is being undone
service-payment-state-refund-intent = Being refunded
service-payment-state-refunded = Refunded
service-payment-state-quarantined = Set aside: the gateway spoke of another amount or number
service-payment-decided = Decided
service-payment-decided-line = { $at } { $operator }: { $decision }, { $note }
service-do-not-post = Give it back
service-resolved = Settled by hand
service-reason-title = Why?
service-reason-sentence = The decision is kept for ever, with your name.
service-reason-wants-money-back = The citizen wants the money back
service-reason-paid-elsewhere = It was paid elsewhere
service-reason-wrong-person = Paid for the wrong person or bill
service-reason-given-back = Given back by hand
service-reason-registered = Registered by hand
service-reason-never-paid = It turned out that nothing was paid
service-decided = The decision is written down
service-decided-todo = This machine does it at once.
service-too-late = That cannot be decided now
service-close-title = Take the machine out of service?
service-close-todo = Citizens will read that it is out of service. Payments in flight are settled all the same. A restart changes nothing.
service-open-title = Put the machine into service?
service-open-todo = Citizens are served once you leave the service menu.
service-test-picture-title = Is the picture clear?
service-test-picture-sentence = Stand before the camera, and look whether it is bright and sharp.
service-test-picture-good = It is clear
service-test-picture-bad = It is not
service-test-lights-title = Are all lights on?
service-test-lights-todo = Look beside card reader, ID card reader, scanner, printer and card terminal.
service-test-lights-good = All are on
service-test-lights-bad = One is dark
service-test-door-title = Open the cabinet's door, then close it
service-test-door-sentence = It goes on once its switch has seen both.
service-test-faces-sentence = A person in a recording is compared with two photos; ten seconds or so.
service-test-photo-title = Is this the photo on the card?
service-test-photo-sentence = It is shown here only, and not stored.
service-test-photo-same = The same and clear
service-test-photo-different = Different or unclear
service-test-no-photo-title = No photo to show
service-test-no-photo-sentence = The card was read. Only the reader vendor's library decodes its photo: none is set up, or it failed. Citizens are served all the same.
service-test-listen-title = Please listen
service-test-listen-sentence = The machine is saying a sentence.
service-test-heard-title = Did you hear a voice?
service-test-heard-todo = The machine has said a sentence.
service-test-heard-yes = I heard it
service-test-heard-no = I heard nothing
service-test-sentence = This is a test of the voice. Please take your voucher.
service-seen-fault = { $cause } ({ $reason })
service-seen-not-fitted = This machine has no such device.
service-seen-card = Read the card { $number }.
service-seen-id-card = Read the ID card { $number }. Its photograph was not decoded.
service-seen-id-card-and-photo = Read the ID card { $number }; its photo is the one printed on it.
service-seen-wrong-photo = Read the ID card { $number }; its photo is unclear, or not the one printed on it.
service-seen-other-card = Another kind of card answered ({ $answer }).
service-seen-no-reaction = Nothing happened when a person tried it.
service-seen-code = Read a code of { $length } characters.
service-seen-no-trade = The terminal does not know the trade asked for, which is right.
service-seen-wrong-trade = The terminal told of a trade that never was ({ $answer }).
service-seen-clear-page = The test page is clear and cut.
service-seen-bad-page = The test page is not clear or not cut.
service-seen-clear-picture = The picture is clear.
service-seen-bad-picture = The picture is not clear.
service-seen-no-picture = No picture came.
service-seen-dark-light = A light stayed dark.
service-seen-lights-and-door = All lights are on; the door was seen open and closed.
service-seen-voice = The voice was heard.
service-seen-no-voice = No voice was heard.
service-seen-face = Recognised the person in a recording, who did what was asked, by their photo, and not by another's.
service-seen-face-degraded = Recognised the person in a recording, who did what was asked, by their photo, and not by another's. Missing parts: { $without }.
service-seen-face-missed = Did not judge the person in a recording rightly ({ $reason }).
service-seen-face-mistaken = Took the person in a recording for somebody else.
service-alarm = End the alarm
service-alarm-detail = The cabinet was forced
service-alarm-title = End the cabinet's alarm?
service-alarm-todo = First look at cabinet, lock and cables, and see that nothing was tampered with.
service-alarm-end = All is well, end it
service-alarm-goes-on = The alarm goes on
service-leave-as-is = Leave it as it is
service-log-sentence = The latest line comes first.
service-log-again = Refresh
service-log-empty = Nothing yet

## The readiness report
report-title = Readiness report
report-kiosk = Kiosk number: { $number }
report-made = { $at }, operator { $operator }
report-ready = Result: ready for service
report-not-ready = Result: not ready; see to the devices below
report-device = Device
report-state = State
report-remarks = Remarks
report-passed = Passed
report-failed = Failed
