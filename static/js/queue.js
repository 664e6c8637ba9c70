// Keys for the queue: J and K walk through the rows, X ticks the one that has the focus. Enter opens it, as it opens any
// link. Off while somebody types, and by the button beside the hint; without script the page is the same.
(() => {
  "use strict";
  const doc = document;
  const KEY = "tombol-antrean";
  const hint = doc.querySelector("[data-keys]");
  if (!hint) return;
  const toggle = hint.querySelector("button");
  let on = true;
  try { on = localStorage.getItem(KEY) !== "mati"; } catch { /* a forbidden store costs the memory only */ }
  const show = () => { toggle.textContent = on ? toggle.dataset.on : toggle.dataset.off; };
  toggle.addEventListener("click", () => {
    on = !on;
    try { localStorage.setItem(KEY, on ? "hidup" : "mati"); } catch { /* as above */ }
    show();
  });
  show();
  hint.hidden = false;

  const links = () => [...doc.querySelectorAll("[data-queue] .card-link")];
  const move = (step) => {
    const rows = links();
    const here = rows.findIndex((one) => one.closest(".queue-item").contains(doc.activeElement));
    const next = rows[here < 0 ? (step > 0 ? 0 : rows.length - 1) : here + step];
    if (next) next.focus();
  };
  const tick = () => {
    const row = doc.activeElement && doc.activeElement.closest("[data-queue] .queue-item");
    const box = row && row.querySelector("input[type=checkbox]");
    if (box) box.checked = !box.checked;
  };
  doc.addEventListener("keydown", (event) => {
    if (!on || event.ctrlKey || event.metaKey || event.altKey) return;
    const field = event.target.closest("input:not([type=checkbox]), select, textarea");
    const deed = field ? null : { j: () => move(1), k: () => move(-1), x: tick }[event.key.toLowerCase()];
    if (!deed) return;
    event.preventDefault();
    deed();
  });
})();
