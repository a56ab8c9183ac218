// The list of exercises is searched while one types; figures can be held still on every page that has them.
import { wordsOf } from "./app.js";

const plain = text => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

function holdStill() {
  const button = document.getElementById("hold-still");
  const reduced = "(prefers-reduced-motion: reduce)";
  if (!button || matchMedia(reduced).matches) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    const still = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(still));
    for (const each of document.querySelectorAll("picture > source")) each.media = still ? "all" : reduced;
  });
}

/** Let a field and buttons of parts filter what has data-search; `found` is told how many are left. */
export function filter(field, buttons, items, found) {
  const searched = new Map(items.map(each => [each, plain(each.dataset.search)]));
  let part = "";
  const show = () => {
    const wanted = plain(field.value).split(/\s+/).filter(Boolean);
    for (const [each, text] of searched) {
      const fits = !part || each.closest("[data-part]").dataset.part === part;
      each.hidden = !(fits && wanted.every(word => text.includes(word)));
    }
    found(items.filter(each => !each.hidden));
  };
  field.addEventListener("input", show);
  field.addEventListener("keydown", event => {
    if (event.key !== "Escape" || !field.value) return;
    event.preventDefault();
    field.value = "";
    show();
  });
  for (const button of buttons) {
    button.addEventListener("click", () => {
      part = button.dataset.part;
      for (const each of buttons) each.setAttribute("aria-pressed", String(each === button));
      show();
    });
  }
}

function list() {
  const form = document.getElementById("find");
  if (!form) return;
  const words = wordsOf("found"), status = document.getElementById("found");
  const items = [...document.querySelectorAll(".exercise")];
  let first = items[0];
  filter(document.getElementById("wanted"), document.querySelectorAll("button[data-part]"), items, left => {
    first = left[0];
    status.textContent = words[left.length];
    for (const part of document.querySelectorAll(".part")) part.hidden = !part.querySelector(".exercise:not([hidden])");
  });
  form.addEventListener("submit", event => {
    event.preventDefault();
    first?.querySelector("a").click();
  });
}

holdStill();
list();
