// A form that is kept while one types. HTMX sends it; this file numbers the saves, so that a late one cannot undo a later
// one, and holds what was typed last when the session ends in the middle of it.
(() => {
  "use strict";
  const form = document.querySelector("form[data-draft]");
  if (!form) return;
  const key = () => "draf:" + location.pathname; // of the page that signing in leads back to
  const step = form.elements.step;
  const lost = document.getElementById("putus");
  const sayLost = (is) => { if (lost) lost.hidden = !is; };
  const next = () => { step.value = String(Number(step.value) + 1); return step.value; };
  const texts = () => [...new FormData(form)].filter(([name]) => !["csrf_token", "window", "step", "version"].includes(name));

  const hold = () => { try { sessionStorage.setItem(key(), JSON.stringify(texts())); } catch { /* comfort only */ } };
  const release = () => { try { sessionStorage.removeItem(key()); } catch { /* comfort only */ } };

  // ---- Back after signing in again: what had been typed stands in the form once more, and is kept.
  const restore = () => {
    let held;
    try { held = JSON.parse(sessionStorage.getItem(key())); } catch { held = null; }
    if (!held) return;
    release();
    const values = new Map();
    held.forEach(([name, value]) => values.set(name, [...(values.get(name) || []), value]));
    [...form.elements].forEach((one) => {
      if (!one.name || one.type === "hidden" || one.tagName === "BUTTON") return;
      const own = values.get(one.name) || [];
      if (one.type === "checkbox" || one.type === "radio") one.checked = own.includes(one.value);
      else one.value = own[0] || "";
    });
    form.dispatchEvent(new Event("input", { bubbles: true }));
  };

  form.addEventListener("htmx:configRequest", (event) => { event.detail.parameters.step = next(); });
  form.addEventListener("submit", () => { next(); release(); });
  form.addEventListener("htmx:beforeOnLoad", (event) => { if (event.detail.xhr.status === 401) hold(); });
  form.addEventListener("htmx:afterRequest", (event) => {
    const kept = event.detail.successful;
    if (event.detail.xhr.status !== 401) sayLost(!kept);
  });
  addEventListener("load", restore); // by then HTMX listens
})();
