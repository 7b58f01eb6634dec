// Small things that make pages pleasant; every page works without them. No inline code, no eval.
"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("js");

  const typing = (el) => el.closest("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");

  /** Says one sentence at the foot of the page; readers hear it. An empty sentence takes it away. */
  function notice(text, kind = "warn") {
    const place = document.getElementById("notice");
    place.replaceChildren();
    if (!text) return;
    const p = document.createElement("p");
    p.className = `message ${kind}`;
    p.textContent = text;
    place.append(p);
  }

  function open(id) {
    const dialog = document.getElementById(id);
    if (dialog && !dialog.open) dialog.showModal();
  }

  function copy(button) {
    const source = document.getElementById(button.dataset.copy);
    const text = source.value ?? source.textContent.trim();
    const label = button.textContent;
    navigator.clipboard.writeText(text).then(
      () => { button.textContent = "Tersalin"; setTimeout(() => { button.textContent = label; }, 2000); },
      () => notice("Tidak dapat menyalin; pilih teksnya lalu salin sendiri."),
    );
  }

  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-open]");
    const copier = event.target.closest("[data-copy]");
    const closer = event.target.closest("[data-close]");
    if (opener) open(opener.dataset.open);
    if (copier) copy(copier);
    if (closer) closer.closest("dialog").close();
    if (event.target.closest("[data-print]")) window.print();
    if (event.target.matches("dialog")) event.target.close();
    for (const menu of document.querySelectorAll("details.me[open]")) {
      if (opener || !menu.contains(event.target)) menu.open = false;
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      for (const menu of document.querySelectorAll("details.me[open]")) {
        menu.open = false;
        menu.querySelector("summary").focus();
      }
    }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key === "?") open("keys");
    if (event.key === "/") {
      const search = document.querySelector("main input[type=search]");
      if (search) { event.preventDefault(); search.focus(); search.select(); }
    }
  });

  // On a phone the menu scrolls sideways: bring the present page into sight.
  document.querySelector(".bar nav [aria-current], .tabs [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

  // A line that drops is said once and taken back when it returns.
  document.addEventListener("htmx:sendError", () => notice("Jaringan terputus. Isian Anda tetap di layar; coba lagi sebentar lagi."));
  document.addEventListener("htmx:responseError", () => notice("Tidak dapat dikerjakan. Muat ulang halaman, lalu coba lagi."));
  // A refusal is a sentence, not a piece of the page: it never replaces what the person was working on.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const d = event.detail;
    if (d.xhr.status !== 403) return;
    Object.assign(d, { shouldSwap: true, isError: false, target: document.getElementById("notice"), swapOverride: "innerHTML", selectOverride: "unset" });
  });
  document.addEventListener("htmx:beforeRequest", () => notice(""));
  window.addEventListener("online", () => notice(""));

  // Drafts that could not be sent belong to the person who wrote them: they go with the sign-out.
  document.querySelector("form[data-signout]")?.addEventListener("submit", (event) => {
    const drafts = Object.keys(localStorage).filter((key) => key.startsWith("matang-isian:"));
    if (drafts.length && !confirm("Ada isian yang belum terkirim di peramban ini. Keluar berarti membuangnya. Tetap keluar?")) {
      event.preventDefault();
      return;
    }
    root.dataset.leaving = ""; // what still runs on this page keeps nothing any more
    for (const key of Object.keys(localStorage)) if (/^matang-(isian|unggahan):/.test(key)) localStorage.removeItem(key);
  });
})();
