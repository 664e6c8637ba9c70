// A form that is kept while one types. HTMX sends it; this file numbers the saves, so that a late one cannot undo a later
// one. When the session ends in the middle of it the page stays, says so, and goes on once somebody is signed in again.
(() => {
  "use strict";
  const form = document.querySelector("form[data-draft]");
  if (!form) return;
  const byId = (id) => document.getElementById(id);
  const key = () => "draf:" + location.pathname; // of the page that signing in leads back to
  const step = form.elements.step;
  const next = () => { step.value = String(Number(step.value) + 1); return step.value; };
  const texts = () => [...new FormData(form)].filter(([name]) => !["csrf_token", "window", "step", "version"].includes(name));

  const hold = () => { try { sessionStorage.setItem(key(), JSON.stringify(texts())); } catch { /* comfort only */ } };
  const release = () => { try { sessionStorage.removeItem(key()); } catch { /* comfort only */ } };

  // ---- Opened again after the session had ended: what had been typed stands in the form once more, and is kept.
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
    save();
  };
  const save = () => form.dispatchEvent(new Event("input", { bubbles: true }));

  // ---- Why the last save was not kept: one of the page's notices, by its id; empty when it was.
  let trouble = "";
  const say = (id) => {
    trouble = id;
    ["putus", "keluar", "usang"].forEach((one) => { byId(one).hidden = one !== id; });
    const line = document.querySelector("#simpanan [role=status]");
    if (id && line) line.textContent = line.dataset.unsaved;
  };

  // ---- The form's token belongs to a session, and signing in begins another: the page of the form has the new one.
  const renew = async () => {
    try {
      const answer = await fetch(location.pathname);
      if (new URL(answer.url).pathname.startsWith(byId("keluar").querySelector("a").pathname)) return "keluar";
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const other = page.querySelector("form[data-draft]");
      if (!other || other.dataset.company !== form.dataset.company) return "usang";
      const token = other.elements.csrf_token.value;
      document.querySelectorAll("[name=csrf_token]").forEach((one) => { one.value = token; });
      return "";
    } catch { return "putus"; }
  };

  // What was typed just before a button was pressed goes with the button: a save sent after it would look like another
  // window's to the page that it leads to.
  let leaving = false;
  addEventListener("pageshow", () => { leaving = false; });
  form.addEventListener("htmx:configRequest", (event) => {
    if (leaving) event.preventDefault();
    else event.detail.parameters.step = next();
  });
  form.addEventListener("htmx:beforeOnLoad", (event) => {
    if ([400, 401, 403, 404].includes(event.detail.xhr.status)) event.preventDefault(); // the page is not left for these
  });
  let renewed = false; // one new token for each refusal
  form.addEventListener("htmx:afterRequest", async (event) => {
    const status = event.detail.xhr.status;
    if (event.detail.successful) { renewed = false; release(); return say(""); }
    if (![400, 401, 403, 404].includes(status)) return say("putus");
    hold();
    if (status === 401) return say("keluar");
    const found = status === 400 && !renewed ? await renew() : "usang";
    if (found) return say(found);
    renewed = true;
    save();
  });

  // ---- A button would lead away from what cannot be kept: it waits until it can.
  form.addEventListener("submit", async (event) => {
    if (trouble !== "keluar" && trouble !== "usang") { next(); release(); leaving = true; return; }
    event.preventDefault();
    const button = event.submitter;
    button?.setAttribute("aria-busy", "true");
    say(await renew());
    button?.removeAttribute("aria-busy");
    if (!trouble) form.requestSubmit(button);
  });
  // ---- A link to a field opens the part that the field stands in; not every browser does so by itself.
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    const part = link && document.querySelector(link.hash)?.closest("details.fold");
    if (part) part.open = true;
  });
  addEventListener("load", restore); // by then HTMX listens
})();
