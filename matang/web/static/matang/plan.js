// The simulation: a short address. What stands as it usually does is not sent, by the form itself and by htmx alike.
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
})();
