// Two videos in step: one time for both, that of the first; the second is `later` seconds behind.
import { Board, clock, listenToKeys } from "./player.js";

const place = document.querySelector("[data-pair]");
const [a, b] = place.querySelectorAll("video");
const field = document.getElementById("later");
const frame_s = Number(place.dataset.frameS) || 1 / 30;
const button = place.querySelector("[data-do=play]");
let later = Number(field.dataset.later);
let time = 0;
let startedAt = 0; // of the clock of the browser, when it plays: where time 0 would be
let isPlaying = false;
let speed = 1;

const board = new Board(place.querySelector("[data-board]"), seek);
const lasts = video => video.duration || Number(video.dataset.lastsS);
const ends = () => [Math.min(0, -later), Math.max(lasts(a), lasts(b) - later)];

// A video that is not at its time goes there; a small lag is made up by its speed, which nobody sees.
function lead(video, wanted) {
  const is_inside = wanted >= 0 && wanted < lasts(video);
  const goal = Math.min(Math.max(wanted, 0), Math.max(0, lasts(video) - frame_s / 2));
  const lag = goal - video.currentTime;
  if (isPlaying && is_inside) {
    if (video.paused) { video.currentTime = goal; video.play().catch(() => {}); }
    else if (Math.abs(lag) > 0.3) video.currentTime = goal;
    video.playbackRate = speed * (Math.abs(lag) > 0.03 ? 1 + Math.max(-0.2, Math.min(0.2, lag)) : 1);
  } else {
    if (!video.paused) video.pause();
    if (Math.abs(lag) > frame_s / 4 && !video.seeking) video.currentTime = goal;
  }
}

function show() {
  lead(a, time);
  lead(b, time + later);
  const text = clock(time, place.dataset.mark);
  board.tell(time, text);
  place.querySelector("[data-clock]").textContent = `${text} / ${clock(ends()[1], place.dataset.mark)}`;
}

function follow() {
  if (!isPlaying) return;
  time = speed * (performance.now() - startedAt) / 1000;
  if (time >= ends()[1]) { time = ends()[1]; pause(); return; }
  show();
  requestAnimationFrame(follow);
}

function start() { startedAt = performance.now() - 1000 * time / speed; }

function told() { button.textContent = isPlaying ? button.dataset.pause : button.dataset.play; }

function play() {
  if (time >= ends()[1] - frame_s) time = ends()[0];
  isPlaying = true;
  start();
  told();
  follow();
}

function pause() {
  isPlaying = false;
  told();
  show();
}

function toggle() { if (isPlaying) pause(); else play(); }

function seek(time_s) {
  const [from, to] = ends();
  time = Math.min(to, Math.max(from, time_s));
  start();
  show();
}

function step(pictures) {
  if (isPlaying) pause();
  seek((Math.floor(time / frame_s + 1e-3) + pictures + 0.5) * frame_s);
}

// Everything of the second one is drawn where it falls in the time of the first.
function lay() {
  for (const half of place.querySelectorAll("[data-half=b]")) {
    if (half instanceof SVGElement) half.setAttribute("transform", `translate(${-later} 0)`);
    else half.dataset.shiftS = later;
  }
  const [from, to] = ends();
  for (const plot of place.querySelectorAll("[data-plot]")) {
    const box = plot.viewBox.baseVal;
    plot.setAttribute("viewBox", `${from} 0 ${to - from} ${box.height}`);
    for (const zone of plot.querySelectorAll("[data-wide]")) {
      zone.setAttribute("x", from);
      zone.setAttribute("width", to - from);
    }
  }
  board.span(from, to);
  seek(time);
}

button.addEventListener("click", toggle);
place.querySelector("[data-do=back]").addEventListener("click", () => step(-1));
place.querySelector("[data-do=on]").addEventListener("click", () => step(1));
place.querySelector("[data-do=speed]").addEventListener("change", event => { speed = Number(event.target.value); start(); });
place.querySelector("[data-do=together]").addEventListener("click", () => { field.value = field.dataset.later; field.onchange(); });
field.onchange = () => { later = Number(field.value) || 0; lay(); };
place.addEventListener("click", event => {
  const jump = event.target.closest("[data-jump-s]");
  if (jump) seek(Number(jump.dataset.jumpS) - (Number(jump.closest("[data-shift-s]")?.dataset.shiftS) || 0));
});
for (const video of [a, b]) {
  video.addEventListener("loadedmetadata", lay);
  video.addEventListener("seeked", () => { if (!isPlaying) show(); });
}
listenToKeys({ toggle, step, skip: seconds => seek(time + seconds),
  seek: share => seek(ends()[0] + share * (ends()[1] - ends()[0])) });
told();
lay();
