"""Runs pytest on posecheck as it is installed, in an environment that has what its user gets, nothing else.

``build/installed/bin/python -P tests/as_installed.py .venv tests/cli …``: the first word is the environment
of the developer, the rest is pytest's. That environment's packages are put at the end of the path of this
process, so that pytest is found; the processes that tests start do not inherit them. What they lack, a user
lacks. The tests run in the folder of the environment: ``python -c`` looks for modules where it is started,
and in the folder of posecheck it would find the sources.
"""

from __future__ import annotations

import os
import sys
import sysconfig
from importlib.util import find_spec
from pathlib import Path

#: Set to where posecheck is installed, for `tests/integration/test_wheel.py`.
VARIABLE = "POSECHECK_TEST_INSTALLED"


def main() -> int:
    """Run the tests, and return how that ended."""
    tools, *words = sys.argv[1:]
    site = Path(sysconfig.get_path("purelib"))
    found = find_spec("posecheck")
    if found is None or found.origin is None or not Path(found.origin).is_relative_to(site):
        print(f"posecheck is not installed in {site}; run: make test", file=sys.stderr)  # noqa: T201
        return 2
    # appended, so that its .pth files are not read, and with them the source tree of an editable installation
    sys.path.append(
        sysconfig.get_path("purelib", vars=dict.fromkeys(("base", "platbase"), str(Path(tools).resolve())))
    )
    os.environ[VARIABLE] = str(site)
    words = [absolute(each) for each in words]
    os.chdir(sys.prefix)
    import pytest  # found just now

    return int(pytest.main(words))


def absolute(word: str) -> str:
    """Return a word of pytest's with its path as it is from anywhere, be it the value of an option."""
    option, equals, path = word.rpartition("=") if word.startswith("-") else ("", "", word)
    return option + equals + (str(Path(path).resolve()) if "/" in path else path)


if __name__ == "__main__":
    sys.exit(main())
