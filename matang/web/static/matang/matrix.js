// The matrix: filter while typing, up and down between rows, the focus kept when a saved row is drawn anew.
"use strict";
(() => {
  const table = document.getElementById("indikator");
  const box = document.querySelector("[data-filter]");

  box?.addEventListener("input", () => {
    const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const body of table.tBodies) {
      let any = false;
      for (const row of body.rows) {
        if (row.classList.contains("group")) continue;
        const text = row.textContent.toLowerCase() + (row.querySelector(".face")?.title.toLowerCase() ?? "");
        row.hidden = !words.every((word) => text.includes(word));
        any ||= !row.hidden;
      }
      body.hidden = !any;
    }
  });

  const rows = () => [...table.querySelectorAll("tr[id]")].filter((row) => !row.hidden);

  /** Focus the level that is chosen in a row, else its first one, else the link. */
  function enter(row) {
    const input = row?.querySelector("input:checked") ?? row?.querySelector("input[type=radio]") ?? row?.querySelector("a");
    input?.focus();
  }

  table.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    const row = event.target.closest("tr[id]");
    if (!row) return;
    event.preventDefault();
    const all = rows();
    enter(all[all.indexOf(row) + (event.key === "ArrowDown" ? 1 : -1)]);
  });

  let kept = null;
  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    const row = event.detail.target.closest("tr[id]");
    kept = row?.contains(document.activeElement) ? row.id : null;
  });
  document.addEventListener("htmx:oobAfterSwap", () => {
    if (kept) enter(document.getElementById(kept));
    kept = null;
  });
})();
