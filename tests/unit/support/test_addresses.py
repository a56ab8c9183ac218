"""The password of a camera is shown to nobody."""

from __future__ import annotations

from fixtures.cases import each_of

from posecheck.support.addresses import shown_address, without_passwords

SECRETS = ("s3cret", "me:", "me@")


@each_of(
    "address, shown",
    [
        ("rtsp://me:s3cret@10.0.0.2:554/live", "rtsp://10.0.0.2:554/live"),
        ("RTSP://me:s3cret@camera/live", "RTSP://camera/live"),
        ("rtsp://me@camera/live", "rtsp://camera/live"),
        ("rtsp:/me:s3cret@camera/live", "rtsp:/camera/live"),
        ("http://camera/video?user=me&pwd=s3cret", "http://camera/video?…"),
        ("http://camera/video?pwd=s3cr@s3cret", "http://…"),
        ("http://camera/video#s3cret", "http://camera/video?…"),
        ("rtsp://me:s@3cret@camera/live", "rtsp://camera/live"),
        ("rtsp://me:s/s3cret@camera/live", "rtsp://…"),
        ("rtsp://me:s?s3cret@camera/live", "rtsp://…"),
        ("rtsp://me:s3cret s3cret@camera/live", "rtsp://camera/live"),
        ("http://camera:8080/video", "http://camera:8080/video"),
    ],
)
def test_an_address_is_shown_without_its_password(address: str, shown: str) -> None:
    assert shown_address(address) == shown
    assert not any(secret in shown for secret in SECRETS)


@each_of("name", ["0", "/dev/video0", "Logitech C920", "a@b.mp4", "12:30.mp4", "C:/me@home/a.mp4"])
def test_what_is_no_address_stays(name: str) -> None:
    assert shown_address(name) == name
    assert without_passwords(name) == name


@each_of(
    "text",
    [
        "There is no file rtsp:/me:s3cret@camera/live; check the path.",
        "['posecheck', 'live', '--camera=rtsp://me:s3cret@camera/live']",
        "Unexpected extra arguments (http://camera/v?pwd=s3cret http://me:s3cret@b/c)",
        "one\nrtsp://me:s3cret with a space@camera\nthree",
    ],
)
def test_in_a_text_too(text: str) -> None:
    assert "s3cret" not in without_passwords(text)
    assert without_passwords(text).split(maxsplit=1)[0] == text.split(maxsplit=1)[0]
