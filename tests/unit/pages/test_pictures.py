"""Pictures inside a page."""

from base64 import b64decode

from posecheck.pages.pictures import data_address


def test_the_address_of_a_picture_holds_its_bytes_and_its_kind() -> None:
    address = data_address(b"\x89PNG\x00\xff", "png")
    head, _, data = address.partition(",")
    assert head == "data:image/png;base64"
    assert b64decode(data, validate=True) == b"\x89PNG\x00\xff"
