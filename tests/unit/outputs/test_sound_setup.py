"""Where nothing can be heard, each system is told its own way to sound."""

from __future__ import annotations

import pytest

from posecheck.outputs.sound_setup import portaudio_setup, sound_output_setup, voice_setup


def finder_of(program: str):
    return lambda name: f"/usr/bin/{name}" if name == program else None


@pytest.mark.parametrize(
    ("manager", "command"),
    [
        ("apt-get", "apt-get install libportaudio2`."),
        ("dnf", "dnf install portaudio`."),
        ("pacman", "pacman -S --needed portaudio`."),
        ("zypper", "zypper install libportaudio2`."),
        ("apk", "apk add portaudio`."),
    ],
)
def test_linux_is_told_the_command_of_its_distribution(manager: str, command: str) -> None:
    said = portaudio_setup(platform="linux", which=finder_of(manager))
    assert said.startswith("The PortAudio library is missing; install it with `")
    assert said.endswith(command)


def test_a_distribution_that_is_not_known_is_told_the_name() -> None:
    said = portaudio_setup(platform="linux", which=finder_of("nix"))
    assert said == (
        "The PortAudio library is missing; "
        "install it with the package manager of your system (often called portaudio)."
    )


def test_macos_and_windows_get_the_package_again_that_brings_it() -> None:
    mac = portaudio_setup(platform="darwin", python="/my place/python")
    assert "`'/my place/python' -m pip install --force-reinstall --no-deps sounddevice`" in mac
    windows = portaudio_setup(platform="win32", python="C:\\my place\\python.exe")
    assert '`& "C:\\my place\\python.exe" -m pip install --force-reinstall --no-deps sounddevice`' in windows


def test_a_voice_is_got_as_each_system_has_it() -> None:
    assert voice_setup(platform="linux", which=finder_of("apt-get")).endswith("apt-get install espeak-ng`.")
    assert voice_setup(platform="linux", which=finder_of("zypper")).endswith("zypper install espeak-ng`.")
    assert "System Settings" in voice_setup(platform="darwin")
    assert "Manage voices" in voice_setup(platform="win32")


def test_where_there_is_nothing_to_play_on_the_settings_are_named() -> None:
    said = {sound_output_setup(platform=platform) for platform in ("linux", "darwin", "win32")}
    assert len(said) == 3
    assert all(each.startswith("No sound output was found; plug in") for each in said)
