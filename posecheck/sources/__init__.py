"""Where pictures come from: a video file or a camera. Both give frames with the time of the source."""
