// The page on the phone: types the code, sends its pictures, and speaks where that is wished.
import { capture } from "./capture.js";

const root = document.documentElement.dataset.root;
const part = name => document.getElementById(name);
const words = Object.fromEntries([...part("words-phone").content.querySelectorAll("[data-word]")].map(each => [each.dataset.word, each.textContent]));
let camera, facing = "environment", status = {}, said = "";

part("pair").addEventListener("submit", async event => {
  event.preventDefault();
  const answer = await fetch(`${root}/pair`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ code: part("code").value }) });
  const told = await answer.json().catch(() => ({}));
  if (!answer.ok) { part("wrong").textContent = told.error ?? ""; return; }
  part("pair").hidden = true;
  part("filming").hidden = false;
  // speaking has to be begun by a touch
  if ("speechSynthesis" in window) speechSynthesis.speak(new SpeechSynthesisUtterance(""));
  connect(told.token);
});

function connect(token) {
  const socket = new WebSocket(`${location.origin.replace("http", "ws")}${root}/pictures/${token}`);
  socket.onopen = () => film(socket);
  socket.onmessage = ({ data }) => { take(JSON.parse(data)); if (socket.readyState === WebSocket.OPEN) socket.send('{"drawn":1}'); };
  socket.onclose = () => { camera?.stop?.(); part("state").textContent = words.over; setTimeout(() => retry(token), 3000); };
}

async function retry(token) {
  const there = await fetch(`${root}/`).then(answer => answer.ok, () => false);
  if (there) connect(token);
}

async function film(socket) {
  camera?.stop?.();
  try {
    camera = await capture(socket, { facingMode: facing });
    part("own").srcObject = camera.media;
    part("own").play();
    part("turn").onclick = () => { facing = facing === "environment" ? "user" : "environment"; film(socket); };
    showState();
  } catch { part("state").textContent = words.refused; }
}

function showState() {
  part("state").textContent = status.state === "running" ? words.running : status.state === "ended" ? words.over : words.ready;
}

function take(told) {
  if ("state" in told) { status = told; showState(); return; }
  const text = told.seen?.saying ?? "";
  part("said").textContent = told.seen?.words?.text ?? "";
  if (text && text !== said && status.phoneVoice && "speechSynthesis" in window) {
    const spoken = new SpeechSynthesisUtterance(text);
    spoken.lang = document.documentElement.lang;
    speechSynthesis.cancel();
    speechSynthesis.speak(spoken);
  }
  said = text;
}
