// What every page does: it says that it is open, sends what was asked for, and shows one sentence when that fails.
export const root = document.documentElement.dataset.root;

/** The words of a template `words-…` of the page, by their names. */
export function wordsOf(name) {
  const template = document.getElementById(`words-${name}`);
  const found = template ? template.content.querySelectorAll("[data-word]") : [];
  return Object.fromEntries([...found].map(each => [each.dataset.word, each.textContent]));
}

/** Ask for data, or with `body` have something done; a refusal is thrown as an error with its sentence. */
export async function ask(path, body, method = body === undefined ? "GET" : "POST") {
  const isFile = body instanceof Blob;
  const answer = await fetch(root + path, {
    method,
    headers: { accept: "application/json", ...(body === undefined ? {} : { "content-type": isFile ? "application/octet-stream" : "application/json" }) },
    body: body === undefined || isFile ? body : JSON.stringify(body),
  });
  const told = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(told.error || answer.statusText);
  return told;
}

/** Show one sentence for a while; it is read aloud too. */
export function toast(sentence, lasts_s = 6) {
  const line = document.createElement("p");
  line.textContent = sentence;
  document.getElementById("toasts").append(line);
  setTimeout(() => line.remove(), 1000 * lasts_s);
}

/** Do something, and show the sentence when it cannot be done. */
export async function attempt(work) {
  try { return await work(); } catch (error) { toast(error.message, 10); return undefined; }
}

/** Open a socket of the app. */
export function openSocket(path) {
  const address = new URL(root + path, location.href);
  address.protocol = address.protocol.replace("http", "ws");
  const socket = new WebSocket(address);
  socket.binaryType = "arraybuffer";
  return socket;
}

// As long as one page says that it is open, the app stays. A socket that was lost is opened again.
let lostAt = 0;
function stayHere() {
  const socket = openSocket("/here");
  socket.onopen = () => { lostAt = 0; };
  socket.onclose = () => {
    lostAt = lostAt || Date.now();
    if (Date.now() - lostAt > 8000 && !document.querySelector(".gone")) {
      const line = document.createElement("p");
      line.className = "running gone";
      line.setAttribute("role", "alert");
      line.textContent = wordsOf("app").gone;
      document.body.prepend(line);
    }
    setTimeout(stayHere, 1500);
  };
}
stayHere();

// A button with data-post does what it says: sends its data, then goes where it leads, or loads the page anew.
document.addEventListener("click", event => {
  const button = event.target.closest("button[data-post]");
  if (!button) return;
  button.disabled = true;
  attempt(async () => {
    const answer = await ask(button.dataset.post, JSON.parse(button.dataset.body || "{}"));
    if (button.dataset.said) toast(button.dataset.said);
    const to = answer.go ?? button.dataset.go;
    if (to === undefined || to === "") location.reload();
    else if (to !== "stay") location.href = root + to;
  }).finally(() => { button.disabled = false; });
});
