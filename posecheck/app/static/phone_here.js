// The page on the computer: shows when the phone is there, and begins a session with it.
import { ask, attempt, root } from "./app.js";

const part = name => document.getElementById(name);
let wasOpen = Boolean(part("there"));

async function look() {
  const told = await ask("/phone/state").catch(() => null);
  if (told && wasOpen && !told.open) { location.reload(); return; }
  if (told && part("there")) {
    part("there").hidden = told.phones > 0;
    part("come").hidden = part("begin").hidden = told.phones === 0;
  }
  setTimeout(look, 1000);
}
if (wasOpen) look();
part("routine")?.addEventListener("click", () => attempt(async () => {
  const { go } = await ask("/train/begin", { kind: "routine", name: part("routine").dataset.name, phone: true, phone_voice: part("voice").checked });
  location.href = root + go;
}));
