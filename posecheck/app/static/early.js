// A button that is pressed before the page can answer is not lost: it is pressed again once every script is there.
// This one stands alone in the head and is loaded before anything can be seen; the others come after the page.
(() => {
  const pressed = new Set();
  const wait = event => {
    const button = event.target.closest("button");
    if (!button) return;
    event.preventDefault();
    event.stopPropagation();
    pressed.add(button);
  };
  document.addEventListener("click", wait, true);
  document.addEventListener("DOMContentLoaded", () => {
    document.removeEventListener("click", wait, true);
    for (const button of pressed) button.click();
  });
})();
