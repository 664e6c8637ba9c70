// Comfort on top of pages that work without script. HTMX swaps the list; this file keeps focus, history and scroll right.
(() => {
  "use strict";
  const doc = document;
  const byId = (id) => doc.getElementById(id);
  const results = () => byId("hasil");
  const address = () => location.pathname + location.search;

  // ---- Menus close on Escape and on a click elsewhere.
  const closeMenus = (except) => {
    doc.querySelectorAll("details.dropdown[open], details.menu[open]").forEach((one) => {
      if (one !== except) one.removeAttribute("open");
    });
  };
  doc.addEventListener("click", (event) => closeMenus(event.target.closest("details.dropdown, details.menu")));
  doc.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = doc.activeElement && doc.activeElement.closest("details.dropdown[open], details.menu[open]");
    closeMenus();
    if (open) open.querySelector("summary").focus();
  });

  // ---- Suggestions under a search box. Arrows choose, Enter goes there, Escape closes. Without script a box is a box.
  doc.querySelectorAll("input[data-suggest]").forEach((box) => {
    const list = doc.createElement("div");
    list.id = box.dataset.suggestList || "saran";
    list.className = "suggest";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", box.dataset.suggestName);
    box.parentElement.append(list);
    const say = (name, value) => box.setAttribute(name, value);
    say("role", "combobox"); say("aria-autocomplete", "list"); say("aria-controls", list.id); say("aria-expanded", "false");
    let timer;
    let asked = 0;
    let chosen = -1;
    const choose = (place) => {
      [...list.children].forEach((one, index) => one.setAttribute("aria-selected", String(index === place)));
      chosen = place;
      if (place < 0) box.removeAttribute("aria-activedescendant");
      else { say("aria-activedescendant", list.children[place].id); list.children[place].scrollIntoView({ block: "nearest" }); }
    };
    const show = (open) => { list.hidden = !open; say("aria-expanded", String(open)); choose(-1); };
    const close = () => { clearTimeout(timer); asked += 1; show(false); };
    const ask = async () => {
      const number = asked += 1;
      const text = box.value.trim();
      if (text.length < 2) return show(false);
      try {
        const address = new URL(box.dataset.suggest, location);
        address.searchParams.set("q", text);
        const answer = await fetch(address);
        const html = answer.ok ? await answer.text() : "";
        if (number !== asked || doc.activeElement !== box) return;
        list.innerHTML = html;
        show(list.children.length > 0);
      } catch { if (number === asked) show(false); }
    };
    // An option leads somewhere, or fills a field of the form.
    const pick = (option) => {
      if (option.dataset.value === undefined) return location.assign(option.href);
      const into = byId(box.dataset.suggestInto);
      into.value = option.dataset.value;
      into.dispatchEvent(new Event("input", { bubbles: true }));
      const line = byId(into.id + "-terisi");
      if (line) line.textContent = line.dataset.said + " " + into.value;
      close();
    };
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[data-value]");
      if (option) { event.preventDefault(); pick(option); }
    });
    box.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 150); });
    box.addEventListener("blur", close);
    box.form.addEventListener("submit", close);
    list.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus until the click
    box.addEventListener("keydown", (event) => {
      if (list.hidden) return;
      const last = list.children.length - 1;
      if (event.key === "ArrowDown") choose(chosen < last ? chosen + 1 : -1);
      else if (event.key === "ArrowUp") choose(chosen < 0 ? last : chosen - 1);
      else if (event.key === "Escape") close();
      else if (event.key === "Enter" && chosen >= 0) pick(list.children[chosen]);
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
  });

  // ---- Waiting: the results say so while a request is under way.
  const pending = new Set();
  const showWaiting = () => {
    const list = results();
    if (!list) return;
    if (pending.size) list.setAttribute("aria-busy", "true");
    else list.removeAttribute("aria-busy");
    doc.querySelectorAll("#jumlah .htmx-indicator").forEach((one) => one.classList.toggle("is-on", pending.size > 0));
  };
  doc.addEventListener("htmx:beforeSend", (event) => { pending.add(event.detail.xhr); showWaiting(); });
  doc.addEventListener("htmx:afterRequest", (event) => { pending.delete(event.detail.xhr); showWaiting(); });
  doc.addEventListener("htmx:afterSwap", showWaiting);

  // ---- A form that was not accepted (422) comes back with what is wrong; its summary takes the focus.
  doc.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.xhr.status === 422) { event.detail.shouldSwap = true; event.detail.isError = false; }
  });
  doc.addEventListener("htmx:afterSettle", (event) => {
    const summary = event.target.querySelector && event.target.querySelector(".error-summary");
    if (summary) summary.focus();
  });

  // ---- No answer, or one that cannot be swapped in: what is on the page stays, and a line says so. A page that does not
  // exist says more itself.
  const sayLost = (lost) => { const line = byId("putus"); if (line) line.hidden = !lost; };
  doc.addEventListener("htmx:responseError", (event) => {
    if (event.detail.xhr.status === 404) location.assign(event.detail.pathInfo.finalRequestPath);
    else sayLost(true);
  });
  doc.addEventListener("htmx:sendError", () => sayLost(true));
  doc.addEventListener("htmx:timeout", () => sayLost(true));
  doc.addEventListener("htmx:beforeSwap", (event) => { if (event.detail.shouldSwap) sayLost(false); });

  // ---- Scroll positions by history entry (by address where a browser does not name entries), so that Back finds the card
  // one left from. What is typed on makes one entry, not one for each pause.
  const KEY = "gulir";
  const entry = () => (window.navigation && navigation.currentEntry && navigation.currentEntry.key) || address();
  let here = entry();
  let typed = null;
  let restoring = false;
  const recall = () => {
    try { return JSON.parse(sessionStorage.getItem(KEY)) || {}; } catch { return {}; }
  };
  const remember = () => {
    if (restoring || !results()) return;
    try {
      const places = recall();
      delete places[here];
      const kept = Object.entries(places).slice(-49);
      sessionStorage.setItem(KEY, JSON.stringify(Object.fromEntries([...kept, [here, Math.round(scrollY)]])));
    } catch { /* a full or forbidden store costs comfort only */ }
  };
  let timer;
  addEventListener("scroll", () => { clearTimeout(timer); timer = setTimeout(remember, 100); }, { passive: true });
  addEventListener("popstate", () => { clearTimeout(timer); restoring = true; });
  doc.addEventListener("htmx:historyCacheMiss", (event) => { event.detail.xhr.onerror = () => location.reload(); });
  doc.addEventListener("htmx:historyRestore", (event) => {
    here = entry();
    if (event.detail.path !== address()) location.reload(); // two quick steps, answered out of order
    scrollTo({ top: recall()[here] || 0, behavior: "instant" });
    requestAnimationFrame(() => { restoring = false; });
  });
  doc.addEventListener("htmx:historyCacheMissLoadError", () => location.reload());

  doc.addEventListener("htmx:beforeHistoryUpdate", (event) => {
    const byTyping = event.detail.requestConfig.elt.id === "q";
    clearTimeout(timer);
    remember();
    if (byTyping && typed === address()) event.detail.history.type = "replace";
    typed = byTyping ? event.detail.history.path : null;
  });
  const moved = () => { here = entry(); };
  doc.addEventListener("htmx:pushedIntoHistory", moved);
  doc.addEventListener("htmx:replacedInHistory", moved);

  // ---- Focus stays on a filter that was drawn anew, and goes where the eyes go when the pressed element is gone.
  let held = null;
  doc.addEventListener("htmx:beforeSwap", () => {
    const one = doc.activeElement;
    held = one && one.name && one.closest("#saringan") ? { name: one.name, value: one.value } : null;
  });
  const again = () => held && [...doc.querySelectorAll("#saringan input")].find(
    (one) => one.name === held.name && one.value === held.value);
  doc.addEventListener("htmx:afterSettle", (event) => {
    const source = event.detail.requestConfig && event.detail.requestConfig.elt;
    if (!source || source.id === "q") return;
    if (source.matches("form")) {
      const filters = doc.querySelector("details.filters");
      if (filters && filters.open && getComputedStyle(filters.querySelector("summary")).display !== "none") {
        filters.open = false;
        byId("jumlah").scrollIntoView();
        focusOn(byId("hasil-judul") || results());
      }
    } else if (doc.activeElement === doc.body) {
      const menu = source.closest(".dropdown-panel") && doc.querySelector("#urutan summary");
      focusOn(menu || again() || byId("hasil-judul") || results());
    }
  });
  const focusOn = (element) => element && element.focus({ preventScroll: true });
})();
