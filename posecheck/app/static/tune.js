// Sliders whose effect on the labelled clips is looked up; every sentence is the server's.
import { ask, attempt, root, toast, wordsOf } from "./app.js";

const byId = id => document.getElementById(id);

const limits = byId("limits");
if (limits) attempt(async () => {
  const of = limits.dataset.of, told = await ask(`${of}/effects`), words = wordsOf("tune"), form = byId("save");
  const rows = [...limits.querySelectorAll(".limit")].map(card => {
    const find = name => card.querySelector(name);
    return { card, ...told[card.dataset.address], slider: find("input"), now: Number(card.dataset.now),
      words: told[card.dataset.address].words, said: find(".words"), effect: find(".effect"), change: find(".change"), back: find(".back"), take: find(".take") };
  });
  const at = row => Number(row.slider.value);
  const moved = () => rows.filter(row => at(row) !== row.now);
  const valuesOf = some => Object.fromEntries(some.map(row => [row.card.dataset.address, row.values[at(row)]]));

  const show = row => {
    const place = at(row);
    row.said.textContent = row.words[place];
    row.slider.setAttribute("aria-valuetext", row.words[place]);
    row.effect.textContent = row.sentences[row.effects[place]];
    row.change.textContent = row.sentences[row.changes[place]];
    row.back.hidden = place === row.now;
    if (row.take) row.take.hidden = place === Number(row.take.dataset.at);
    row.card.classList.toggle("moved", place !== row.now);
    const changed = moved();
    byId("none").hidden = changed.length > 0;
    byId("changed").replaceChildren(...changed.map(each => {
      const item = document.createElement("li");
      item.textContent = words.changed.replace("{what}", each.card.querySelector("h2").textContent).replace("{limit}", each.words[at(each)]);
      return item;
    }));
    form.querySelector("button").disabled = !changed.length;
  };

  // Several limits of one fault at once are no sum: the server looks again.
  const together = async row => {
    const kin = rows.filter(each => each.fault === row.fault), changed = kin.filter(each => at(each) !== each.now);
    if (kin.length < 2) return;
    if (changed.length < 2) return kin.forEach(show);
    const values = valuesOf(changed), said = await ask(`${of}/together`, { values });
    if (JSON.stringify(values) !== JSON.stringify(valuesOf(changed))) return;
    for (const each of changed) [each.effect.textContent, each.change.textContent] = [said.effect, said.change];
  };

  for (const row of rows) {
    row.slider.addEventListener("input", () => show(row));
    row.slider.addEventListener("change", () => attempt(() => together(row)));
    const put = place => { row.slider.value = place; show(row); attempt(() => together(row)); };
    row.back.addEventListener("click", () => { put(row.now); row.slider.focus(); });
    row.take?.addEventListener("click", () => { put(row.take.dataset.at); row.slider.focus(); });
    show(row);
  }

  form.addEventListener("submit", event => {
    event.preventDefault();
    attempt(async () => {
      const answer = await ask(`${of}/save`, { values: valuesOf(moved()), name: form.elements.name.value, use: form.elements.use.checked });
      tell(answer);
      if (answer.go !== "stay") { sessionStorage.setItem("tune-said", JSON.stringify(answer)); location.href = root + answer.go; }
    });
  });
});
function tell({ said, next }) {
  byId("said").textContent = said;
  byId("next").href = root + next;
  byId("next").hidden = false;
}
// said on the page that the saving led to, where it would be overlooked
if (limits && sessionStorage.getItem("tune-said")) {
  const answer = JSON.parse(sessionStorage.getItem("tune-said"));
  tell(answer);
  toast(answer.said, 10);
  sessionStorage.removeItem("tune-said");
}
