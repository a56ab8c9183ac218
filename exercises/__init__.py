"""The exercises of posecheck, one module each."""
