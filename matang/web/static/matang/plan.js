// The simulation has a short address: what stands as usual is not sent, neither by the form itself nor by htmx.
// The plan prints without the form of its owners and dates.
"use strict";
(() => {
  const form = document.getElementById("simulasi");
  form?.addEventListener("formdata", (event) => {
    const data = event.formData;
    for (const box of form.querySelectorAll("[data-usual]")) {
      const name = box.name || box.querySelector("input")?.name;
      if (name && data.get(name) === box.dataset.usual) data.delete(name);
    }
  });
  window.addEventListener("beforeprint", () => {
    for (const part of document.querySelectorAll("details.more[open]")) part.open = false;
  });
})();
