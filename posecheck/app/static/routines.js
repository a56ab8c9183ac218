// Routines: asks before deleting, and lets one be put together by dragging, by buttons and by keys.
import { ask, attempt, root, toast, wordsOf } from "./app.js";
import { filter } from "./exercises.js";

document.addEventListener("click", event => {
  const opener = event.target.closest("[data-dialog]");
  if (opener) document.getElementById(opener.dataset.dialog).showModal();
});

const form = document.getElementById("builder");
const find = id => document.getElementById(id);
if (form) build();

function build() {
  const words = wordsOf("builder");
  const lists = [...form.querySelectorAll(".steps")];
  let dirty = false, asked = 0, waiting = 0;

  // ---- what it says now, and what the app says of it

  const number = input => input.value === "" ? null : Number(input.value);
  const sides = { "": null, true: true, false: false };
  function step(item) {
    const told = { exercise: item.dataset.exercise, part: item.closest("[data-part]").dataset.part };
    if (item.dataset.was !== "") told.was = Number(item.dataset.was);
    for (const input of item.querySelectorAll("input")) told[input.name] = number(input);
    const select = item.querySelector("select");
    if (select) told.each_side = sides[select.value];
    return told;
  }
  const draft = () => ({
    title: find("title").value, description: find("description").value,
    steps: [...form.querySelectorAll(".step")].map(step), name: form.dataset.name, version: form.dataset.version,
  });
  function fill(list, sentences) {
    list.replaceChildren(...sentences.map(each => Object.assign(document.createElement("li"), { textContent: each })));
    list.hidden = !sentences.length;
  }
  async function check() {
    const turn = ++asked;
    const said = await attempt(() => ask("/routines/check", draft()));
    if (!said || turn !== asked) return;
    const isEmpty = !form.querySelector(".step");
    find("length").textContent = said.length || (isEmpty ? words.empty : words.unsure);
    find("about").textContent = said.about || (isEmpty ? words.empty : "");
    fill(find("problems"), dirty || !isEmpty ? said.problems : []);
    fill(find("warnings"), [...said.warnings, ...said.remarks]);
    find("verdict").hidden = find("problems").hidden && find("warnings").hidden;
  }
  function changed() {
    dirty = true;
    clearTimeout(waiting);
    waiting = setTimeout(check, 300);
  }
  form.addEventListener("input", event => { if (event.target.id !== "wanted") changed(); });
  form.addEventListener("submit", event => event.preventDefault());
  addEventListener("beforeunload", event => { if (dirty) event.preventDefault(); });
  find("save").addEventListener("click", async () => {
    find("save").disabled = true;
    try {
      const saved = await ask("/routines/save", draft());
      dirty = false;
      location.href = `${root}/routines/${encodeURIComponent(saved.name)}`;
    } catch (error) {
      dirty = true;
      await check();
      if (find("problems").hidden) toast(error.message, 10);
      else find("verdict").focus();
    } finally {
      find("save").disabled = false;
    }
  });

  // ---- by buttons and keys

  function tell(text, item) {
    const list = item.parentElement, part = list?.closest("[data-part]").dataset.title ?? "";
    const places = { title: item.dataset.title, place: list ? [...list.children].indexOf(item) + 1 : "", all: list?.children.length, part };
    find("told").textContent = text.replace(/\{(\w+)\}/g, (_, name) => places[name]);
  }
  function put(item, list, before = null) {
    list.insertBefore(item, before);
    tell(words.moved, item);
    changed();
  }
  function move(item, by) {
    const list = item.parentElement, beside = by < 0 ? item.previousElementSibling : item.nextElementSibling;
    if (beside) { put(item, list, by < 0 ? beside : beside.nextElementSibling); return; }
    const next = lists[lists.indexOf(list) + by];
    if (next) put(item, next, by < 0 ? null : next.firstElementChild);
  }
  function made(offered) {
    return offered.querySelector("template").content.querySelector(".step").cloneNode(true);
  }
  form.addEventListener("click", event => {
    const button = event.target.closest("button");
    const item = button?.closest(".step");
    if (button?.matches("[data-move]")) {
      move(item, Number(button.dataset.move));
      button.focus();
      item.scrollIntoView({ block: "nearest" });
    } else if (button?.matches("[data-remove]")) {
      const next = item.nextElementSibling ?? item.previousElementSibling;
      tell(words.removed, item);
      item.remove();
      (next?.querySelector("[data-remove]") ?? find("wanted")).focus();
      changed();
    } else if (button?.matches("[data-add]")) {
      const offered = button.closest(".offered"), added = made(offered);
      put(added, lists.find(list => list.closest("[data-part]").dataset.part === offered.dataset.belongs));
    }
  });
  form.addEventListener("keydown", event => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const handle = event.target.closest("button.handle");
    if (!by || !handle) return;
    event.preventDefault();
    move(handle.closest(".step"), by);
    handle.focus();
  });

  // ---- by dragging: meanwhile every step is one short row, and the one that is dragged stays where it is seen

  function drags(item, on) {
    const before = item.isConnected ? item.getBoundingClientRect().top : 0;
    document.body.classList.toggle("drags", on);
    item.classList.toggle("dragging", on);
    if (item.isConnected) scrollBy(0, item.getBoundingClientRect().top - before);
  }
  form.addEventListener("pointerdown", event => {
    const handle = event.target.closest(".handle");
    if (!handle || event.button) return;
    event.preventDefault();
    const offered = handle.closest(".offered"), item = offered ? made(offered) : handle.closest(".step");
    const origin = item.parentElement, beside = item.nextElementSibling;
    let y = innerHeight / 2; // before it moves nothing scrolls
    const scrolling = setInterval(() => scrollBy(0, y < 70 ? -14 : y > innerHeight - 110 ? 14 : 0), 25);
    const drag = pointer => {
      y = pointer.clientY;
      const under = document.elementFromPoint(pointer.clientX, y);
      const part = under?.closest(".part"), over = under?.closest(".step");
      if (part && over && over !== item) {
        const { top, height } = over.getBoundingClientRect();
        over.parentElement.insertBefore(item, y < top + height / 2 ? over : over.nextElementSibling);
      } else if (part && !over && !part.contains(item)) part.querySelector(".steps").append(item);
    };
    const end = how => {
      clearInterval(scrolling);
      for (const [name, act] of acts) removeEventListener(name, act);
      if (how === "left") origin ? origin.insertBefore(item, beside) : item.remove();
      else if (item.parentElement && (item.parentElement !== origin || item.nextElementSibling !== beside)) {
        tell(words.moved, item);
        changed();
      }
      drags(item, false);
      if (!offered) handle.focus({ preventScroll: true });
    };
    const acts = [
      ["pointermove", drag], ["pointerup", () => end("put")], ["pointercancel", () => end("left")],
      ["keydown", pressed => { if (pressed.key === "Escape") end("left"); }],
    ];
    for (const [name, act] of acts) addEventListener(name, act);
    drags(item, true);
  });

  const found = wordsOf("found");
  filter(find("wanted"), [], [...form.querySelectorAll(".offered")], left => {
    find("found").textContent = found[left.length];
    for (const part of form.querySelectorAll(".offered-part")) part.hidden = !part.querySelector(".offered:not([hidden])");
  });
  check();
}
