"""Draws up vouchers of postings and counts their prints, inside the caller's transaction."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.bureau.contract import PrintRecord
from kiosk.bureau.order_book import OrderBook
from kiosk.bureau.store import BureauStore
from kiosk.domain import masks
from kiosk.domain.problems import Problem, ProblemCode
from kiosk.domain.refusals import problem
from kiosk.domain.vouchers import Voucher, VoucherClaim, VoucherLine, beneficiary_digest, sign_claim


class VoucherOffice:
    """Vouchers of a store's postings, signed with the bureau's key; names in them are masked."""

    def __init__(self, store: BureauStore, orders: OrderBook, key: Ed25519PrivateKey, kiosk_id: str) -> None:
        self._store = store
        self._orders = orders
        self._key = key
        self._kiosk_id = kiosk_id

    def draw_up(self, posting_no: str) -> Voucher | Problem:
        """Write the voucher of a posting; it is the same every time."""
        entry = self._orders.entry(posting_no)
        if entry is None:
            return problem(ProblemCode.NOT_FOUND)
        request = entry.request
        payer = self._store.person(request.payer)
        beneficiary = self._store.person(request.beneficiary)
        bills = self._store.ordered_bills(request.order_id)
        name = masks.name(beneficiary.name).masked
        number = masks.identity_number_for_paper(beneficiary.identity_number).masked
        claim = VoucherClaim(
            voucher_no=entry.posting.posting_no,
            order_id=request.order_id,
            total_fen=entry.receipt.paid_fen,
            paid_on=entry.receipt.paid_at.date().isoformat(),
            beneficiary=beneficiary_digest(name, number),
        )
        return Voucher(
            voucher_no=claim.voucher_no,
            order_id=request.order_id,
            attempt_no=entry.receipt.attempt_no,
            trade_no=entry.receipt.trade_no,
            rail=entry.receipt.rail,
            payer_name=masks.name(payer.name).masked,
            beneficiary_name=name,
            beneficiary_number=number,
            area=bills[0].area,
            collecting_unit=bills[0].collecting_unit,
            lines=tuple(VoucherLine(bill.title, bill.period, bill.net_fen) for bill in bills),
            total_fen=claim.total_fen,
            paid_at=entry.receipt.paid_at,
            posted_at=entry.posting.posted_at,
            kiosk_id=self._kiosk_id,
            token=sign_claim(claim, self._key),
        )

    def count_print(self, voucher_no: str) -> PrintRecord | Problem:
        """Count a print that came out."""
        if self._orders.entry(voucher_no) is None:
            return problem(ProblemCode.NOT_FOUND)
        sql = "insert into prints values (?, 1) on conflict do update set count = count + 1 returning count"
        return PrintRecord(voucher_no, self._store.db.execute(sql, (voucher_no,)).fetchone()[0])
