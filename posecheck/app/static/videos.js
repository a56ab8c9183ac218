// The list of videos: taking what is dropped or chosen, and following how far each one is.
import { ask, attempt, root, toast, wordsOf } from "./app.js";
import { follow, onRemove } from "./video_state.js";

const form = document.getElementById("add");
const words = wordsOf("videos");
const list = document.getElementById("list");
const waiting = [];
let isSending = false;

async function showList() {
  const answer = await fetch(`${root}/videos/list`);
  if (!answer.ok) return;
  const focused = document.activeElement;
  const place = list.contains(focused) && focused.closest("[data-video]")?.dataset.video;
  const rows = new DOMParser().parseFromString(await answer.text(), "text/html").body.children;
  list.replaceChildren(...rows);
  if (place) list.querySelector(`[data-video="${place}"] :is(a:not([tabindex]), button)`)?.focus();
}

function add(files) {
  for (const file of files) {
    const row = document.createElement("li");
    row.className = "card";
    row.textContent = `${file.name}: ${words.arriving}`;
    document.getElementById("arriving").append(row);
    waiting.push({ file, row });
  }
  send();
}

// One after the other: each is copied whole before the next begins.
async function send() {
  if (isSending) return;
  isSending = true;
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const { file, row } = next;
    const asked = new URLSearchParams(new FormData(form));
    asked.set("name", file.name);
    asked.set("keep", form.elements.keep?.checked ? "1" : "0");
    try {
      if (file.size > Number(form.dataset.mostBytes)) throw new Error(words.tooLarge);
      await ask(`/videos/upload?${asked}`, file, "PUT");
    } catch (error) {
      toast(`${file.name}: ${error instanceof TypeError ? words.unread : error.message}`, 12);
    }
    row.remove();
    await showList();
    watch();
  }
  isSending = false;
}

const watch = follow(list, showList);
onRemove(list, showList);

document.getElementById("files").addEventListener("change", event => {
  add([...event.target.files]);
  event.target.value = "";
});
form.addEventListener("submit", event => event.preventDefault());
const drop = form.querySelector("[data-drop]");
// A file that misses the place would open in the browser, in place of this page.
for (const name of ["dragover", "drop"]) document.addEventListener(name, event => event.preventDefault());
document.addEventListener("dragover", () => drop.classList.add("over"));
document.addEventListener("dragleave", event => { if (!event.relatedTarget) drop.classList.remove("over"); });
document.addEventListener("drop", event => {
  drop.classList.remove("over");
  add([...event.dataTransfer.files]);
});
list.addEventListener("click", event => {
  if (!event.target.closest("[data-remove-all]")) return;
  const dialog = document.getElementById("remove-all");
  dialog.returnValue = "";
  dialog.onclose = () => dialog.returnValue && attempt(async () => {
    await ask("/videos/remove-all", {});
    await showList();
  });
  dialog.showModal();
});
