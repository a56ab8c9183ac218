"""Which PowerShell is run: never one that lies in the current folder."""

import pytest

from posecheck.support.powershell import powershell_path


def test_it_is_that_of_windows_by_its_full_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SYSTEMROOT", r"D:\Win")
    assert powershell_path() == r"D:\Win\System32\WindowsPowerShell\v1.0\powershell.exe"
    monkeypatch.delenv("SYSTEMROOT")
    assert powershell_path().startswith("C:\\Windows\\System32\\")
