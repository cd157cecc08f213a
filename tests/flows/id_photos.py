"""What a vendor's library would make of the photographs on ID cards, for an ID reader without one."""

from io import BytesIO

from PIL import Image

from kiosk.config import ASSETS
from tests.flows.face_scenes import CITIZEN
from tests.flows.visitor import Visitor

SIZE = (102, 126)


class PhotoOfCitizen:
    """A `PhotoDecoder` for whoever's card it is: the photo that its chip would hold, decoded."""

    async def decode(self, photo: bytes) -> bytes:
        assert photo
        decoded = BytesIO()
        Image.open(ASSETS / "citizens" / f"{CITIZEN}.jpg").resize(SIZE).save(decoded, "BMP")
        return decoded.getvalue()


def decode_id_photos(visitor: Visitor) -> None:
    """Have the kiosk's ID reader decode the photographs that it reads."""
    vars(visitor.machine.devices.identity_card_reader)["_decoder"] = PhotoOfCitizen()
