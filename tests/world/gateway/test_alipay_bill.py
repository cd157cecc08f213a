"""Alipay's bill of a day, read as a merchant's script would: unzip, decode, look."""

import io
import zipfile
from collections.abc import Callable

import pytest

from kiosk.domain.orders import RailName
from kiosk.world.gateway import SimulatedGateway
from kiosk.world.gateway.message import Request
from tests.world.gateway.merchant import ORDER, Alipay

METHOD = "alipay.data.dataservice.bill.downloadurl.query"
DAY = {"bill_type": "trade", "bill_date": "2026-03-02"}


def address(alipay: Alipay, **wish: str) -> dict[str, str]:
    request = alipay.request(METHOD, DAY | wish)
    request = Request("POST", request.target, {"host": "gateway.test"}, request.body)
    return alipay.read(alipay.gateway.handle(request), METHOD)


def target(alipay: Alipay) -> str:
    return address(alipay)["bill_download_url"].removeprefix("http://gateway.test")


@pytest.fixture
def day_after(alipay: Alipay, gateway: SimulatedGateway, wait: Callable[[float], None]) -> None:
    """Let a payment and its refund pass, and a night."""
    gateway.pay(RailName.ALIPAY, alipay.create()["qr_code"])
    wait(60)
    alipay.refund("R1", "400.00")
    wait(86_400)


@pytest.mark.usefixtures("day_after")
def test_the_bill_lists_what_came_and_what_went_back(alipay: Alipay, gateway: SimulatedGateway) -> None:
    response = gateway.handle(Request("GET", target(alipay)))
    archive = zipfile.ZipFile(io.BytesIO(response.body), metadata_encoding="gbk")
    detail, summary = archive.namelist()
    assert detail == "20880000000000000156_20260302_业务明细.csv"
    assert summary == "20880000000000000156_20260302_业务明细(汇总).csv"
    lines = archive.read(detail).decode("gbk").splitlines()
    assert lines[0] == "#支付宝业务明细查询"
    paid, refunded = lines[5].split(","), lines[6].split(",")
    assert paid[1:3] == [f"{ORDER}\t", "交易\t"]
    assert (paid[5], paid[11]) == ("2026-03-02 09:30:00", "400.00")
    assert (refunded[2], refunded[5], refunded[11], refunded[21]) == (
        "退款\t",
        "2026-03-02 09:31:00",
        "-400.00",
        "R1\t",
    )
    assert lines[8] == "#交易合计：1笔，商家实收共400.00元，商家优惠共0.00元"


@pytest.mark.usefixtures("day_after")
def test_an_address_is_good_for_thirty_seconds(
    alipay: Alipay, gateway: SimulatedGateway, wait: Callable[[float], None]
) -> None:
    where = target(alipay)
    assert gateway.handle(Request("GET", where)).status == 200
    wait(31)
    assert gateway.handle(Request("GET", where)).status == 404
    assert gateway.handle(Request("GET", "/downloadBillFile.resource?fileId=guessed")).status == 404


@pytest.mark.usefixtures("day_after")
def test_there_is_no_bill_of_today_nor_of_a_day_without_movements(alipay: Alipay) -> None:
    assert address(alipay, bill_date="2026-03-03")["sub_code"] == "isv.invalid-arguments"
    assert address(alipay, bill_date="2026-03-01")["sub_code"] == "isp.bill_not_exist"
    assert address(alipay, bill_type="signcustomer")["sub_code"] == "ACQ.INVALID_PARAMETER"
