// Prescriptions: opens a file that is dropped or chosen, and lets one be put together and saved.
import { ask, attempt, root, toast, wordsOf } from "./app.js";
import { filter } from "./exercises.js";

const words = wordsOf("prescription"), MOST_BYTES = 900000;
const find = id => document.getElementById(id);

// ---- a file that is opened

const drop = document.querySelector("[data-drop]");
async function open(file) {
  if (!file) return;
  if (file.size > MOST_BYTES) { toast(words.tooLarge, 10); return; }
  const text = await file.text().catch(() => null);
  if (text === null) { toast(words.unread, 10); return; }
  await attempt(async () => {
    dirty = false;
    location.href = root + (await ask(drop.dataset.to, { text, name: file.name })).go;
  });
}
let dirty = false;
if (drop) {
  for (const name of ["dragover", "drop"]) document.addEventListener(name, event => event.preventDefault());
  document.addEventListener("dragover", () => drop.classList.add("over"));
  document.addEventListener("dragleave", event => { if (!event.relatedTarget) drop.classList.remove("over"); });
  document.addEventListener("drop", event => { drop.classList.remove("over"); open(event.dataTransfer.files[0]); });
  find("file").addEventListener("change", event => { open(event.target.files[0]); event.target.value = ""; });
}

// ---- one that is put together

const form = find("prescription");
if (form) build();

function build() {
  let asked = 0, waiting = 0;
  const unfilled = new Set(); // exercises whose numbers become those of the profile
  const number = input => input.value === "" ? null : Number(input.value);
  const line = name => find(name).value;
  function exercise(item) {
    const told = { exercise: item.dataset.exercise };
    for (const input of item.querySelectorAll("input")) told[input.name] = input.type === "number" ? number(input) : input.value;
    const side = item.querySelector("select");
    if (side) told.side = side.value;
    return told;
  }
  const test = item => ({ test: item.dataset.test, side: item.querySelector("select")?.value ?? "", every_days: number(item.querySelector("[name=every_days]")) || 14 });
  const draft = () => ({
    ...Object.fromEntries(["title", "patient", "name", "contact", "notes", "stop_for", "starts_on", "ends_on", "at", "profile", "before"].map(name => [name, line(name)])),
    days: [...form.querySelectorAll("[name=days]:checked")].map(each => each.value),
    exercises: [...form.querySelectorAll(".prescribed")].map(exercise),
    tests: [...form.querySelectorAll("[data-test]")].filter(item => item.querySelector("[name=test]").checked).map(test),
  });
  const listed = sentences => sentences.map(each => Object.assign(document.createElement("li"), { textContent: each }));
  async function check() {
    const turn = ++asked;
    const said = await attempt(() => ask("/prescriptions/check", draft()));
    if (!said || turn !== asked) return;
    const isEmpty = !form.querySelector(".prescribed");
    find("length").textContent = said.length || (isEmpty ? words.empty : words.unsure);
    find("problems").replaceChildren(...listed(dirty || !isEmpty ? said.problems : []));
    find("verdict").hidden = !find("problems").childElementCount;
    for (const item of form.querySelectorAll(".prescribed")) {
      const doses = said.doses[item.dataset.exercise];
      if (doses && unfilled.delete(item)) {
        for (const input of item.querySelectorAll("input[type=number]")) input.value = doses[input.name] ?? input.value;
        changed();
      }
      const own = said.limits[item.dataset.exercise] ?? [], more = item.querySelector(".limits");
      more.hidden = !own.length;
      more.querySelector("summary").textContent = `${words.limits}: ${own.length}`;
      more.querySelector("ul").replaceChildren(...listed(own));
    }
  }
  function changed() {
    dirty = true;
    clearTimeout(waiting);
    waiting = setTimeout(check, 300);
  }
  const tell = (text, item) => { find("told").textContent = text.replace("{title}", item.dataset.title); };
  find("profile").addEventListener("change", () => form.querySelectorAll(".prescribed").forEach(item => unfilled.add(item)));
  form.addEventListener("input", event => { if (event.target.id !== "wanted") changed(); });
  form.addEventListener("submit", event => event.preventDefault());
  addEventListener("beforeunload", event => { if (dirty) event.preventDefault(); });
  form.addEventListener("click", event => {
    const button = event.target.closest("button");
    if (button?.matches("[data-add]")) {
      const added = button.closest(".offered").querySelector("template").content.querySelector(".prescribed").cloneNode(true);
      find("exercises").append(added);
      unfilled.add(added);
      tell(words.added, added);
      changed();
    } else if (button?.matches("[data-remove]")) {
      const item = button.closest(".prescribed"), next = item.nextElementSibling ?? item.previousElementSibling;
      tell(words.removed, item);
      item.remove();
      (next?.querySelector("[data-remove]") ?? find("wanted")).focus();
      changed();
    }
  });
  find("save").addEventListener("click", async () => {
    find("save").disabled = true;
    try {
      const { name, text } = await ask("/prescriptions/file", draft());
      const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(new Blob([text])), download: name });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60000);
      dirty = false;
      find("before").value = text;
      toast(words.saved.replace("{name}", name), 10);
    } catch (error) {
      dirty = true;
      await check();
      if (find("verdict").hidden) toast(error.message, 10);
      else find("verdict").focus();
    } finally {
      find("save").disabled = false;
    }
  });
  const found = wordsOf("found");
  filter(find("wanted"), [], [...form.querySelectorAll(".offered")], left => {
    find("found").textContent = found[left.length];
    for (const part of form.querySelectorAll(".offered-part")) part.hidden = !part.querySelector(".offered:not([hidden])");
  });
  if (form.querySelector(".prescribed")) check();
}
