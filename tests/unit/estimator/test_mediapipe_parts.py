from __future__ import annotations

import subprocess
import sys


def said(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_mediapipe_is_loaded_without_the_plotting_library() -> None:
    code = (
        "import sys\n"
        "from posecheck.estimator.landmarker import MediaPipeEstimator\n"
        "print([name for name in sys.modules if name.startswith('matplotlib')])"
    )
    assert said(code) == "[]"


def test_whoever_plots_afterwards_has_the_real_one() -> None:
    code = (
        "import posecheck.estimator.mediapipe_parts\n"
        "import matplotlib.pyplot as plt\n"
        "print(plt.figure is not None, bool(plt.__file__))"
    )
    assert said(code) == "True True"


def test_one_that_is_loaded_already_stays() -> None:
    code = (
        "import matplotlib, sys\n"
        "import posecheck.estimator.mediapipe_parts\n"
        "print(sys.modules['matplotlib'] is matplotlib)"
    )
    assert said(code) == "True"
