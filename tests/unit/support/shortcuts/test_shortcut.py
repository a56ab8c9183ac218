"""What a shortcut consists of on each system, and that it can be made twice and taken away again."""

from __future__ import annotations

import base64
import configparser
import plistlib
import shlex
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from fixtures.cases import each_of
from PIL import Image

from posecheck.support.errors import InputError
from posecheck.support.language import ENGLISH, Language
from posecheck.support.shortcuts import files
from posecheck.support.shortcuts.files import Shortcut, ShortcutFile, Step
from posecheck.support.shortcuts.icon import icon_bytes, icon_image
from posecheck.support.shortcuts.linux import MIME_TYPE, exec_line, linux_shortcut
from posecheck.support.shortcuts.macos import ADDED, macos_shortcut
from posecheck.support.shortcuts.windows import windows_shortcut

PROGRAM = ("/home/a b/bin/posecheck",)
ICON = b"<svg/>"


def linux(data_home: Path, program: tuple[str, ...] = PROGRAM) -> Shortcut:
    return linux_shortcut(program, data_home, ICON, which={}.get)


def text_of(shortcut: Shortcut, name: str) -> str:
    return next(each.content.decode("utf-8-sig") for each in shortcut.files if each.path.name == name)


def entry_of(shortcut: Shortcut, name: str) -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None, delimiters=("=",))
    parser.optionxform = str
    parser.read_string(text_of(shortcut, name))
    return parser["Desktop Entry"]


# ---- Linux


def test_the_icon_in_the_menu_opens_the_app(tmp_path: Path) -> None:
    entry = entry_of(linux(tmp_path), "posecheck.desktop")
    assert shlex.split(entry["Exec"]) == ["/home/a b/bin/posecheck", "app"]
    assert (entry["Type"], entry["Terminal"], entry["Icon"]) == ("Application", "false", "posecheck")
    assert "MimeType" not in entry
    assert entry["Comment[de]"] != entry["Comment"]


def test_a_double_click_opens_the_prescription_and_stands_in_no_menu(tmp_path: Path) -> None:
    entry = entry_of(linux(tmp_path), "posecheck-open.desktop")
    assert shlex.split(entry["Exec"]) == ["/home/a b/bin/posecheck", "%f"]
    assert (entry["MimeType"], entry["NoDisplay"]) == (f"{MIME_TYPE};", "true")


def test_the_type_of_the_file_is_told_by_its_ending(tmp_path: Path) -> None:
    root = ET.fromstring(text_of(linux(tmp_path), "posecheck.xml"))  # noqa: S314 - our own
    name = "{http://www.freedesktop.org/standards/shared-mime-info}"
    (kind,) = root.findall(f"{name}mime-type")
    assert kind.get("type") == MIME_TYPE
    assert [each.get("pattern") for each in kind.findall(f"{name}glob")] == ["*.posecheck"]
    languages = [
        each.get("{http://www.w3.org/XML/1998/namespace}lang") for each in kind.findall(f"{name}comment")
    ]
    assert languages == [None, "de"]


def test_everything_is_written_below_the_place_of_the_user(tmp_path: Path) -> None:
    assert all(each.path.is_relative_to(tmp_path) for each in linux(tmp_path).files)


def test_the_databases_are_told_where_there_are_any(tmp_path: Path) -> None:
    found = {"update-mime-database": "/bin/update-mime-database"}
    (step,) = linux_shortcut(PROGRAM, tmp_path, ICON, which=found.get).steps
    assert step == Step(("/bin/update-mime-database", str(tmp_path / "mime")))


@each_of(
    "word, written",
    [
        ("/usr/bin/x", '"/usr/bin/x"'),
        ("/a b", '"/a b"'),
        ("/50%", '"/50%%"'),
        ("/$x", r'"/\\$x"'),
        ('/"', r'"/\\""'),
        ("/`", r'"/\\`"'),
        ("/a\\b", r'"/a\\\\b"'),
    ],
)
def test_a_path_is_escaped_as_the_specification_asks(word: str, written: str) -> None:
    assert exec_line((word,)) == written


