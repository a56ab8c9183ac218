// How far videos are, told once a second while something works; and the question before one is removed.
import { ask, attempt } from "./app.js";

/** Follow the videos in `place`; `changed()` when one of them is at something else. Returns what looks again. */
export function follow(place, changed) {
  const pieces = () => [...place.querySelectorAll("[data-video]")];
  const isBusy = () => pieces().some(each => ["waiting", "working"].includes(each.dataset.progress));
  let timer = 0;
  async function look() {
    timer = 0;
    const told = await ask("/videos/state").catch(() => undefined);
    const byId = Object.fromEntries((told?.videos ?? []).map(each => [each.id, each]));
    let isOther = false;
    for (const piece of pieces()) {
      const now = byId[piece.dataset.video];
      isOther ||= Boolean(told) && now?.progress !== piece.dataset.progress;
      if (now?.line) piece.querySelector("[data-line]").textContent = now.line;
      if (now?.share != null) piece.querySelector("progress").value = now.share;
    }
    if (isOther) await changed();
    watch();
  }
  function watch() {
    if (isBusy() && !timer) timer = setTimeout(look, 1000);
  }
  watch();
  return watch;
}

/** Ask before a video is removed, with the dialog `remove` of the page; `removed(answer)` afterwards. */
export function onRemove(place, removed) {
  const dialog = document.getElementById("remove");
  place.addEventListener("click", event => {
    const button = event.target.closest("[data-remove]");
    if (!button) return;
    dialog.querySelector("[data-name]").textContent = button.dataset.name;
    dialog.returnValue = "";
    dialog.onclose = () => dialog.returnValue && attempt(async () => {
      removed(await ask(`/videos/${button.dataset.remove}/remove`, {}));
    });
    dialog.showModal();
  });
}
