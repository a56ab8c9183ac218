// Marking what happens in a clip. Every change is sent at once, and the server says whether it can be.
import { ask, attempt, root, toast, wordsOf } from "./app.js";
import { Player } from "./player.js";

const HOLD = "hold", STEP = "step", SIDES = ["left", "right", "both"];
const byId = id => document.getElementById(id);
const round = time_s => Math.round(time_s * 1000) / 1000;
const filled = (text, places) => text.replace(/\{(\w+)\}/g, (_, name) => places[name]);
const sorted = marks => [...marks].sort((a, b) => a.start_s - b.start_s || a.end_s - b.end_s);
const made = (name, className, text = "") => Object.assign(document.createElement(name), { className, textContent: text });
const number = new Intl.NumberFormat(document.documentElement.lang, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const seconds = time_s => number.format(time_s);

const form = byId("begin");
form?.addEventListener("submit", event => {
  event.preventDefault();
  attempt(async () => { location.href = root + (await ask(form.dataset.send, Object.fromEntries(new FormData(form)))).go; });
});

class Labeller {
  past = [];
  future = [];
  open = [];        // begun and not ended: {what, start_s, element}
  chosen = null;    // one of the marks
  index = 0;        // of the picture that is shown
  zoom = 1;
  sending = Promise.resolve();
  guessing = Promise.resolve();
  guessed = new WeakSet();  // marks whose side nobody has said

  constructor(element, told) {
    Object.assign(this, told, { of: element.dataset.of, words: wordsOf("label"), marks: sorted(told.marks) });
    this.accepted = this.marks;
    this.lanes = new Map([...element.querySelectorAll("[data-what]")].map(lane => [lane.dataset.what, {
      button: lane.querySelector("button"), track: lane.querySelector(".marks-track"), words: lane.querySelector(".marks-words").textContent,
    }]));
    this.player = new Player(byId("player"), { keys: false });
    this.player.step = pictures => this.to(this.index + pictures);  // by the true times of the pictures
    this.player.onMoved(time_s => this.moved(time_s));
    this.chooseSide(!told.sided ? "both" : ["left", "right"].includes(told.side) ? told.side : "");  // "": as it is seen
    this.listen();
    this.widen(1);
    this.draw();
    ask(`${this.of}/seen`).then(seen => {
      this.seen = seen;
    }).catch(() => {});
  }

  // -- time
  indexAt(time_s) {
    let low = 0, high = this.times.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.times[middle] <= time_s + 1e-3) low = middle + 1; else high = middle;
    }
    return Math.max(0, low - 1);
  }

  get here() { return round(this.times[this.index]); }

  // In the middle of its time a picture is shown for certain.
  to(index) {
    const at = Math.min(this.times.length - 1, Math.max(0, index));
    this.player.pause();
    this.player.seek((this.times[at] + (this.times[at + 1] ?? this.duration)) / 2);
  }

  seek(time_s) { this.to(this.indexAt(time_s)); }

  moved(time_s) {
    this.index = this.indexAt(time_s);
    const share = this.here / this.duration, slider = byId("seek"), scroll = byId("scroll"), ruler = byId("ruler");
    const text = filled(this.words.where, { time: seconds(this.here), all: seconds(this.duration), number: this.index + 1, count: this.times.length });
    byId("lanes").style.setProperty("--at", `${100 * share}%`);
    byId("where").textContent = text;
    for (const [name, value] of [["max", this.duration], ["now", this.here], ["text", text]]) slider.setAttribute(`aria-value${name}`, value);
    for (const begun of this.open) this.lay(begun.element, ...this.spanOf(begun));
    const x = ruler.offsetLeft + ruler.offsetWidth * share - scroll.scrollLeft;
    if (this.zoom > 1 && (x < ruler.offsetLeft || x > scroll.clientWidth)) scroll.scrollLeft += x - scroll.clientWidth / 2;
  }

  spanOf(begun) { return [begun.start_s, this.here].sort((a, b) => a - b); }

  // -- words
  wordsOf(mark) {
    const side = this.sided && mark.side !== "none" ? `, ${this.words[mark.side]}` : "";
    return filled(mark.what === STEP ? this.words.step : this.words.mark,
      { what: this.lanes.get(mark.what)?.words, start: seconds(mark.start_s), end: seconds(mark.end_s) }) + side;
  }

  say(name, places = {}) { byId("said").textContent = filled(this.words[name], places); }

  // -- changes
  change(marks, name, mark, chosen = mark) {
    this.past.push(this.marks);
    this.future = [];
    this.set(marks, chosen);
    this.say(name, { mark: this.wordsOf(mark) });
  }

  set(marks, chosen = null, editor = true) {
    this.marks = sorted(marks);
    this.chosen = this.marks.includes(chosen) ? chosen : null;
    this.saved = false;
    this.draw(editor);
    this.send();
  }

  content(marks = this.marks) { return { marks, subject: byId("subject").value, labelled_by: byId("labelled_by").value }; }

  send() {
    const marks = this.marks;
    this.sending = this.sending.then(async () => {
      if (marks !== this.marks) return;  // a newer change follows
      try {
        await ask(`${this.of}/keep`, this.content());
        this.accepted = marks;
      } catch (error) {
        toast(error.message, 8);
        if (marks !== this.marks) return;
        this.marks = this.accepted;
        this.chosen = this.marks.includes(this.edited) ? this.edited : null;
        this.past = this.past.filter(each => each !== this.accepted);
        byId("said").textContent = "";
        this.draw();
      }
    });
  }

  async save() {
    for (const begun of [...this.open]) this.press(begun.what);
    await this.guessing;
    await this.sending;
    const told = await ask(`${this.of}/save`, this.content());
    this.saved = true;
    byId("said").textContent = told.said;
    this.draw();
  }

  goBack(from, to, name) {
    if (!from.length) return;
    to.push(this.marks);
    this.set(from.pop());
    this.say(name);
  }

  undo() { this.goBack(this.past, this.future, "undone"); }

  redo() { this.goBack(this.future, this.past, "redone"); }

  // The button or the key of a lane: something begins, or what was begun ends.
  press(what) {
    const begun = this.open.find(each => each.what === what), here = this.here;
    if (what === STEP) this.add(what, here, here);
    else if (!begun) {
      this.open.push({ what, start_s: here });
      this.draw();
      this.say("begun", { what: this.lanes.get(what).words, time: seconds(here) });
    } else if (begun.start_s === here) this.say("same");
    else {
      this.open = this.open.filter(each => each !== begun);
      this.add(what, ...this.spanOf(begun));
    }
  }

  markOf(what, start_s, end_s) { return { what, start_s, end_s, side: [HOLD, STEP].includes(what) ? this.side : "none", also: [] }; }

  add(...span) {
    const mark = this.markOf(...span), isGuessed = !mark.side;
    mark.side ||= "both";
    this.change([...this.marks, mark], "marked", mark);
    if (isGuessed) this.guess(mark);
  }

  // The server says which side it sees working there; until somebody says otherwise it is asked again with every change.
  guess(mark) {
    this.guessed.add(mark);
    const asked = ask(`${this.of}/side?start=${mark.start_s}&end=${mark.end_s}`).then(told => {
      if (!this.marks.includes(mark)) return;
      const seen = { ...mark, side: told.side };
      this.guessed.add(seen);
      if (this.chosen === mark) byId("mark-side").value = told.side;
      this.set(this.marks.map(each => (each === mark ? seen : each)), this.chosen === mark ? seen : this.chosen, false);
      byId("said").textContent = `${filled(this.words.marked, { mark: this.wordsOf(seen) })}. ${told.said}`;
    }).catch(() => {});
    this.guessing = Promise.all([this.guessing, asked]);
  }

  edit(changes, mark = this.chosen) {
    if (!mark) return;
    const edited = { ...mark, ...changes };
    if (mark.what === STEP) edited.end_s = edited.start_s;
    this.edited = mark;
    this.change(this.marks.map(each => (each === mark ? edited : each)), "marked", edited);
    if (this.guessed.has(mark) && !("side" in changes)) this.guess(edited);
  }

  delete() {
    const begun = this.open.at(-1), length = mark => mark.end_s - mark.start_s;
    const mark = this.chosen ?? this.marks.filter(each => this.isHere(each)).sort((a, b) => length(a) - length(b))[0];
    if (begun && !this.chosen) {
      this.open.pop();
      this.draw();
      this.say("unbegun", { what: this.lanes.get(begun.what).words });
    } else if (mark) this.change(this.marks.filter(each => each !== mark), "deleted", mark, null);
    else this.say("nothing");
  }

  isHere(mark) { return mark.start_s <= this.here && this.here <= mark.end_s; }

  turn() {
    if (!this.sided) return;
    const hold = this.chosen?.what === HOLD ? this.chosen : this.marks.find(each => each.what === HOLD && this.isHere(each));
    const side = SIDES[(SIDES.indexOf(hold ? hold.side : this.side) + 1) % SIDES.length];
    if (!hold || this.side) this.chooseSide(side);  // who corrects one guess still has the others guessed
    if (hold) this.edit({ side }, hold);
    else this.say("side", { side: this.words[side] });
  }

  chooseSide(side) {
    this.side = side;
    if (byId("next-side")) byId("next-side").value = side;
  }

  choose(mark) {
    this.chosen = mark;
    this.draw();
  }

  // -- drawing
  lay(element, start_s, end_s) {
    element.style.setProperty("left", `${100 * start_s / this.duration}%`);
    element.style.setProperty("width", `${100 * (end_s - start_s) / this.duration}%`);
  }

  put(element, what, start_s, end_s) {
    this.lay(element, start_s, end_s);
    this.lanes.get(what)?.track.append(element);
    return element;
  }

  draw(editor = true) {
    const wasFocused = document.activeElement?.closest(".mark");
    document.querySelectorAll(".mark, .begun").forEach(each => each.remove());
    for (const [what, { button }] of this.lanes) button.setAttribute("aria-pressed", this.open.some(each => each.what === what));
    for (const mark of this.marks) this.drawMark(mark);
    for (const begun of this.open) begun.element = this.put(made("div", "begun"), begun.what, ...this.spanOf(begun));
    if (wasFocused) document.querySelector(".mark.chosen")?.focus();
    if (editor) this.drawEditor();  // else somebody may be typing in it
    byId("no-list").hidden = this.marks.length > 0;
    byId("list").replaceChildren(...this.marks.map(mark => {
      const item = made("li", ""), button = made("button", "plain", this.wordsOf(mark));
      button.addEventListener("click", () => this.goTo(mark));
      item.append(button);
      return item;
    }));
    byId("undo").disabled = !this.past.length;
    byId("redo").disabled = !this.future.length;
    const isNew = !this.saved && !this.marks.length && !this.past.length;
    byId("saved").textContent = this.words[this.saved ? "saved" : isNew ? "empty" : "unsaved"];
    byId("saved").className = `chip ${this.saved ? "good" : isNew ? "" : "ok"}`;
  }

  drawMark(mark) {
    const words = this.wordsOf(mark), isChosen = mark === this.chosen;
    const element = made("button", `mark${isChosen ? " chosen" : ""}${mark.what === STEP ? " point" : ""}`,
      this.sided && mark.what === HOLD ? this.words[mark.side] : "");
    element.title = words;
    element.setAttribute("aria-label", words);
    element.setAttribute("aria-pressed", isChosen);
    element.addEventListener("click", event => { if (event.detail === 0) this.goTo(mark); });  // by a key
    element.addEventListener("pointerdown", event => this.drag(event, element, mark));
    this.put(element, mark.what, mark.start_s, mark.end_s);
  }

  goTo(mark) {
    this.seek(mark.start_s);
    this.choose(mark);
    byId("mark-start").focus();
  }

  drawEditor() {
    const mark = this.chosen, isStep = mark?.what === STEP;
    byId("mark").hidden = !mark;
    byId("no-mark").hidden = Boolean(mark);
    byId("editor-title").textContent = mark ? this.lanes.get(mark.what).words : this.words.how;
    if (!mark) return;
    byId("mark-start").value = mark.start_s.toFixed(2);
    byId("mark-end").value = mark.end_s.toFixed(2);
    byId("mark-until").hidden = isStep;
    byId("mark-sided").hidden = !(this.sided && (mark.what === HOLD || isStep));
    byId("mark-side").value = mark.side;
  }

  async see() {
    const isShown = byId("see").getAttribute("aria-pressed") !== "true";
    document.querySelectorAll(".seen").forEach(each => each.remove());
    this.seen ??= await ask(`${this.of}/seen`);
    if (isShown) for (const { what, start_s, end_s } of this.seen.spans) this.put(made("div", "seen"), what, start_s, end_s);
    byId("see").setAttribute("aria-pressed", isShown);
    byId("seen-note").hidden = !isShown;
  }

  widen(factor) {
    this.zoom = Math.min(32, Math.max(1, this.zoom * factor));
    byId("lanes").style.setProperty("--zoom", this.zoom);
    byId("narrower").disabled = this.zoom === 1;
    this.drawRuler();
    this.moved(this.player.time);
  }

  drawRuler() {
    const ruler = byId("ruler"), digits = at => (at % 60).toFixed(every < 1 ? 1 : 0).padStart(every < 1 ? 4 : 2, "0");
    const every = [0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600].find(each => each * ruler.clientWidth / this.duration > 60) ?? 1200;
    ruler.querySelectorAll(".tick").forEach(each => each.remove());
    for (let at = 0; at < this.duration - every / 3; at += every) {
      const tick = made("span", "tick", `${Math.floor(at / 60)}:${digits(at)}`);
      this.lay(tick, at, at);
      ruler.append(tick);
    }
  }

  // -- the pointer: an edge is moved, a mark chosen, a new one drawn, or the place changed
  timeAt(clientX) {
    const box = byId("ruler").getBoundingClientRect();
    return round(this.times[this.indexAt(Math.min(1, Math.max(0, (clientX - box.left) / box.width)) * this.duration)]);
  }

  follow(event, element, moves, ends) {
    let isMoved = false;
    event.preventDefault();
    event.stopPropagation();
    element.setPointerCapture(event.pointerId);
    const listening = new AbortController(), signal = listening.signal;
    element.addEventListener("pointermove", at => {
      isMoved ||= Math.abs(at.clientX - event.clientX) > 4;
      if (!isMoved || !moves) return;
      moves(this.timeAt(at.clientX));
      this.seek(this.timeAt(at.clientX));
    }, { signal });
    for (const name of ["pointerup", "pointercancel"]) element.addEventListener(name, () => { listening.abort(); ends(); }, { signal });
  }

  drag(event, element, mark) {
    if (event.button) return;
    const box = element.getBoundingClientRect(), reach = Math.min(event.pointerType === "mouse" ? 8 : 18, box.width / 3);
    const isFirst = mark.what === STEP || event.clientX - box.left < reach, isLast = box.right - event.clientX < reach;
    let span = null;
    this.follow(event, element, (isFirst || isLast) && (time_s => {
      const [start_s, end_s] = isFirst ? [time_s, mark.what === STEP ? time_s : mark.end_s] : [mark.start_s, time_s];
      if (start_s > end_s) return;
      span = { start_s, end_s };
      this.lay(element, start_s, end_s);
    }), () => {
      if (span) return this.edit(span, mark);
      this.seek(isLast && !isFirst ? mark.end_s : mark.start_s);
      this.choose(mark);
      return document.querySelector(".mark.chosen").focus();
    });
  }

  create(event, what) {
    if (event.button) return;
    const start = this.timeAt(event.clientX), line = made("div", "begun");
    let span = null;
    this.follow(event, event.currentTarget, what !== STEP && (time_s => {
      span = [start, time_s].sort((a, b) => a - b);
      this.put(line, what, ...span);
    }), () => {
      line.remove();
      if (span && span[1] > span[0]) return this.add(what, ...span);
      this.choose(null);
      return this.seek(start);
    });
  }

  // -- who listens to what
  listen() {
    const on = (id, work, name = "click") => byId(id)?.addEventListener(name, work);
    for (const [what, { button, track }] of this.lanes) {
      button.addEventListener("click", () => this.press(what));
      track.addEventListener("pointerdown", event => this.create(event, what));
    }
    on("ruler", event => {
      this.seek(this.timeAt(event.clientX));
      this.follow(event, byId("ruler"), () => {}, () => {});
    }, "pointerdown");
    const save = () => attempt(() => this.save());
    on("undo", () => this.undo());
    on("redo", () => this.redo());
    on("save", save);
    on("delete", () => this.delete());
    on("done", () => this.choose(null));
    on("wider", () => this.widen(2));
    on("narrower", () => this.widen(0.5));
    on("forget", () => byId("sure").showModal());
    on("see", () => attempt(() => this.see()));
    on("next-side", event => { this.side = event.target.value; }, "change");
    on("mark", event => event.preventDefault(), "submit");
    on("mark-side", ({ target: { value: side } }) => { if (this.side) this.chooseSide(side); this.edit({ side }); }, "change");
    for (const [id, edge, key] of [["mark-start", "start_s", "["], ["mark-end", "end_s", "]"]]) {
      const here = () => this.edit({ [edge]: this.here });
      on(id, event => { if (event.target.value) this.edit({ [edge]: round(Number(event.target.value)) }); else this.drawEditor(); }, "change");
      on(`${id}-here`, here);
      this.keys = { ...this.keys, [key]: here };
    }
    for (const id of ["subject", "labelled_by"]) on(id, () => this.set(this.marks, this.chosen), "change");
    addEventListener("resize", () => this.drawRuler());
    addEventListener("pagehide", () => this.leave());
    const [back, forth, away] = [() => this.to(this.index - 1), () => this.to(this.index + 1), () => this.delete()];
    Object.assign(this.keys, {
      ArrowLeft: back, ",": back, ArrowRight: forth, ".": forth,
      ArrowUp: () => this.seek(this.here + 1), ArrowDown: () => this.seek(this.here - 1),
      Home: () => this.to(0), End: () => this.to(this.times.length - 1),
      "+": () => this.faster(1), "-": () => this.faster(-1),
      t: () => this.turn(), u: () => this.undo(), s: save, x: away, Delete: away, Backspace: away, Escape: () => this.choose(null),
    });
    for (const [what, { button }] of this.lanes) if (button.dataset.key) this.keys[button.dataset.key] = () => this.press(what);
    this.controlKeys = { z: event => (event.shiftKey ? this.redo() : this.undo()), y: () => this.redo(), s: save };
    document.addEventListener("keydown", event => this.key(event));
  }

  key(event) {
    const inField = event.target.closest("input:not([type=checkbox]), select, textarea, dialog");
    if (event.altKey || inField || !(byId("keys").checked || event.target.id === "seek")) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    let does = (event.ctrlKey || event.metaKey ? this.controlKeys : this.keys)[key];
    if (key === " " && !event.target.closest("button, a, summary, input")) does = () => this.player.toggle();
    if (!does) return;
    event.preventDefault();
    does(event);
  }

  faster(way) {
    const select = document.querySelector("select[data-do=speed]");
    select.selectedIndex = Math.min(select.options.length - 1, Math.max(0, select.selectedIndex + way));
    select.dispatchEvent(new Event("change"));
  }

  // What was begun is not lost when the page is closed: it ends where one is.
  leave() {
    const ended = this.open.map(begun => this.markOf(begun.what, ...this.spanOf(begun))).filter(mark => mark.end_s > mark.start_s)
      .map(mark => ({ ...mark, side: mark.side || "both" }));
    if (ended.length) fetch(`${root}${this.of}/keep`, { method: "POST", keepalive: true,
      headers: { "content-type": "application/json" }, body: JSON.stringify(this.content([...this.marks, ...ended])) });
  }
}

const labeller = byId("labeller");
if (labeller) attempt(async () => { new Labeller(labeller, await ask(`${labeller.dataset.of}/marks`)); });
