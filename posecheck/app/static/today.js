// The first page: the network that is missing is fetched, and it is shown how far that is.
import { ask, attempt } from "./app.js";

const part = name => document.getElementById(name);

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
