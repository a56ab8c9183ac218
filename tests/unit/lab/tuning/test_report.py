"""What tuning found, in tables for people."""

from posecheck.lab.tuning.report import number, short


def test_a_threshold_has_four_digits_and_none_a_dash() -> None:
    assert [number(value) for value in (20.0, 0.123456, 1234.56, None)] == ["20", "0.1235", "1235", "-"]


def test_an_address_is_told_without_its_exercise() -> None:
    assert short("supine-hamstring.knee-bent.ok") == "knee-bent.ok"
