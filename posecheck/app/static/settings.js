// Settings are saved as they are chosen; what takes a while, as to hear the voice, is asked after.
import {ask, attempt, root, toast} from "./app.js";

const byId = id => document.getElementById(id);
const pause_s = seconds => new Promise(done => setTimeout(done, 1000 * seconds));

document.addEventListener("change", async event => {
  const field = event.target.closest("[data-setting]");
  if (!field) return;
  const name = field.dataset.setting;
  const group = field.type === "radio" ? [...document.querySelectorAll(`input[name="${name}"]`)] : [field];
  const value = field.type === "checkbox" ? field.checked : name === "level" ? Number(field.value) : field.value;
  const answer = await attempt(() => ask("/settings", {[name]: value}));
  if (!answer) { for (const each of group) each.checked = each.defaultChecked; return; }
  for (const each of group) each.defaultChecked = each.checked;
  if (answer.rung) byId("rung").textContent = answer.rung;
  if (!answer.reload) { toast(answer.said); return; }
  sessionStorage.setItem("said", answer.said);
  sessionStorage.setItem("chosen", name);
  location.reload();
});

// Whoever chose with the keyboard goes on where they were before the page was loaded anew.
const chosen = sessionStorage.getItem("chosen");
sessionStorage.removeItem("chosen");
if (chosen) document.querySelector(`[data-setting="${chosen}"]:checked`)?.focus({preventScroll: true});

/** Ask until something is over, and show each time what is told. */
async function follow(first, path, show) {
  let told = await attempt(first);
  while (told) {
    show(told);
    if (!told.ongoing) return;
    await pause_s(.6);
    told = await attempt(() => ask(path));
  }
}

function showSound(told) {
  byId("heard").textContent = told.said;
  byId("heard").className = told.failed ? "notice bad" : "";
  byId("hear").disabled = told.ongoing;
  byId("hush").hidden = !told.ongoing;
}

async function showCameras() {
  const place = byId("cameras");
  place.setAttribute("aria-busy", "true");
  const told = await attempt(() => ask("/settings/cameras"));
  place.setAttribute("aria-busy", "false");
  if (!told) return;
  place.replaceChildren(...told.cameras.map(option));
  if (told.none) place.append(Object.assign(document.createElement("p"), {className: "notice", textContent: told.none}));
}

function option(each) {
  const label = document.createElement("label");
  label.className = "option";
  const field = Object.assign(document.createElement("input"), {type: "radio", name: "camera", value: each.value, defaultChecked: each.chosen});
  field.dataset.setting = "camera";
  const words = document.createElement("span");
  words.append(Object.assign(document.createElement("strong"), {textContent: each.title}));
  if (each.what) words.append(Object.assign(document.createElement("span"), {className: "quiet", textContent: each.what}));
  label.append(field, words);
  return label;
}

if (byId("cameras")) {
  byId("hear").addEventListener("click", () => follow(() => ask("/settings/sound", {}), "/settings/sound", showSound));
  byId("hush").addEventListener("click", () => attempt(() => ask("/settings/hush", {})));
  byId("look-again").addEventListener("click", showCameras);
  showCameras();
}

// ---- help
function showFindings(told) {
  byId("examined").textContent = told.said;
  byId("examine").disabled = told.ongoing;
  const fine = told.findings.filter(each => each.health === "ok");
  byId("findings").replaceChildren(...told.findings.filter(each => each.health !== "ok").map(finding));
  byId("fine").hidden = fine.length === 0;
  byId("fine").querySelector("ul").replaceChildren(...fine.map(finding));
}

function finding(each) {
  const item = document.createElement("li");
  item.className = each.health;
  const make = (name, text, look) => Object.assign(document.createElement(name), {textContent: text, className: look});
  const mark = make("span", {ok: "✓", warning: "!", problem: "✗"}[each.health], "mark");
  mark.setAttribute("aria-hidden", "true");
  const words = document.createElement("div");
  words.append(make("span", `${each.label}: `, "unseen"), make("strong", each.what, ""), make("p", each.found, "quiet"));
  if (each.todo) words.append(make("p", each.todo, ""));
  item.append(mark, words);
  return item;
}

if (byId("examine")) {
  byId("examine").addEventListener("click", () => follow(() => ask("/help/doctor", {}), "/help/doctor", showFindings));
  let sounding;
  document.addEventListener("click", event => {
    const button = event.target.closest("[data-tone]");
    if (!button) return;
    sounding?.pause();
    sounding = new Audio(`${root}/help/tone/${button.dataset.tone}.wav`);
    attempt(() => sounding.play());
  });
}
