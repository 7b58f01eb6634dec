// Placing documents from the keyboard: a digit chooses and goes on to the next document; the count follows.
"use strict";
(() => {
  const form = document.querySelector("[data-placing]");
  if (!form) return;
  const places = [...form.querySelectorAll("[data-place]")];
  const count = form.querySelector("[data-count]");
  const chosen = (place) => place.querySelector("input[list]").value.trim() || place.querySelector("input:checked").value;

  function tell() {
    const ready = places.filter(chosen).length;
    count.textContent = `${ready} dari ${places.length} dokumen dipilih`;
  }

  function go(place) {
    if (!place) return form.querySelector("button:not([type])")?.focus();
    place.querySelector("input:checked").focus({ preventScroll: true });
    place.scrollIntoView({ block: "nearest" });
  }

  form.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const place = event.target.closest("[data-place]");
    if (!place || event.target.matches("input[list]")) return;
    const at = places.indexOf(place);
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      return go(places[at + (event.key === "ArrowDown" ? 1 : -1)] || place);
    }
    if (!/^[0-9]$/.test(event.key)) return;
    const radios = [...place.querySelectorAll("input[type=radio]")];
    const radio = event.key === "0" ? radios.at(-1) : radios[Number(event.key) - 1];
    if (!radio || (event.key !== "0" && radio === radios.at(-1))) return;
    event.preventDefault();
    radio.checked = true;
    tell();
    go(places[at + 1]);
  });
  form.addEventListener("input", tell);
  tell();
  if (places.length) go(places[0]);
})();
