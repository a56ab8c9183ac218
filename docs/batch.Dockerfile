# syntax=docker/dockerfile:1
# posecheck batch in a container: no root, and no network once it is built. From the root of the repository:
#
#   docker build -f docs/batch.Dockerfile -t posecheck-batch .
#   docker run --rm --network none --read-only --tmpfs /tmp --user "$(id -u):$(id -g)" \
#     -v "$PWD/recordings:/videos:ro" -v "$PWD/judged:/results" posecheck-batch /videos --out /results
#
# For a cluster that has no Docker: apptainer build posecheck.sif docker-daemon://posecheck-batch:latest

FROM python:3.12-slim-bookworm AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /src
COPY requirements.lock ./
RUN python -m venv /opt/posecheck \
    && /opt/posecheck/bin/pip install --require-hashes -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY posecheck posecheck
COPY exercises exercises
RUN /opt/posecheck/bin/pip install --no-deps --no-build-isolation .
# The pose model comes into the image, so that nothing is fetched when it runs.
ENV POSECHECK_CACHE_DIR=/opt/posecheck-model
RUN /opt/posecheck/bin/posecheck model fetch \
    && chmod -R a+rX /opt/posecheck-model

FROM python:3.12-slim-bookworm
# What MediaPipe and OpenCV load, and the sound library that posecheck is linked to but does not use here. Not
# pinned: Debian has one version of each, and takes it away with the next.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --no-install-recommends --yes \
        libegl1 libgl1 libgles2 libglib2.0-0 libportaudio2 libsm6 libxcb1 libxext6 \
    && rm -rf /var/lib/apt/lists/*
COPY --from=build /opt/posecheck /opt/posecheck
COPY --from=build /opt/posecheck-model /opt/posecheck-model
RUN useradd --uid 10001 --no-create-home posecheck \
    && install -d -o posecheck -g posecheck /results
# Settings and data are nobody's: a container keeps only what stands in /results.
ENV PATH=/opt/posecheck/bin:$PATH \
    POSECHECK_CACHE_DIR=/opt/posecheck-model \
    POSECHECK_CONFIG_DIR=/tmp/posecheck/config \
    POSECHECK_DATA_DIR=/tmp/posecheck/data \
    MPLCONFIGDIR=/tmp/posecheck/matplotlib \
    MALLOC_ARENA_MAX=2
USER 10001
WORKDIR /results
ENTRYPOINT ["posecheck", "batch"]
CMD ["--help"]
