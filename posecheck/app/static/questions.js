// One question at a time. All answers so far go to the server, which knows what comes next and what it says.
import {ask, attempt, root} from "./app.js";

const byId = id => document.getElementById(id);
const place = byId("asking");
//: A second click of a double click must not answer the next question.
const SETTLE_MS = 450;
let answers = [];
let shownAt = 0;
let waiting = false;

function made(name, text, look = "") {
  const element = document.createElement(name);
  element.textContent = text;
  if (look) element.className = look;
  return element;
}

async function next(wanted, keep) {
  if (waiting) return;
  waiting = true;
  await attempt(async () => {
    const told = await ask(`/questions/${place.dataset.name}`, {answers: wanted, then: place.dataset.then});
    answers = wanted;
    if (keep) history.pushState({answers}, "");
    else history.replaceState({answers}, "");
    if (told.question) showQuestion(told.question);
    else showOutcome(told.outcome);
  });
  waiting = false;
}

function showQuestion(question) {
  byId("outcome").hidden = true;
  byId("number").textContent = question.number;
  byId("lead").replaceChildren(...question.lead.map(each => made("p", each)));
  byId("lead").hidden = question.lead.length === 0;
  byId("text").textContent = question.text;
  byId("ends").replaceChildren(...question.ends.map(each => made("span", each)));
  byId("back").hidden = answers.length === 0;
  const buttons = question.answers.map(each => {
    const button = made("button", each.text, each.value === null ? "leave-out" : "big");
    button.type = "button";
    button.addEventListener("click", () => {
      if (performance.now() - shownAt > SETTLE_MS) next([...answers, each.value], true);
    });
    return button;
  });
  byId("answers").className = `answers ${question.kind}`;
  byId("answers").replaceChildren(...buttons);
  arrive(byId("question"));
}

function showOutcome(outcome) {
  byId("question").hidden = true;
  byId("verdict").className = `notice ${outcome.look}`;
  byId("came").textContent = outcome.title;
  byId("sentences").replaceChildren(...outcome.sentences.map(each => made("p", each)));
  for (const [id, list] of [["left-out", outcome.leftOut], ["changed", outcome.changed]]) {
    byId(id).hidden = list.length === 0;
    byId(id).querySelector("ul").replaceChildren(...list.map(line));
  }
  byId("links").replaceChildren(...outcome.links.map(each => {
    const link = made("a", each.text, each.primary ? "button primary big" : "button");
    link.href = root + each.to;
    return link;
  }));
  arrive(byId("outcome"));
}

function line(each) {
  const item = made("li", "");
  item.append(made("strong", each.title), made("p", each.why, "quiet"));
  if (each.note) item.append(made("p", each.note));
  return item;
}

function arrive(section) {
  section.hidden = false;
  shownAt = performance.now();
  section.focus({preventScroll: true});
  scrollTo(0, 0);
}

byId("back").addEventListener("click", () => history.back());
addEventListener("popstate", event => { if (event.state?.answers) next(event.state.answers, false); });
// The arrows go from answer to answer.
byId("question").addEventListener("keydown", event => {
  const step = {ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1}[event.key];
  if (!step) return;
  const buttons = [...byId("answers").children];
  const now = buttons.indexOf(document.activeElement);
  buttons[now < 0 ? 0 : (now + step + buttons.length) % buttons.length].focus();
  event.preventDefault();
});
next(history.state?.answers ?? [], false);
