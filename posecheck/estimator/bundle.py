"""Builds MediaPipe's ``.task`` pose bundle out of the two TFLite networks it consists of.

No mediapipe wheel since 0.10.30 carries a model, but older ones hold the very networks the Tasks API
runs. What they lack is the metadata that tells the Tasks API how to normalise the input picture; this
module adds it and puts both networks into the stored zip that the API expects.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

import flatbuffers
from mediapipe.tasks.metadata import metadata_schema_py_generated as metadata_fb
from mediapipe.tasks.metadata import schema_py_generated as tflite_fb

from posecheck.estimator.networks import DETECTOR, LANDMARKS

_METADATA_FIELD = b"TFLITE_METADATA"
_METADATA_IDENTIFIER = b"M001"
_TFLITE_IDENTIFIER = b"TFL3"
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Normalisation:
    """How a network wants its input: ``(pixel - mean) / std`` for pixel values 0 to 255."""

    mean: float
    std: float


#: Values of the official bundle: the detector takes -1 to 1, the landmark network 0 to 1.
DETECTOR_INPUT = Normalisation(mean=127.5, std=127.5)
LANDMARKS_INPUT = Normalisation(mean=0.0, std=255.0)


def _pixel_input(normalisation: Normalisation) -> metadata_fb.TensorMetadataT:
    options = metadata_fb.NormalizationOptionsT()
    options.mean = [normalisation.mean]
    options.std = [normalisation.std]
    unit = metadata_fb.ProcessUnitT()
    unit.optionsType = metadata_fb.ProcessUnitOptions.NormalizationOptions
    unit.options = options
    image = metadata_fb.ImagePropertiesT()
    image.colorSpace = metadata_fb.ColorSpaceType.RGB
    content = metadata_fb.ContentT()
    content.contentPropertiesType = metadata_fb.ContentProperties.ImageProperties
    content.contentProperties = image
    tensor = metadata_fb.TensorMetadataT()
    tensor.name = "image"
    tensor.content = content
    tensor.processUnits = [unit]
    return tensor


def _metadata(normalisation: Normalisation, outputs: int) -> bytes:
    subgraph = metadata_fb.SubGraphMetadataT()
    subgraph.inputTensorMetadata = [_pixel_input(normalisation)]
    subgraph.outputTensorMetadata = [metadata_fb.TensorMetadataT() for _ in range(outputs)]
    model = metadata_fb.ModelMetadataT()
    model.name = "pose"
    model.subgraphMetadata = [subgraph]
    builder = flatbuffers.Builder(0)
    builder.Finish(model.Pack(builder), _METADATA_IDENTIFIER)
    return bytes(builder.Output())


def with_metadata(network: bytes, normalisation: Normalisation) -> bytes:
    """Return the TFLite `network` with the input `normalisation` written into its metadata."""
    model = tflite_fb.ModelT.InitFromObj(tflite_fb.Model.GetRootAsModel(bytearray(network), 0))
    buffer = tflite_fb.BufferT()
    buffer.data = list(_metadata(normalisation, len(model.subgraphs[0].outputs)))
    entry = tflite_fb.MetadataT()
    entry.name = _METADATA_FIELD
    entry.buffer = len(model.buffers)
    model.buffers.append(buffer)
    model.metadata = [*(model.metadata or []), entry]
    builder = flatbuffers.Builder(len(network) + 4096)
    builder.Finish(model.Pack(builder), _TFLITE_IDENTIFIER)
    return bytes(builder.Output())


def build_bundle(detector: bytes, landmarks: bytes) -> bytes:
    """Return a ``.task`` bundle of the two networks; equal input gives equal bytes."""
    return _bundle(with_metadata(detector, DETECTOR_INPUT), landmarks)


def with_landmarks(bundle: bytes, landmarks: bytes) -> bytes:
    """Return `bundle` with another network to place the landmarks; equal input gives equal bytes.

    Raises
    ------
    KeyError, zipfile.BadZipFile
        It is no bundle.
    """
    with zipfile.ZipFile(io.BytesIO(bundle)) as before:
        return _bundle(before.read(DETECTOR), landmarks)


def _bundle(detector: bytes, landmarks: bytes) -> bytes:
    """Return a bundle of a detector with its metadata and a network for the landmarks without.

    The zip is stored, not compressed, because the Tasks API maps the networks in place.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as bundle:
        for name, data in ((DETECTOR, detector), (LANDMARKS, with_metadata(landmarks, LANDMARKS_INPUT))):
            bundle.writestr(zipfile.ZipInfo(name, _ZIP_EPOCH), data)
    return out.getvalue()
