// The first page: a step that somebody goes is gone; the network that is missing is fetched and shown how far.
import { ask, attempt } from "./app.js";

const part = name => document.getElementById(name);

for (const link of document.querySelectorAll("[data-step]")) {
  link.addEventListener("click", event => {
    if (link.dataset.step === "questions") return; // which is done when it is answered
    event.preventDefault();
    attempt(() => ask("/today/step", { step: link.dataset.step })).finally(() => { location.href = link.href; });
  });
}

async function follow() {
  const told = await ask("/model").catch(() => ({ progress: "working" }));
  if (told.progress === "done") { location.reload(); return; }
  const working = told.progress === "working" || told.progress === "waiting";
  part("fetching").hidden = !working;
  part("fetch").hidden = working;
  part("fetch-trouble").textContent = told.problem ?? "";
  if (told.share != null) part("fetched").value = told.share; else part("fetched").removeAttribute("value");
  if (working) setTimeout(follow, 700);
}

if (part("fetch")) {
  part("fetch").addEventListener("click", () => attempt(async () => { await ask("/model", {}); await follow(); }));
  follow();
}
