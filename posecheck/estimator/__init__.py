"""Who sees the person: MediaPipe's pose landmarker behind a small interface, and its model file."""
