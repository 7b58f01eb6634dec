// The assessors' desk: keys for the level, for saving onwards, and for the neighbouring indicators.
"use strict";
(() => {
  const form = document.querySelector("form[data-desk]");
  const writes = (el) => el.closest("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");

  function choose(digit) {
    const radios = [...form.querySelectorAll("input[type=radio][name=value]")];
    const radio = radios.find((r) => r.value === digit);
    if (!radio || radio.disabled) return;
    radio.checked = true;
    radio.dispatchEvent(new Event("input", { bubbles: true }));
    radio.dispatchEvent(new Event("change", { bubbles: true }));
  }

  // answer.js saves instead of submitting; "Simpan, berikutnya" goes on once nothing unsent is left.
  function goOn(button) {
    const state = form.querySelector(".saved");
    const settled = () => !/saving|unsent/.test(state.className);
    const go = () => { location.href = button.dataset.next; };
    if (settled()) { go(); return; }
    const watch = new MutationObserver(() => {
      if (settled()) { watch.disconnect(); go(); }
      if (/unsent/.test(state.className)) watch.disconnect();
    });
    watch.observe(state, { attributes: true, attributeFilter: ["class"] });
  }

  form?.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (button?.dataset.next) setTimeout(() => { if (event.defaultPrevented) goOn(button); });
  });

  document.addEventListener("keydown", (event) => {
    if (document.querySelector("dialog[open]")) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      const button = form?.querySelector("button[data-next]");
      if (button) { event.preventDefault(); form.requestSubmit(button); }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || writes(event.target)) return;
    if (form && /^[0-9]$/.test(event.key)) { choose(event.key); return; }
    // Arrows belong to the radio group while it has the focus.
    if (event.target.closest("input, summary, .scroll")) return;
    const rel = { ArrowLeft: "prev", ArrowRight: "next" }[event.key];
    const link = rel && document.querySelector(`a[rel=${rel}]`);
    if (link) { event.preventDefault(); link.click(); }
  });
})();
