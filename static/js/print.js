// A page with a print button prints by it; the print view opens the dialogue by itself. Without script the browser's menu
// does the same.
const button = document.querySelector("[data-print]");
if (button) {
  button.parentElement.hidden = false;
  button.addEventListener("click", () => window.print());
} else {
  window.addEventListener("load", () => window.print());
}
