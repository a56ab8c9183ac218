// The browser's camera as the camera of a session: pictures with the times of the camera, the newest only.

/** Send pictures of this browser's camera through a socket until `stop` of what is returned is called. */
export async function capture(socket, constraints = {}) {
  const media = await navigator.mediaDevices.getUserMedia({
    audio: false,
    video: { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 }, ...constraints },
  });
  const video = document.createElement("video");
  video.muted = true;
  video.playsInline = true;
  video.srcObject = media;
  await video.play();
  const canvas = document.createElement("canvas");
  const paint = canvas.getContext("2d", { alpha: false });
  let going = true, working = false, wakes = null;
  // A screen that goes dark takes the camera with it.
  const stayAwake = () => navigator.wakeLock?.request("screen").then(lock => { wakes = lock; }).catch(() => {});
  stayAwake();
  const send = async (now, frame) => {
    if (!going) return;
    video.requestVideoFrameCallback(send);
    if (working || socket.readyState !== WebSocket.OPEN || socket.bufferedAmount > 0) return;
    working = true;
    const taken = (performance.timeOrigin + (frame.captureTime ?? now)) / 1000;
    canvas.width = video.videoWidth;
    canvas.height = video.videoHeight;
    paint.drawImage(video, 0, 0);
    const picture = await new Promise(done => canvas.toBlob(done, "image/jpeg", 0.95));
    if (picture && socket.readyState === WebSocket.OPEN) {
      const head = new DataView(new ArrayBuffer(8));
      head.setFloat64(0, taken, true);
      socket.send(new Blob([head.buffer, picture]));
    }
    working = false;
  };
  video.requestVideoFrameCallback(send);
  return { video, media, stop() { going = false; media.getTracks().forEach(track => track.stop()); wakes?.release(); } };
}
