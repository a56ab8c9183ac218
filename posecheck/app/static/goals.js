// A form that names something sends its text, and the page comes anew with it.
import {ask, attempt, root} from "./app.js";

document.addEventListener("submit", event => {
  const form = event.target.closest("form[data-form]");
  if (!form) return;
  event.preventDefault();
  const button = form.querySelector("button[type=submit]");
  button.disabled = true;
  attempt(async () => {
    const answer = await ask(form.dataset.form, {text: form.elements.text.value});
    sessionStorage.setItem("said", answer.said);
    location.href = root + answer.go;
  }).finally(() => { button.disabled = false; });
});
