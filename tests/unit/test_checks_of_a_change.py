"""What a change has to pass is the same everywhere: make lint, hooks before a commit, hosted checks."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
HOOKS = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
HOSTED = (ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")


def recipe(target: str) -> list[str]:
    """Return the commands of a target, without the environment's folder."""
    found = re.search(rf"^{target}:[^\n]*\n((?:\t.*\n)+)", MAKEFILE, re.MULTILINE)
    assert found is not None
    return [line.strip().removeprefix("$(BIN)/") for line in found[1].splitlines()]


#: Variable of the Makefile → what it stands for, with the programs' folders of this system left out.
RUNNERS = {
    "PYTEST": "python -m pytest",
    "AS_INSTALLED": "python -P tests/as_installed.py .venv",
}


def runs_of_pytest() -> list[str]:
    """Return the runs of pytest in `make test`."""
    runs = re.findall(r"\$\((\w+)\)((?: tests/\w+)+)", "\n".join(recipe("test")))
    return [RUNNERS[runner] + folders for runner, folders in runs]


def test_the_hooks_before_a_commit_are_those_of_make_lint() -> None:
    entries = re.findall(r"^ +entry: (.+)$", HOOKS, re.MULTILINE)
    assert entries == [f".venv/bin/{command}" for command in recipe("lint")]


def test_the_hooks_use_the_environment_of_the_project() -> None:
    assert re.findall(r"repo: (\S+)", HOOKS) == ["local"]
    assert set(re.findall(r"language: (\S+)", HOOKS)) == {"system"}


def test_windows_has_the_same_checks_written_out() -> None:
    windows = HOSTED.split("  windows:")[1]
    commands = re.findall(r"run: (?:\.venv|build\\installed)\\Scripts\\(.+)$", windows, re.MULTILINE)
    checks = [each for each in commands if "pip install" not in each]
    install = "python tests/install_wheel.py build/installed"
    assert [each for each in checks if each in recipe("lint")] == recipe("lint")
    assert sorted(each for each in checks if each not in recipe("lint")) == sorted(
        [install, *runs_of_pytest()]
    )
    assert checks.index(install) < min(
        checks.index(each) for each in runs_of_pytest() if "as_installed" in each
    )


def test_all_tests_are_run_and_the_guide_names_the_same_commands() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    folders = [word for each in runs_of_pytest() for word in each.split() if re.fullmatch(r"tests/\w+", word)]
    assert sorted(folders) == sorted(project["tool"]["pytest"]["ini_options"]["testpaths"])
    guide = (ROOT / "docs" / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert [each for each in runs_of_pytest() if f"/bin/{each}\n" not in guide] == []


def test_commands_app_and_plug_ins_are_tested_as_they_are_installed() -> None:
    on_sources = [each for each in runs_of_pytest() if each.startswith(RUNNERS["PYTEST"])]
    assert on_sources == [f"{RUNNERS['PYTEST']} tests/unit tests/typing"]
    assert "$(INSTALL);" in "\n".join(recipe("test"))


def test_windows_installs_as_the_readme_says() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    told = re.findall(r"^\.venv\\Scripts\\python (-m pip install .+)$", readme, re.MULTILINE)
    assert told
    for command in told:
        assert f"run: .venv\\Scripts\\python {command}\n" in HOSTED


def test_linux_is_checked_with_every_python_that_is_supported() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = [each.rsplit(" ", 1)[1] for each in project["classifiers"] if "Python :: 3." in each]
    versions = re.search(r"python: \[(.+)\]", HOSTED)
    assert versions is not None
    assert re.findall(r'"(.+?)"', versions[1]) == named
    assert "run: .ci/run" in HOSTED


def test_what_the_hosted_checks_use_is_of_a_named_version() -> None:
    used = re.findall(r"uses: (\S+)", HOSTED)
    assert used
    assert [each for each in used if not re.fullmatch(r"[\w-]+/[\w-]+@v\d+\.\d+\.\d+", each)] == []