def test_the_desktop_takes_the_entries_for_valid(tmp_path: Path) -> None:
    validate = shutil.which("desktop-file-validate")
    if validate is None:
        pytest.skip("desktop-file-validate is not installed")
    shortcut = linux(tmp_path, ('/odd/"$`\\100%/posecheck',))
    files.install(shortcut)
    for name in ("posecheck.desktop", "posecheck-open.desktop"):
        done = subprocess.run(
            [validate, tmp_path / "applications" / name], capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


# ---- writing and deleting


def test_a_second_time_writes_nothing(tmp_path: Path) -> None:
    shortcut = linux(tmp_path)
    assert files.install(shortcut) == [each.path for each in shortcut.files]
    assert files.install(shortcut) == []
    assert shortcut.is_there


def test_only_what_has_changed_is_written_again(tmp_path: Path) -> None:
    files.install(linux(tmp_path))
    written = files.install(linux(tmp_path, ("/elsewhere/posecheck",)))
    assert sorted(path.name for path in written) == ["posecheck-open.desktop", "posecheck.desktop"]


def test_removing_leaves_what_is_not_ours(tmp_path: Path) -> None:
    shortcut = linux(tmp_path)
    files.install(shortcut)
    other = tmp_path / "applications" / "other.desktop"
    other.touch()
    assert files.remove(shortcut) == [each.path for each in shortcut.files]
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [other]
    assert files.remove(shortcut) == []


def test_a_folder_in_the_place_of_a_file_is_not_ours(tmp_path: Path) -> None:
    shortcut = linux(tmp_path)
    kept = shortcut.files[0].path / "kept"
    kept.parent.mkdir(parents=True)
    kept.write_text("mine")
    assert files.remove(shortcut) == []
    assert kept.exists()


def test_what_a_step_has_made_goes_too(tmp_path: Path) -> None:
    made = tmp_path / "made.app"
    (made / "Contents").mkdir(parents=True)
    (made / "Contents" / "Info.plist").touch()
    assert files.remove(Shortcut((), made=(made,))) == [made]
    assert not made.exists()


def test_a_step_that_is_needed_and_fails_is_said(tmp_path: Path) -> None:
    file = ShortcutFile(tmp_path / "x", b"")
    missing = str(tmp_path / "missing-program")
    files.install(Shortcut((file,), steps=(Step((missing,)),)))
    with pytest.raises(InputError, match="missing-program failed"):
        files.install(Shortcut((ShortcutFile(tmp_path / "y", b""),), steps=(Step((missing,), needed=True),)))


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(InputError, match=r"applications.* cannot be written: "):
        files.install(linux(tmp_path / "file"))


# ---- macOS and Windows: by their files alone


def test_the_app_of_a_mac_opens_files_and_says_why_it_wants_the_camera(tmp_path: Path) -> None:
    kept = tmp_path / "Application Support" / "posecheck"
    shortcut = macos_shortcut(PROGRAM, tmp_path / "Applications", kept, b"icns", ENGLISH)
    script = text_of(shortcut, "posecheck.applescript")
    assert 'quoted form of "/home/a b/bin/posecheck" & " app"' in script
    assert "on open theFiles" in script
    added = plistlib.loads(next(each.content for each in shortcut.files if each.path.suffix == ".plist"))
    assert set(added) == set(ADDED)
    (exported,) = added["UTExportedTypeDeclarations"]
    assert exported["UTTypeTagSpecification"] == {"public.filename-extension": ["posecheck"]}
    assert added["CFBundleDocumentTypes"][0]["LSItemContentTypes"] == [exported["UTTypeIdentifier"]]
    assert "no picture leaves this computer" in added["NSCameraUsageDescription"]


def test_the_app_of_a_mac_is_signed_after_its_last_change(tmp_path: Path) -> None:
    shortcut = macos_shortcut(PROGRAM, tmp_path, tmp_path / "kept", b"icns", ENGLISH)
    tools = [Path(step.command[0]).name for step in shortcut.steps]
    assert tools.index("osacompile") < tools.index("PlistBuddy")
    assert tools[-2:] == ["codesign", "lsregister"]
    assert shortcut.made == (tmp_path / "posecheck.app",)


def windows_script(program: tuple[str, ...], language: Language = ENGLISH) -> str:
    shortcut = windows_shortcut(program, Path("C:/Menu"), Path("C:/Kept's"), b"ico", language)
    script = text_of(shortcut, "posecheck-shortcut.ps1")
    (step,) = shortcut.steps
    assert base64.b64decode(step.command[-1]).decode("utf-16-le") == script
    return script


def test_the_link_of_windows_opens_the_app_in_a_small_window() -> None:
    script = windows_script((r"C:\Users\A B\posecheck.exe",))
    assert r"$link.TargetPath = 'C:\Users\A B\posecheck.exe'" in script
    assert "$link.Arguments = 'app'" in script
    assert "$link.WindowStyle = 7" in script


def test_the_file_type_of_windows_is_that_of_the_user_and_opens_the_file() -> None:
    script = windows_script((r"C:\A B\python.exe", "-m", "posecheck"))
    assert r"""-Value '"C:\A B\python.exe" -m posecheck "%1"'""" in script
    assert r"'HKCU:\Software\Classes\.posecheck' -Value 'posecheck.prescription'" in script
    assert "HKLM" not in script


def test_nothing_in_a_path_means_anything_to_powershell() -> None:
    assert "Kept''s" in windows_script((r"C:\it's\$(calc)\posecheck.exe",))
    assert r"'C:\it''s\$(calc)\posecheck.exe'" in windows_script((r"C:\it's\$(calc)\posecheck.exe",))


@each_of("kind, beginning, largest_px", [("ICO", b"\x00\x00\x01\x00", 256), ("ICNS", b"icns", 1024)])
def test_the_icon_is_a_file_of_its_kind(kind: str, beginning: bytes, largest_px: int, tmp_path: Path) -> None:
    path = tmp_path / "icon"
    path.write_bytes(icon_bytes(kind))
    assert path.read_bytes().startswith(beginning)
    with Image.open(path) as image:
        assert image.size == (largest_px, largest_px)


def test_the_icon_has_round_corners_and_the_colours_of_the_app() -> None:
    image = icon_image(64)
    assert image.getpixel((0, 0))[3] == 0
    assert image.getpixel((32, 8)) == (31, 95, 122, 255)
    assert image.getpixel((15, 37)) == (255, 255, 255, 255)
