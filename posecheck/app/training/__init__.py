"""To begin, to check the camera, to answer questions, and the session itself."""
