/* A video that is looked at closely, and the board below it: time from left to right, with a playhead.

   Markup: the macros of templates/player.html.j2; style: player.css. No words are made here.

   new Player(element)      `element` holds a <video>, and whatever of these it likes:
     [data-board]           a board, see below; a press on it seeks
     button[data-do]        "play", "back", "on" (one picture), "start", "end"
     select[data-do=speed]  how fast
     [data-clock]           is told the time
     button[data-source]    shows another file of the same video, at the same time; the one shown is aria-pressed
     button[data-jump-s]    jumps there (holds, faults)
     [data-unplayable]      is shown when the browser cannot play the file; `element` is .unplayable then
   element.dataset: frameS (seconds a picture lasts; 1/30 when unknown), mark (the decimal mark)
     .video .board .frame_s .duration
     .time                  what is shown, in seconds; .seek(s) .skip(±s) .step(±pictures) .play() .pause() .toggle()
     .onMoved(callback)     callback(time_s) whenever another picture is shown, also while it plays
     .show(src)             another file of the same video
   Keys anywhere on the page, but in fields: Space, ← → one second, with Shift or , . one picture, Home, End;
   `new Player(element, {keys: false})` leaves them alone.

   new Board(element, onSeek)  `element` has data-from-s and data-to-s, and in it
     [data-start-s][data-end-s]  are laid from then to then; moved by -shiftS where an ancestor has data-shift-s
     .playhead                   stands at the time; [role=slider] is told it, for the keyboard
     .lay()                 after such pieces were added, or their times changed
     .span(from_s, to_s)    other ends
     .timeAt(clientX)       the time at the pointer (for dragging marks)
     .tell(time_s, text)    where the playhead stands
   A press on a button, or on anything with data-own, is not taken for a seek. */

export function clock(time_s, mark = ".", digits = 1) {
  const whole = Math.round(Math.abs(time_s) * 10 ** digits) / 10 ** digits;
  const seconds = (whole % 60).toFixed(digits).padStart(digits ? 3 + digits : 2, "0");
  return `${time_s < 0 && whole ? "\u2212" : ""}${Math.floor(whole / 60)}:${seconds.replace(".", mark)}`;
}

export class Board {
  constructor(element, onSeek) {
    this.element = element;
    this.slider = element.querySelector("[role=slider]");
    this.playhead = element.querySelector(".playhead");
    this.span(Number(element.dataset.fromS) || 0, Number(element.dataset.toS) || 0);
    const seek = event => onSeek(Math.min(this.to_s, Math.max(this.from_s, this.timeAt(event.clientX))));
    element.addEventListener("pointerdown", event => {
      if (event.button || event.target.closest("button, a, [data-own]")) return;
      element.setPointerCapture(event.pointerId);
      seek(event);
    });
    element.addEventListener("pointermove", event => {
      if (element.hasPointerCapture(event.pointerId)) seek(event);
    });
  }

  /** The part that is as wide as the time is long; words may stand beside it. */
  get track() { return this.element.querySelector("[data-track]") || this.element; }

  share(time_s) { return (time_s - this.from_s) / Math.max(this.to_s - this.from_s, 1e-6); }

  timeAt(clientX) {
    const box = this.track.getBoundingClientRect();
    return this.from_s + (clientX - box.left) / Math.max(box.width, 1) * (this.to_s - this.from_s);
  }

  span(from_s, to_s) {
    [this.from_s, this.to_s] = [from_s, to_s];
    this.slider?.setAttribute("aria-valuemin", from_s.toFixed(1));
    this.slider?.setAttribute("aria-valuemax", to_s.toFixed(1));
    this.lay();
  }

  lay() {
    for (const piece of this.element.querySelectorAll("[data-top]")) {
      piece.style.setProperty("top", `${100 * Number(piece.dataset.top)}%`);
    }
    for (const piece of this.element.querySelectorAll("[data-start-s]")) {
      const shift = Number(piece.closest("[data-shift-s]")?.dataset.shiftS) || 0;
      const start = this.share(Number(piece.dataset.startS) - shift);
      piece.style.setProperty("left", `${100 * start}%`);
      const end = this.share(Number(piece.dataset.endS ?? piece.dataset.startS) - shift);
      piece.style.setProperty("visibility", start > 1.001 || end < -0.001 ? "hidden" : "visible");
      if (piece.dataset.endS === undefined) continue;
      piece.style.setProperty("width", `${100 * Math.max(0, end - start)}%`);
    }
  }

  tell(time_s, text) {
    this.playhead?.style.setProperty("left", `${100 * Math.min(1, Math.max(0, this.share(time_s)))}%`);
    this.slider?.setAttribute("aria-valuenow", time_s.toFixed(1));
    this.slider?.setAttribute("aria-valuetext", text);
  }
}

