// One video: its player, and having it judged again.
import { ask, attempt, root } from "./app.js";
import { Player } from "./player.js";
import { follow, onRemove } from "./video_state.js";

const look = document.querySelector("[data-player]");
if (look.querySelector("video")) new Player(look);
follow(document.getElementById("main"), () => location.reload());
onRemove(document.getElementById("main"), answer => { location.href = root + answer.go; });

const form = document.querySelector("form[data-again]");
form.addEventListener("submit", event => {
  event.preventDefault();
  attempt(async () => {
    const asked = Object.fromEntries(new FormData(form));
    await ask(form.dataset.again, { ...asked, keep: "keep" in asked });
    scrollTo(0, 0);
    location.reload();
  });
});
