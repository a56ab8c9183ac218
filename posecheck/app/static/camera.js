// The camera check: shows what the camera sees and what was found; a check that is left is ended.
import { ask, attempt, openSocket, root, toast, wordsOf } from "./app.js";
import { capture } from "./capture.js";
import { drawMarks, paintMessage } from "./marks.js";

const part = name => document.getElementById(name);
const words = wordsOf("camera");
let camera, isOurs = false;

const socket = openSocket("/watch");
socket.onmessage = async ({ data }) => {
  if (typeof data === "string") { takeStatus(JSON.parse(data)); return; }
  try { if (isOurs) await takePicture(data); } finally { socket.send('{"drawn":1}'); }
};

async function takeStatus(told) {
  if (told.state === "running" && told.kind !== "camera") { location.href = `${root}/train`; return; }
  isOurs = told.kind === "camera" && told.state !== "none";
  if (told.state === "running" && told.browserCamera && !camera) {
    camera = {};
    try { camera = await capture(socket); } catch (error) { toast(error.name === "NotFoundError" ? words.none : words.refused, 15); }
  }
  if (told.state === "ended") { camera?.stop?.(); camera = undefined; }
  const failed = told.state === "ended" && Boolean(told.problem);
  part("trouble").hidden = !failed;
  if (failed) part("trouble").textContent = told.problem;
  if (told.state === "ended" && isOurs && !failed) part("waiting").textContent = words.ended;
  part("waiting").hidden = failed || (told.state !== "ended" && part("camera").width > 300);
}

async function takePicture(message) {
  const seen = await paintMessage(part("camera"), message);
  part("waiting").hidden = true;
  drawMarks(part("marks"), seen.marks, seen.size);
  if (seen.findings) { showFindings(seen.findings); part("all-good").hidden = !seen.good; }
}

function showFindings(findings) {
  const list = part("findings");
  for (const { id, found, words: said } of findings) {
    let line = list.querySelector(`[data-id="${id}"]`);
    if (!line) {
      line = document.createElement("li");
      line.dataset.id = id;
      line.append(document.createElement("span"), document.createElement("span"));
      line.lastChild.className = "unseen";
      list.append(line);
    }
    line.className = found;
    if (line.firstChild.textContent !== said) line.firstChild.textContent = said;
    if (line.lastChild.textContent !== words[found]) line.lastChild.textContent = words[found];
  }
}

function look(body) {
  part("trouble").hidden = true;
  attempt(async () => {
    const { go } = await ask("/camera/look", body);
    if (go !== "stay") location.href = root + go;
  });
}

document.addEventListener("click", event => {
  const { look: through, choose } = event.target.dataset;
  if (through) look({ camera: through });
  if (choose) attempt(async () => toast((await ask("/camera/choose", { camera: choose })).said));
});
part("browser").addEventListener("click", () => look({ browser: true }));

// the small pictures first, one after the other: a camera serves one program at a time
async function begin() {
  const stills = [...document.querySelectorAll("[data-still]")];
  if (stills.length > 1) for (const each of stills) {
    await new Promise(done => { each.onload = () => { each.hidden = false; done(); }; each.onerror = done; each.src = each.dataset.still; });
  }
  look({});
}
begin();
addEventListener("pagehide", () => { if (isOurs) fetch(`${root}/train/stop`, { method: "POST", keepalive: true, headers: { "content-type": "application/json" }, body: "{}" }); });
