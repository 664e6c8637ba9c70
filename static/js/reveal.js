// A password can be looked at while it is typed, and is hidden again when it is sent: no browser keeps it as a word.
document.querySelectorAll("[data-reveal]").forEach((box) => {
  const button = box.firstElementChild;
  const field = document.getElementById(button.getAttribute("aria-controls"));
  const show = (on) => {
    field.type = on ? "text" : "password";
    button.setAttribute("aria-pressed", String(on));
  };
  box.hidden = false;
  button.addEventListener("click", () => show(field.type === "password"));
  field.form.addEventListener("submit", () => show(false));
});
