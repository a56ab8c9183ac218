"""The help loads nothing that it does not show, and whoever needs that afterwards has it."""

from __future__ import annotations

import subprocess
import sys

from fixtures.cases import each_of


@each_of("word", ["--help", "-h"])
def test_the_help_is_shown_without_what_shows_markdown(word: str) -> None:
    code = (
        "import sys\n"
        "from posecheck.cli import main\n"
        f"sys.argv = ['posecheck', {word!r}]\n"
        "try:\n"
        "    main()\n"
        "finally:\n"
        "    print('LOADED', [name for name in ('markdown_it', 'pygments') if name in sys.modules])\n"
        "    from rich.markdown import Markdown\n"
        "    from rich.traceback import Traceback\n"
        "    print(Markdown('*'), Traceback.from_exception is not None)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "LOADED []\n" in done.stdout
    assert done.stdout.endswith(" True\n")
