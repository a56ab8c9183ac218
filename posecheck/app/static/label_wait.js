// Waiting for work of the server that a page needs before it can be shown: `#waiting` says where it is asked for.
import { ask, attempt, wordsOf } from "./app.js";

const waiting = document.getElementById("waiting");
if (waiting) {
  const words = wordsOf("waiting"), of = waiting.dataset.of;
  const bar = waiting.querySelector("progress"), again = waiting.querySelector(".again"), said = document.getElementById("waiting-now");
  const look = async () => {
    const told = await ask(`${of}/state`);
    if (told.progress === "ready") { location.reload(); return; }
    const works = ["waiting", "working"].includes(told.progress);
    [again.hidden, bar.hidden] = [works, !works];
    if (typeof told.share === "number") bar.value = told.share; else bar.removeAttribute("value");
    const sentence = told.problem || words[told.progress] || words.working;
    if (said.textContent !== sentence) said.textContent = sentence;
    if (works) setTimeout(() => attempt(look), 700);
  };
  const begin = () => attempt(async () => { await ask(`${of}/run`, {}); await look(); });
  again.addEventListener("click", begin);
  attempt(async () => { if ((await ask(`${of}/state`)).progress === "none") await begin(); else await look(); });
}