/** Do with the keys of the page what `moves` says: {toggle, skip(s), step(pictures), seek(share)}. */
export function listenToKeys(moves) {
  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target.closest("input, select, textarea, dialog, [contenteditable]")) return;
    const away = event.target.closest("button, a, summary");
    const way = { ArrowLeft: -1, ArrowRight: 1, ",": -1, ".": 1 }[event.key];
    if (event.key === " " && !away) moves.toggle();
    else if (way && (event.shiftKey || event.key.length === 1)) moves.step(way);
    else if (way) moves.skip(way);
    else if (event.key === "Home") moves.seek(0);
    else if (event.key === "End") moves.seek(1);
    else return;
    event.preventDefault();
  });
}

export class Player {
  #listeners = [];

  constructor(element, { keys = true } = {}) {
    this.element = element;
    this.video = element.querySelector("video");
    this.frame_s = Number(element.dataset.frameS) || 1 / 30;
    this.mark = element.dataset.mark || ".";
    const board = element.querySelector("[data-board]");
    this.board = board && new Board(board, time_s => this.seek(time_s));
    const each = (name, work) => element.querySelectorAll(name).forEach(work);
    const does = { play: () => this.toggle(), back: () => this.step(-1), on: () => this.step(1),
      start: () => this.seek(0), end: () => this.seek(this.duration) };
    each("button[data-do]", button => button.addEventListener("click", () => does[button.dataset.do]?.()));
    each("select[data-do=speed]", select => select.addEventListener("change", () => {
      this.video.playbackRate = Number(select.value);
    }));
    each("button[data-source]", button => button.addEventListener("click", () => {
      each("button[data-source]", other => other.setAttribute("aria-pressed", other === button));
      this.show(button.dataset.source);
    }));
    element.addEventListener("click", event => {
      const jump = event.target.closest("button[data-jump-s]");
      if (jump) this.seek(Number(jump.dataset.jumpS));
    });
    const unplayable = element.querySelector("[data-unplayable]");
    const told = isPlaying => each("button[data-do=play]", button => {
      button.textContent = isPlaying ? button.dataset.pause : button.dataset.play;
    });
    const played = isPlayed => {
      element.classList.toggle("unplayable", !isPlayed);
      if (unplayable) unplayable.hidden = isPlayed;
    };
    this.video.addEventListener("error", () => played(false));
    this.video.addEventListener("loadedmetadata", () => {
      played(true);
      if (this.board && !this.board.to_s) this.board.span(0, this.duration);
      this.#moved();
    });
    this.video.addEventListener("play", () => { told(true); this.#follow(); });
    for (const name of ["pause", "ended"]) this.video.addEventListener(name, () => { told(false); this.#moved(); });
    for (const name of ["seeking", "seeked"]) this.video.addEventListener(name, () => this.#moved());
    told(false);
    if (keys) listenToKeys({ toggle: () => this.toggle(), skip: s => this.skip(s), step: n => this.step(n),
      seek: share => this.seek(share * this.duration) });
    this.#moved();
  }

  get time() { return this.video.currentTime; }

  get duration() { return this.video.duration || this.board?.to_s || 0; }

  onMoved(callback) { this.#listeners.push(callback); }

  play() { return this.video.play().catch(() => {}); }

  pause() { this.video.pause(); }

  toggle() { if (this.video.paused) this.play(); else this.pause(); }

  seek(time_s) {
    this.video.currentTime = Math.min(this.duration || time_s, Math.max(0, time_s));
    this.#moved();
  }

  skip(seconds) { this.seek(this.time + seconds); }

  // To the middle of a picture: at its edge the one before may be shown.
  step(pictures) {
    this.pause();
    this.seek((Math.floor(this.time / this.frame_s + 1e-3) + pictures + 0.5) * this.frame_s);
  }

  show(src) {
    const [time_s, isPlaying, rate] = [this.time, !this.video.paused, this.video.playbackRate];
    this.video.src = src;
    this.video.addEventListener("loadedmetadata", () => {
      this.video.playbackRate = rate;
      this.seek(time_s);
      if (isPlaying) this.play();
    }, { once: true });
  }

  #follow() {
    this.#moved();
    if (!this.video.paused && !this.video.ended) requestAnimationFrame(() => this.#follow());
  }

  #moved() {
    const text = clock(this.time, this.mark);
    this.board?.tell(this.time, text);
    for (const place of this.element.querySelectorAll("[data-clock]")) {
      const whole = `${text} / ${clock(this.duration, this.mark)}`;
      if (place.textContent !== whole) place.textContent = whole;
    }
    for (const listener of this.#listeners) listener(this.time);
  }
}
