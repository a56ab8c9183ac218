// The page of a session: shows what the session sends, and sends it what is pressed. It decides nothing.
import { ask, openSocket, root, toast, wordsOf } from "./app.js";
import { capture } from "./capture.js";
import { drawDial, drawMarks, paintMessage } from "./marks.js";

const part = name => document.getElementById(name);
const sections = ["opening", "stage", "ended", "none"];
const words = wordsOf("train");
let socket, camera, status = { state: "none" }, shownCard = "", shownFigure = "";

function show(name) {
  for (const each of sections) part(each).hidden = each !== name;
  document.body.classList.toggle("in-session", name === "stage");
}

function press(name) {
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ press: name }));
}

// ---- the session as a whole

function takeStatus(told) {
  const before = status.state;
  status = told;
  if (told.title) { part("what").textContent = told.title; }
  for (const each of document.querySelectorAll("[data-of]")) each.hidden = each.dataset.of !== told.kind;
  if (told.state === "running" && told.browserCamera && !camera) beginCapture();
  if (told.state === "ended") endCapture();
  if (told.state === "opening" || (told.state === "running" && part("stage").hidden)) {
    show("opening");
    part("allow").hidden = !told.browserCamera;
  }
  if (told.state === "none") show("none");
  if (told.state === "ended" && told.kind === "camera") show("none");
  else if (told.state === "ended") showEnd(told, before !== "none");
}

function showEnd(told, fresh) {
  part("ended-title").textContent = told.problem ? words.stopped : words.ended;
  if (told.problem) part("said").replaceChildren(written("p", told.problem, "lead"));
  else if (told.summary?.length) part("said").replaceChildren(...told.summary.map(summary));
  else part("said").replaceChildren(...(told.sentences ?? []).map(each => written("p", each)));
  if (!told.problem && told.slow) part("said").append(written("p", told.slow.join(" "), "notice"));
  part("check").hidden = !told.problem;
  part("again").hidden = !told.problem || !told.again;
  part("again").dataset.body = JSON.stringify(told.again ?? {});
  part("detail").hidden = !told.kept;
  if (told.kept) part("detail").href = `${root}/progress/${told.kept}`;
  if (document.fullscreenElement) document.exitFullscreen();
  show("ended");
  if (fresh) part("ended-title").focus();
}

function written(kind, text, name = "") {
  const made = document.createElement(kind);
  made.textContent = text;
  if (name) made.className = name;
  return made;
}

function summary(of) {
  const made = document.createElement("section");
  made.className = "card";
  const list = (lines, name) => {
    const found = document.createElement("ul");
    found.append(...lines.map(each => written("li", each)));
    found.className = name;
    return found;
  };
  made.append(written("h3", of.title), ...of.lines.map((each, at) => written("p", each, at ? "" : "lead")));
  if (of.holds.length) made.append(list(of.holds.map(each => `${each.counted ? "✓" : "–"} ${each.words}`), "holds"));
  if (of.faults.length) made.append(written("h4", words.work), list(of.faults, ""));
  if (of.faultless) made.append(written("p", of.faultless));
  made.append(...of.unseen.map(each => written("p", each, "quiet small")));
  return made;
}

async function beginCapture() {
  camera = {};
  try {
    camera = await capture(socket);
  } catch (error) {
    toast(error.name === "NotFoundError" ? words.none : words.refused, 15);
    await ask("/train/stop", {}).catch(() => {});
  }
}

function endCapture() {
  camera?.stop?.();
  camera = undefined;
}

// ---- one picture

async function takePicture(message) {
  const seen = await paintMessage(part("camera"), message);
  // of a session that is over, or of a look through the camera that has just ended
  if (!seen.words || !["running", "opening"].includes(status.state)) return;
  if (part("stage").hidden) show("stage");
  drawMarks(part("marks"), seen.marks, seen.size);
  drawDial(part("dial"), seen.dial);
  showWords(seen.words);
  showStatus(seen.status);
  showFigure(seen.exercise, seen.figure);
  showNext(seen.next);
  showCard(seen.card);
  showHelp(seen.keyHelp);
  part("pause").setAttribute("aria-pressed", seen.paused);
  part("sound").setAttribute("aria-pressed", seen.muted);
  part("marks").setAttribute("aria-label", seen.marks.filter(([kind]) => kind === "words").map(mark => mark[5]).join(", "));
  // for tests and measurements: how old it is now that it is drawn
  part("camera").dataset.age = Date.now() - 1000 * seen.offered;
  part("camera").dataset.drawn = 1 + Number(part("camera").dataset.drawn ?? 0);
}

function showWords({ text, tone }) {
  const place = part("words");
  place.dataset.tone = tone;
  if (place.textContent === text) return;
  place.textContent = text;
  fitWords();
}

// A long sentence is made smaller, not cut: so much as a physiotherapist has written too.
const isOver = place => place.scrollHeight > place.clientHeight + 2 || place.scrollWidth > place.clientWidth + 2;
function fitWords() {
  const place = part("words");
  place.style.fontSize = "";
  for (let share = 92; share >= 30 && isOver(place); share -= share > 60 ? 8 : 5) place.style.fontSize = `${8.8 * share / 100}vmin`;
}

