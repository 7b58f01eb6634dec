// Notes of a meeting: saved while they are typed, kept in this browser while the line is down (app.js takes such drafts
// away at sign-out). Without script the button saves.
"use strict";
(() => {
  const PAUSE = 1200; // quiet time after a key before a save
  const LATEST = 4000; // who types without a pause is saved after this time all the same
  const APART = 3000; // at most one save in this time
  const AGAIN = 10000; // when the line is down

  const form = document.querySelector("form[data-meeting]");
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
    const rel = { j: "next", k: "prev" }[event.key];
    if (rel) document.querySelector(`main a[rel=${rel}]`)?.click();
  });
  if (!form) return;

  const key = `matang-isian:${form.dataset.person}:rapat/${form.dataset.meeting}`;
  const boxes = [...form.querySelectorAll("textarea")];
  const state = form.querySelector("[data-state]");
  const was = (box) => form.elements[`${box.name}_was`];
  const same = (a, b) => a.replaceAll("\r\n", "\n").trim() === b.replaceAll("\r\n", "\n").trim();
  const changed = () => boxes.filter((box) => !same(box.value, was(box).value));
  let timer = 0;
  let sentAt = 0;
  let since = 0;
  let sending = null;
  let stopped = false;

  function say(kind, text) {
    state.hidden = false;
    state.className = `saved ${kind}`;
    state.querySelector("span").textContent = text;
  }

  /** What is not stored yet stays in this browser, with the text that it was based on. */
  function keep() {
    if ("leaving" in document.documentElement.dataset) return; // signing out throws drafts away on purpose
    const draft = Object.fromEntries(changed().map((box) => [box.name, { text: box.value, was: was(box).value }]));
    try {
      if (Object.keys(draft).length) localStorage.setItem(key, JSON.stringify(draft));
      else localStorage.removeItem(key);
    } catch { /* a browser that keeps nothing still sends */ }
  }

  /** Where the server has just shown a conflict (data-hold) nothing is sent before the person writes or presses. */
  function restore() {
    if ("hold" in form.dataset) { keep(); return; }
    let draft;
    try { draft = JSON.parse(localStorage.getItem(key) || "{}"); } catch { return; }
    for (const box of boxes) {
      if (!draft[box.name] || same(draft[box.name].text, box.value)) continue;
      box.value = draft[box.name].text;
      was(box).value = draft[box.name].was;
    }
    if (changed().length) plan(0);
    else keep();
  }

  function plan(wait) {
    clearTimeout(timer);
    timer = setTimeout(send, Math.max(wait, sentAt + APART - Date.now()));
  }

  /** One request with the boxes that differ from what is stored. */
  function post(texts, keepalive = false) {
    const body = new URLSearchParams({ csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value });
    for (const [box, text] of texts) {
      body.set(box.name, text);
      body.set(`${box.name}_was`, was(box).value);
    }
    return fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" }, redirect: "manual", keepalive });
  }

  const typed = () => new Map(changed().map((box) => [box, box.value]));
  const send = () => { sending ??= attempt().finally(() => { sending = null; }); return sending; };

  async function attempt() {
    const texts = typed();
    if (stopped) return;
    if (!texts.size) { keep(); return; }
    sentAt = Date.now();
    since = 0;
    say("saving", "Menyimpan …");
    let wait = PAUSE;
    try {
      const answer = await post(texts);
      if (answer.ok) stored(texts, (await answer.json()).text);
      else if (answer.status === 409) conflict((await answer.json()).theirs);
      else if (answer.type === "opaqueredirect") stop("Sesi berakhir. Masuk lagi, lalu buka rapat ini; isian tetap ada di peramban ini.");
      else if (answer.status < 500) stop("Tidak tersimpan. Muat ulang halaman untuk melihat sebabnya; isian tetap ada di peramban ini.");
      else throw new Error(String(answer.status));
    } catch {
      say("unsent", "Belum terkirim, disimpan di peramban ini");
      wait = AGAIN;
    }
    keep();
    if (changed().length && !stopped) plan(wait);
  }

  function stored(texts, text) {
    for (const [box, sent] of texts) was(box).value = sent;
    if (!changed().length) say("", text);
  }

  function stop(text) {
    stopped = true;
    say("unsent", text);
  }

  /** Nothing is overwritten: the person chooses, box by box. */
  function conflict(theirs) {
    stop("Belum tersimpan: pilih tulisan yang dipakai");
    for (const [name, text] of Object.entries(theirs)) {
      const box = form.elements[name];
      const piece = form.querySelector("template[data-conflict]").content.cloneNode(true).firstElementChild;
      piece.querySelector("b").textContent = form.querySelector(`label[for=${box.id}]`).textContent;
      piece.querySelector(".said").textContent = text || "dikosongkan";
      const settle = (value) => {
        was(box).value = text;
        box.value = value ?? box.value;
        piece.remove();
        if (form.querySelector(".conflict")) return;
        stopped = false;
        box.focus();
        plan(0);
        if (!changed().length) say("", "Tersimpan");
      };
      piece.querySelector("[data-mine]").addEventListener("click", () => settle());
      piece.querySelector("[data-theirs]").addEventListener("click", () => settle(text));
      box.after(piece);
    }
  }

  form.addEventListener("input", () => {
    keep();
    if (!stopped) say("saving", "Menyimpan …");
    since ||= Date.now();
    plan(Math.min(PAUSE, since + LATEST - Date.now()));
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    clearTimeout(timer);
    delete form.dataset.hold;
    await sending;
    await send();
    if (event.submitter?.name === "next" && !changed().length) document.querySelector("main a[rel=next]").click();
    else if (!changed().length && state.hidden) say("", "Tersimpan");
  });
  window.addEventListener("online", () => plan(0));
  window.addEventListener("pagehide", () => {
    if ("leaving" in document.documentElement.dataset) return;
    keep();
    if (changed().length && !stopped) post(typed(), true).catch(() => {});
  });
  restore();
})();
