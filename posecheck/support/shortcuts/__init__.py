"""An icon in the menu that opens posecheck, and the file type of prescriptions, for one user."""
