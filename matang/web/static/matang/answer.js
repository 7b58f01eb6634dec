// Saves an answer while one writes. Rules: at most one save under way; at most one in three seconds; only what was
// touched is sent; "Tersimpan" stands only when nothing unsent exists; what cannot be sent stays in this browser, for
// this person, and goes later; what somebody else changed meanwhile is shown, never overwritten.
"use strict";
(() => {
  const PAUSE = 1000, APART = 3000, GIVE_UP = 20000;
  const PREFIX = "matang-isian:";
  const signsOut = () => "leaving" in document.documentElement.dataset; // drafts are thrown away on purpose

  class Answer {
    constructor(form) {
      this.form = form;
      this.key = `${PREFIX}${form.dataset.person}:${form.dataset.answer}`;
      this.base = form.elements.base;
      this.state = form.querySelector(".saved");
      this.box = form.querySelector("[data-conflict]");
      this.token = crypto.randomUUID ? crypto.randomUUID() : String(Math.random()).slice(2);
      this.sequence = 0;
      this.touched = new Set();
      this.sending = null;
      this.clash = null; // the answer that told of another's change, until the person has chosen
      this.lastStart = 0;
      this.wait = PAUSE;
      this.restore();
      form.addEventListener("input", (event) => this.touch(event.target));
      form.addEventListener("submit", (event) => { event.preventDefault(); this.save(true); });
      addEventListener("online", () => this.save(true));
      addEventListener("beforeunload", (event) => { if (this.unsent() && !signsOut()) { this.save(true, true); event.preventDefault(); } });
      addEventListener("pagehide", () => { if (this.touched.size && !signsOut()) this.save(true, true); });
    }

    value(name) {
      const field = this.form.elements[name];
      return field.value;
    }

    unsent() { return this.touched.size > 0 || this.sending !== null; }

    set(name, text) {
      const field = this.form.elements[name];
      if (field && field.value !== text) field.value = text;
    }

    touch(field) {
      if (!field.name || field.type === "hidden") return;
      this.touched.add(field.name);
      this.keep();
      if (this.clash) return;
      this.show("saving", "Menyimpan …");
      this.plan(field.type === "radio" ? 0 : PAUSE);
    }

    plan(pause) {
      clearTimeout(this.timer);
      const due = Math.max(pause, this.lastStart + APART - Date.now());
      this.timer = setTimeout(() => this.save(), due);
    }

    keep() {
      if (signsOut()) return;
      const fields = Object.fromEntries([...this.pending()].map((name) => [name, this.value(name)]));
      try { localStorage.setItem(this.key, JSON.stringify({ base: this.base.value, fields, at: Date.now() })); } catch { /* full or forbidden: the page itself still holds the text */ }
    }

    pending() { return new Set([...(this.sending ?? []), ...this.touched]); }

    restore() {
      let kept = null;
      try { kept = JSON.parse(localStorage.getItem(this.key)); } catch { /* not ours */ }
      if (!kept) return;
      this.base.value = kept.base;
      for (const [name, text] of Object.entries(kept.fields)) {
        if (!this.form.elements[name]) continue;
        this.set(name, text);
        this.touched.add(name);
      }
      this.show("unsent", "Isian yang belum terkirim dipulihkan");
      this.plan(0);
    }

    async save(now = false, leaving = false) {
      if (!this.touched.size || this.clash || (this.sending && !leaving)) return;
      if (!now && Date.now() < this.lastStart + APART) { this.plan(0); return; }
      clearTimeout(this.timer);
      const names = new Set([...this.pending()]);
      this.sending = names;
      this.touched = new Set();
      const sequence = this.sequence += 1;
      this.lastStart = Date.now();
      const body = new URLSearchParams({ base: this.base.value, token: this.token, sequence: this.sequence });
      for (const name of names) body.set(name, this.value(name));
      const sent = Object.fromEntries([...names].map((name) => [name, this.value(name)]));
      try {
        const response = await fetch(this.form.action, {
          method: "POST", body, keepalive: leaving, signal: AbortSignal.timeout(GIVE_UP),
          headers: { "X-CSRFToken": this.form.elements.csrfmiddlewaretoken.value, Accept: "application/json" },
        });
        const type = response.headers.get("Content-Type") ?? "";
        const answer = type.startsWith("application/json") ? await response.json() : null;
        if (sequence === this.sequence) this.answered(response, answer, sent);
      } catch { if (sequence === this.sequence) this.failed(names); } // else a later one, sent while leaving, holds these words
    }

    answered(response, answer, sent) {
      if (response.redirected) { this.failed(new Set(Object.keys(sent)), "Anda sudah keluar; masuk lagi di tab lain, isian ini menunggu"); return; }
      if (response.status === 409 && answer) { this.conflict(answer, sent); return; }
      if (!response.ok || !answer) { this.refused(response, answer, sent); return; }
      this.sending = null;
      this.wait = PAUSE;
      if (this.absorb(answer.fresh)) this.base.value = answer.version;
      for (const name of this.touched) if (this.value(name) === sent[name]) this.touched.delete(name);
      for (const [id, html] of Object.entries(answer.parts ?? {})) this.part(id, html);
      if (this.touched.size) { this.keep(); this.plan(PAUSE); return; }
      try { localStorage.removeItem(this.key); } catch { /* nothing kept */ }
      this.show("", `Tersimpan ${answer.at}`);
    }

    /** Shows what others wrote into fields untouched here; false when one of them was touched after the sending. */
    absorb(fresh) {
      const mine = Object.keys(fresh).filter((name) => this.touched.has(name));
      for (const name of Object.keys(fresh)) if (!mine.includes(name)) this.set(name, fresh[name]);
      return !mine.length;
    }

    part(id, html) {
      const place = { standing: "langsung", stairs: "tangga" }[id];
      const old = document.getElementById(place);
      const fresh = new DOMParser().parseFromString(html, "text/html").getElementById(place);
      if (old && fresh) old.replaceWith(fresh);
    }

    failed(names, words = "Belum terkirim, disimpan di peramban ini") {
      for (const name of names) this.touched.add(name);
      this.sending = null;
      this.keep();
      this.show("unsent", words);
      this.wait = Math.min(this.wait * 2, 30000);
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.save(true), this.wait);
    }

    refused(response, answer, sent) {
      if (response.status >= 500 || response.status === 429) { this.failed(new Set(Object.keys(sent))); return; }
      for (const name of Object.keys(sent)) this.touched.add(name);
      this.sending = null;
      this.keep();
      this.show("unsent", answer?.error ?? "Tidak dapat disimpan. Salin isian Anda, lalu muat ulang halaman.");
    }

    /** Nothing is sent before the person has chosen; the base stays, so that a page closed now asks again on return. */
    conflict(answer, sent) {
      this.sending = null;
      this.clash = answer;
      const theirs = { ...answer.conflict };
      if (!this.absorb(answer.fresh)) for (const name of this.touched) if (name in answer.fresh) theirs[name] = answer.fresh[name];
      for (const name of Object.keys(sent)) this.touched.add(name);
      this.keep();
      this.show("unsent", "Belum terkirim: isian ini diubah orang lain");
      this.box.replaceChildren(...Object.entries(theirs).map(([name, text]) => this.choice(name, text, answer)));
      this.box.hidden = false;
      this.box.scrollIntoView({ block: "nearest" });
    }

    choice(name, theirs, answer) {
      const piece = document.createElement("div"), say = document.createElement("p"), text = document.createElement("blockquote");
      say.textContent = `${answer.by || "Orang lain"} mengubah ${answer.words[name]} menjadi:`;
      text.textContent = name === "value" && theirs === "NA" ? "tidak berlaku" : theirs || "(kosong)";
      const chosen = () => { piece.remove(); if (!this.box.childElementCount) this.settle(); };
      const mine = this.button("Simpan tulisan saya", chosen);
      const other = this.button("Pakai yang tersimpan", () => { this.set(name, theirs); this.touched.delete(name); chosen(); });
      piece.append(say, text, mine, other);
      return piece;
    }

    settle() {
      this.base.value = this.clash.version;
      this.clash = null;
      this.box.hidden = true;
      this.keep();
      if (this.touched.size) this.save(true);
      else { try { localStorage.removeItem(this.key); } catch { /* nothing kept */ } this.show("", "Tersimpan"); }
    }

    button(label, act) {
      const button = document.createElement("button");
      Object.assign(button, { type: "button", className: "button quiet slim", textContent: label });
      button.addEventListener("click", act);
      return button;
    }

    show(kind, words) {
      this.state.className = `saved ${kind}`.trim();
      const text = this.state.firstElementChild ?? this.state;
      if (text.textContent !== words) text.textContent = words;
    }
  }

  /** Evidence that arrived may meet a requirement: draw the stairs anew, the words stay as they are. */
  document.addEventListener("matang:received", async () => {
    const answer = await fetch(location.href).catch(() => null);
    if (!answer?.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("tangga");
    if (fresh) document.getElementById("tangga")?.replaceWith(fresh);
  });

  for (const form of document.querySelectorAll("form[data-autosave]")) new Answer(form);
})();
