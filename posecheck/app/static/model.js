// The network that is missing is fetched, and it is shown how far that is; then the page is loaded anew.
import { ask, attempt } from "./app.js";

const part = name => document.getElementById(name);
const slowAfter_ms = 12_000;
let since = 0;

async function follow() {
  const told = await ask("/model").catch(() => ({ progress: "working" }));
  if (told.progress === "done") { location.reload(); return; }
  const working = told.progress === "working" || told.progress === "waiting";
  part("fetching").hidden = !working;
  part("fetch").hidden = working;
  part("fetch-trouble").textContent = told.problem ?? "";
  part("fetch-first").hidden = Boolean(told.problem);
  part("fetch-again").hidden = !told.problem;
  if (told.share != null) part("fetched").value = told.share; else part("fetched").removeAttribute("value");
  since = working && !told.share ? since || Date.now() : 0;
  part("fetch-slow").hidden = !since || Date.now() - since < slowAfter_ms;
  if (working) setTimeout(follow, 700);
}

if (part("fetch")) {
  part("fetch").addEventListener("click", () => attempt(async () => { await ask("/model", {}); await follow(); }));
  follow();
}
