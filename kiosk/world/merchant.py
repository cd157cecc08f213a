"""The accounts of the simulated merchant: what the real rails need to pay at the simulated gateways."""

from kiosk.payments.rails.alipay import AlipaySettings
from kiosk.payments.rails.wechat_client import WeChatSettings
from kiosk.world.gateway import MerchantKeys


def simulated_accounts(url: str, keys: MerchantKeys) -> tuple[WeChatSettings, AlipaySettings]:
    """Give the merchant's accounts at the gateway whose base address is `url`."""
    wechat, alipay = keys.wechat, keys.alipay
    return (
        WeChatSettings(
            base_urls=(url,),
            app_id=wechat.app_id,
            merchant_id=wechat.merchant_id,
            merchant_serial=wechat.merchant_serial,
            merchant_private_key=wechat.merchant_private_key,
            platform_keys={wechat.platform_key_id: wechat.platform_public_key},
        ),
        AlipaySettings(
            gateway_url=f"{url}/gateway.do",
            app_id=alipay.app_id,
            private_key=alipay.private_key,
            alipay_public_key=alipay.alipay_public_key,
            bill_origin=url,
        ),
    )
