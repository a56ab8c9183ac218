"""The examples of docs/library.md run as they stand there."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from fixtures.cases import each_of

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "library.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(
    r"^## (.+?)\n(?:(?!^## ).)*?^```python\n(.+?)^```", PAGE, flags=re.MULTILINE | re.DOTALL
)


def test_every_example_is_found() -> None:
    assert len(EXAMPLES) == PAGE.count("```python")


@pytest.mark.mediapipe
@each_of("title, code", EXAMPLES, ids=[title for title, _ in EXAMPLES])
def test_an_example_runs(title: str, code: str, model: Path) -> None:
    command = [sys.executable, "-P", "-c", code]  # not the sources of the folder, but what is installed
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
