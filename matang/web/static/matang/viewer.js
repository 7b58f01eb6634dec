// The viewer: keys that turn and resize, the next page fetched ahead, and drawing a rectangle as the proof.
"use strict";
(() => {
  const viewer = () => document.getElementById("peraga");
  const form = document.querySelector("form[data-region]");
  const typing = (el) => el.closest("input, textarea, select, summary, [contenteditable]");

  /** Once a page stands, its successor is fetched; a picture that failed says so in words. */
  function settle() {
    const section = viewer();
    const img = section?.querySelector("[data-leaf] > img");
    if (!img) return;
    const ahead = () => { if (section.dataset.further) new Image().src = section.dataset.further; };
    const broken = () => { section.querySelector("[data-broken]").hidden = false; };
    if (!img.complete) {
      img.addEventListener("load", ahead, { once: true });
      img.addEventListener("error", broken, { once: true });
    } else if (img.naturalWidth) ahead();
    else broken();
    // Only the strip itself may scroll to the page's thumbnail, never the window.
    const strip = section.querySelector(".thumbs");
    const here = strip?.querySelector("[aria-current]");
    if (here) strip.scrollTo({ top: here.offsetTop - strip.clientHeight / 2, left: here.offsetLeft - strip.clientWidth / 2 });
    show();
  }

  function zoom(step) {
    const sizes = [...viewer().querySelectorAll(".zooms a")];
    sizes[sizes.findIndex((a) => a.ariaCurrent) + step]?.click();
  }

  document.addEventListener("keydown", (event) => {
    if (!viewer() || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (document.querySelector("dialog[open]")) return;
    if (event.key === "+" || event.key === "=") { zoom(1); return; }
    if (event.key === "-") { zoom(-1); return; }
    // A page that is wider than its frame, or a table, is scrolled by the arrows while it has the focus.
    const frame = event.target.closest(".leaf, .sheet-table");
    if (frame && frame.scrollWidth > frame.clientWidth + 1) return;
    const link = viewer().querySelector(`a[data-key="${event.key}"]`);
    if (link) { event.preventDefault(); link.click(); }
  });

  // The rectangle. Its numbers stand in the form, in percent; drawing only fills them in. While nothing is marked they
  // are those of the whole page, and nothing is drawn.
  let marked = form?.dataset.region === "marked";
  const NAMES = ["left", "top", "width", "height"];
  const field = (name) => form.elements.namedItem(name);
  const number = (name) => Number(field(name).value.replace(",", ".")) * 10 || 0;

  function show() {
    const leaf = viewer()?.querySelector("[data-leaf]");
    if (!form || !leaf) return;
    const here = marked && leaf.dataset.page === field("page").value;
    const [x, y, width, height] = NAMES.map((name) => (here ? number(name) : 0));
    const rect = leaf.querySelector("rect");
    for (const [name, value] of Object.entries({ x, y, width, height })) rect.setAttribute(name, Math.max(0, value));
  }

  function put(page, values, seen = true) {
    marked = seen;
    field("page").value = page;
    NAMES.forEach((name, at) => { field(name).value = (Math.round(values[at]) / 10).toString().replace(".", ","); });
    show();
  }

  let start = null;
  const within = (value) => Math.min(1000, Math.max(0, value));
  function place(event, leaf) {
    const box = leaf.getBoundingClientRect();
    return [within((event.clientX - box.left) / box.width * 1000), within((event.clientY - box.top) / box.height * 1000)];
  }
  function draw(event) {
    const [x, y] = place(event, start.leaf);
    put(start.leaf.dataset.page, [Math.min(x, start.x), Math.min(y, start.y), Math.abs(x - start.x), Math.abs(y - start.y)]);
  }

  const marking = () => document.body.classList.contains("marking");
  function toggle(on) {
    document.body.classList.toggle("marking", on);
    const button = form.querySelector("[data-mark]");
    button.setAttribute("aria-pressed", on);
    button.textContent = on ? "Seret pada gambar halaman …" : "Tandai dengan menyeret";
  }

  if (form) {
    form.querySelector("[data-mark]").addEventListener("click", () => toggle(!marking()));
    form.querySelector("[data-whole]").addEventListener("click", () => {
      put(viewer().querySelector("[data-leaf]")?.dataset.page ?? field("page").value, [0, 0, 1000, 1000]);
    });
    form.addEventListener("input", () => { marked = true; show(); });
    document.addEventListener("pointerdown", (event) => {
      const leaf = event.target.closest("[data-leaf]");
      if (!leaf || !marking() || event.button) return;
      event.preventDefault();
      const [x, y] = place(event, leaf);
      start = { leaf, x, y, before: [field("page").value, NAMES.map(number), marked] };
      leaf.setPointerCapture(event.pointerId);
    });
    document.addEventListener("pointermove", (event) => { if (start) draw(event); });
    document.addEventListener("pointerup", (event) => {
      if (!start) return;
      draw(event);
      // A mere touch is no rectangle: what stood there before stays.
      if (number("width") < 5 || number("height") < 5) put(...start.before);
      else toggle(false);
      start = null;
    });
    document.addEventListener("pointercancel", () => {
      if (start) put(...start.before);
      start = null;
    });
    document.addEventListener("keydown", (event) => { if (event.key === "Escape" && marking()) toggle(false); });
  }

  document.addEventListener("htmx:afterSettle", settle);
  settle();
})();