// What stands beside the ring leaves the words their room: first the ring is made smaller, then the writing.
function fitStatus() {
  const place = part("status"), side = part("side");
  side.classList.remove("tight");
  place.style.fontSize = "";
  if (isOver(side)) side.classList.add("tight");
  for (let size = 4.6; size >= 2.6 && (isOver(side) || isOver(place)); size -= .4) place.style.fontSize = `${size}vmin`;
  fitWords();
}

new ResizeObserver(fitWords).observe(part("words"));
new ResizeObserver(fitStatus).observe(part("side"));

function showStatus(rows) {
  const place = part("status");
  const text = rows.map(each => each.text).join("\n");
  if (place.dataset.text === text) return;
  place.dataset.text = text;
  place.replaceChildren(...rows.map(each => {
    const made = document.createElement("p");
    made.textContent = each.text;
    made.className = each.bold ? "bold" : "rest";
    return made;
  }));
  fitStatus();
}

function showFigure({ id, side }, figure) {
  const place = part("figure"), wanted = figure ? drawingOf(id, side) : "";
  part("view").classList.toggle("figure-first", Boolean(figure?.large));
  place.hidden = !figure;
  if (wanted && wanted !== shownFigure) { place.src = wanted; shownFigure = wanted; }
}

// What lies over the session is the only thing that can be reached meanwhile.
function coverWith(place, title, covered) {
  if (place.hidden === !covered) return;
  place.hidden = !covered;
  for (const each of ["view", "side", "controls"]) part(each).inert = covered;
  if (covered) title.focus(); else part("stage").focus();
}

function showHelp(wanted) {
  coverWith(part("key-help"), part("key-title"), wanted);
}

function drawingOf(id, side = "") {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return `${root}/exercises/${id}/still.svg`;
  return `${root}/figure/${id}.svg?side=${side}`;
}

function showNext(next) {
  const place = part("next");
  place.hidden = !next;
  if (!next || place.dataset.id === next.id) return;
  place.dataset.id = next.id;
  place.querySelector("img").src = drawingOf(next.id);
  place.querySelector("span").textContent = next.text;
}

function showCard(card) {
  const place = part("card"), said = card ? JSON.stringify([card.title, card.lines, card.options]) : "";
  coverWith(place, part("card-title"), Boolean(card));
  if (card && said !== shownCard) {
    part("card-title").textContent = card.title;
    part("card-lines").replaceChildren(...card.lines.map(line => {
      const made = document.createElement("p");
      made.textContent = line;
      return made;
    }));
    part("card-options").replaceChildren(...card.options.map((option, number) => {
      const made = document.createElement("button");
      made.textContent = option;
      made.dataset.press = `option-${number}`;
      return made;
    }));
    part("card-on").hidden = card.options.length > 0;
    part("card-back").hidden = card.options.length === 0;
    part("card-title").focus();
  }
  if (card) [...part("card-options").children].forEach((each, number) => each.setAttribute("aria-pressed", number === card.chosen));
  shownCard = said;
}

// ---- what is pressed

document.addEventListener("click", event => {
  const button = event.target.closest("[data-press]");
  if (button) press(button.dataset.press);
});

part("full").addEventListener("click", fillScreen);

function fillScreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else part("stage").requestFullscreen?.().catch(() => {});
}

const named = { " ": "space", Enter: "return", ArrowRight: "right", ArrowDown: "down", ArrowLeft: "left", ArrowUp: "up", Backspace: "backspace" };
document.addEventListener("keydown", event => {
  if (part("stage").hidden || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
  const onControl = event.target.closest("button, a, input, select, textarea");
  if (onControl && (event.key === " " || event.key === "Enter")) return; // it is pressed itself
  const name = named[event.key] ?? (event.key.length === 1 ? event.key.toLowerCase() : "");
  if (event.key === "Escape" && !part("key-help").hidden) { press("h"); return; }
  if (name.length === 1 && !part("keys").checked && part("card").hidden) return;
  if (name === "f") fillScreen();
  else if (name) { press(name); if (name !== "backspace") event.preventDefault(); }
});

// Whoever speaks to their computer can switch single letters off; it is remembered in this browser.
part("keys").checked = localStorage.getItem("single-keys") !== "off";
part("keys").addEventListener("change", () => localStorage.setItem("single-keys", part("keys").checked ? "on" : "off"));

// ---- the way to the session

function connect() {
  socket = openSocket("/watch");
  socket.onmessage = async event => {
    if (typeof event.data === "string") { takeStatus(JSON.parse(event.data)); return; }
    try { await takePicture(event.data); } finally {
      if (socket.readyState === WebSocket.OPEN) socket.send('{"drawn":1}');
    }
  };
  socket.onclose = () => { endCapture(); setTimeout(connect, 1000); };
}
connect();
