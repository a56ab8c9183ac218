// Dialogs before something is deleted: a button opens one, another closes it, a third does it and says so.
import {ask, attempt, root, toast} from "./app.js";

document.addEventListener("click", event => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.opens) document.getElementById(button.dataset.opens).showModal();
  if ("closes" in button.dataset) button.closest("dialog").close();
  if (button.dataset.removes) attempt(() => remove(button)).finally(() => { button.disabled = false; });
});

async function remove(button) {
  button.disabled = true;
  try {
    const answer = await ask(button.dataset.removes, JSON.parse(button.dataset.body));
    sessionStorage.setItem("said", answer.said);
    if (answer.go === "stay") location.reload();
    else location.href = root + answer.go;
  } catch (error) {
    button.closest("dialog").close(); // what is said would be behind it
    throw error;
  }
}

// What was said just before a page was loaded anew.
const said = sessionStorage.getItem("said");
sessionStorage.removeItem("said");
if (said) setTimeout(() => toast(said, 8), 300);
