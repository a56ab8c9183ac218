"""The bundle that is built out of the two networks."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from mediapipe.tasks.metadata import metadata_schema_py_generated as metadata_fb
from mediapipe.tasks.metadata import schema_py_generated as tflite_fb

from posecheck.estimator.bundle import DETECTOR_INPUT, LANDMARKS_INPUT, Normalisation, build_bundle

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.mediapipe
DETECTOR, LANDMARKS = "pose_detector.tflite", "pose_landmarks_detector.tflite"


@pytest.fixture(scope="module")
def networks(model: Path) -> tuple[bytes, bytes]:
    """Return the two networks out of the model in use."""
    with zipfile.ZipFile(model) as bundle:
        return bundle.read(DETECTOR), bundle.read(LANDMARKS)


def normalisation(network: bytes) -> Normalisation:
    """Return what the last metadata written into `network` says about its input."""
    model = tflite_fb.ModelT.InitFromObj(tflite_fb.Model.GetRootAsModel(bytearray(network), 0))
    entry = [entry for entry in model.metadata if entry.name == b"TFLITE_METADATA"][-1]
    data = bytes(bytearray(model.buffers[entry.buffer].data))
    metadata = metadata_fb.ModelMetadataT.InitFromObj(
        metadata_fb.ModelMetadata.GetRootAsModelMetadata(data, 0)
    )
    options = metadata.subgraphMetadata[0].inputTensorMetadata[0].processUnits[0].options
    return Normalisation(float(options.mean[0]), float(options.std[0]))


def test_equal_networks_give_equal_bytes_whenever_they_are_built(networks: tuple[bytes, bytes]) -> None:
    assert build_bundle(*networks) == build_bundle(*networks)


def test_the_bundle_is_stored_and_says_how_pictures_are_normalised(networks: tuple[bytes, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(build_bundle(*networks))) as bundle:
        assert {info.filename: info.compress_type for info in bundle.infolist()} == {
            DETECTOR: zipfile.ZIP_STORED,
            LANDMARKS: zipfile.ZIP_STORED,
        }
        assert normalisation(bundle.read(DETECTOR)) == DETECTOR_INPUT
        assert normalisation(bundle.read(LANDMARKS)) == LANDMARKS_INPUT
