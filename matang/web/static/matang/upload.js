// The files of a form on their way: one by one, with progress, remaining time and receipts; `tus.js` sends each so that
// nothing arrives twice and a break costs nothing. Without script the form works as it is.
"use strict";
(() => {
  const WAYS_OUT = [
    [/\.(heic|heif|avif)$/i, "berformat HEIC. Ubah menjadi JPG, lalu kirim lagi."],
    [/\.(doc|xls|ppt|rtf)$/i, "berformat lama. Simpan sebagai DOCX, XLSX, PPTX, atau PDF."],
    [/\.(docm|xlsm|pptm|xlsb)$/i, "memuat makro. Simpan tanpa makro atau sebagai PDF."],
    [/\.(zip|rar|7z|gz|tar)$/i, "adalah arsip. Ekstrak, lalu kirim berkas di dalamnya."],
    [/\.(gif|bmp|tiff?)$/i, "berformat gambar yang tidak diterima. Simpan sebagai JPG, PNG, atau PDF."],
    [/\.(mp4|mov|avi|mkv|webm|3gp|mp3|wav|m4a)$/i, "adalah video atau suara. Tuliskan tautannya pada penjelasan."],
  ];
  const HIDDEN_FILES = /^(\.|~\$|thumbs\.db$|desktop\.ini$)/i; // what a folder brings along unasked
  const BROKEN = "Jaringan terputus; dilanjutkan sendiri …";
  const UNCITED = "Berkas disimpan di pustaka bukti dukung, tetapi belum dirujuk. Muat ulang halaman, lalu pilih dari pustaka.";
  const MB = 1048576;

  const comma = (value) => value.toFixed(1).replace(".", ",");
  const megabytes = (bytes) => comma(bytes / MB);
  const size = (bytes) => (bytes < MB ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${megabytes(bytes)} MB`);
  const duration = (seconds) => (seconds < 90 ? `${Math.max(1, Math.round(seconds))} detik` : seconds < 5400 ? `${Math.round(seconds / 60)} menit` : `${comma(seconds / 3600)} jam`);

  function make(name, className, text = "") {
    const element = document.createElement(name);
    if (className) element.className = className;
    element.textContent = text;
    return element;
  }

  /** The sentence why a file is not even sent, or nothing. */
  function objection(file, form) {
    const ending = (file.name.match(/\.[^.]+$/) || [""])[0].toLowerCase();
    const way = WAYS_OUT.find(([pattern]) => pattern.test(file.name));
    if (way) return way[1];
    if (!form.dataset.accept.split(",").includes(ending)) return "tidak dikenali jenisnya. Simpan sebagai PDF, lalu kirim lagi.";
    if (file.size === 0) return "kosong. Periksa berkas aslinya.";
    const limit = Number(form.dataset.limit);
    if (file.size > limit) return `lebih besar dari ${Math.floor(limit / MB)} MB. Perkecil atau bagi menjadi beberapa berkas.`;
    return "";
  }

  /** All files of a drop, those inside dropped folders too. */
  async function dropped(transfer) {
    const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
    if (!entries.length) return [...transfer.files];
    const found = [];
    const walk = async (entry) => {
      if (entry.isFile) {
        found.push(await new Promise((done, fail) => entry.file(done, fail)));
        return;
      }
      const reader = entry.createReader();
      for (;;) {
        const some = await new Promise((done, fail) => reader.readEntries(done, fail));
        if (!some.length) return;
        for (const inner of some) await walk(inner);
      }
    };
    for (const entry of entries) await walk(entry);
    return found.filter((file) => !HIDDEN_FILES.test(file.name));
  }

  class Queue {
    constructor(form) {
      this.form = form;
      this.place = document.getElementById(form.dataset.upload);
      this.rows = this.place.querySelector("[data-rows]");
      this.summary = this.place.querySelector("[data-summary]"); // read aloud: changes seldom
      this.rest = this.place.querySelector("[data-rest]"); // changes all the time
      this.line = null;
      this.waiting = [];
      this.current = null;
      this.paused = false; // until the person has signed in again
    }

    get busy() { return this.current !== null || this.waiting.length > 0; }

    add(files) {
      const fields = Object.fromEntries([...new FormData(this.form)].filter(([name]) => name !== "berkas"));
      for (const file of files) {
        const row = make("div", "up");
        this.rows.append(row);
        const job = { file, row, fields, answer: null };
        const problem = objection(file, this.form);
        if (problem) this.end(job, "tidak diterima", "warn", problem);
        else this.wait(job);
      }
      this.place.hidden = false;
      this.run();
    }

    /** Put a file into the queue, anew or for the first time. */
    wait(job, first = false) {
      const state = make("progress");
      state.max = job.file.size || 1;
      state.value = job.sending?.done ?? 0;
      state.setAttribute("aria-label", job.file.name);
      const words = make("span", "soft small num");
      job.row.replaceChildren(make("span", "", job.file.name), state, words);
      job.words = make("span", "", "menunggu");
      words.append(job.words, " ", this.button("Batalkan", "link", () => this.cancel(job), job.file.name));
      this.waiting[first ? "unshift" : "push"](job);
    }

    button(label, className, act, of) {
      const button = make("button", className, label);
      button.type = "button";
      if (of) button.append(make("span", "hide", ` ${of}`));
      button.addEventListener("click", act);
      return button;
    }

    async run() {
      if (this.current || this.paused || !this.waiting.length) return;
      this.current = this.waiting[0];
      this.line ??= new (await this.sender()).Line(this.form.dataset.owner, (down) => this.told(down));
      Object.assign(this, { since: performance.now(), sent: 0, at: 0, arrived: 0 });
      this.line.begun = null; // another tab or device may have gone on meanwhile
      while (!this.paused && (this.current = this.waiting.shift())) {
        this.at += 1;
        this.tell();
        await this.one(this.current);
      }
      this.current = null;
      this.tell();
      if (!this.paused) this.finish();
    }

    /** What sends comes only when there is something to send: most visits send nothing. */
    async sender() {
      while (!window.matangTus) {
        const script = make("script");
        script.src = this.form.dataset.sender;
        const came = await new Promise((done) => {
          script.onload = () => done(true);
          script.onerror = () => done(false);
          document.head.append(script);
        });
        this.told(!came);
        if (!came) await new Promise((done) => setTimeout(done, 3000));
      }
      return window.matangTus;
    }

    async one(job) {
      const done = job.sending?.done ?? 0;
      job.sending ??= new window.matangTus.Sending(this.line, job.file, this.form.dataset.replaces ?? "", (bytes, sure) => this.moved(job, bytes, sure));
      job.sending.done = done;
      try {
        job.answer ??= await job.sending.run();
        this.received(job, job.answer, this.form.dataset.cites ? await this.cite(job) : "");
      } catch (fault) {
        if (!fault.kind) console.error(fault); // a fault of ours must not hold the other files up
        this.halted(job, fault.kind ? fault : { kind: "failed", message: "Tidak dapat dikirim." });
      }
    }

    /** Say what the received file proves; the reason when that is refused. */
    async cite(job) {
      job.words.textContent = "diterima, sedang dirujuk";
      const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? job.fields.csrfmiddlewaretoken; // new after signing in anew
      const headers = { Accept: "application/json", "X-CSRFToken": token };
      const body = new URLSearchParams({ ...job.fields, version: job.answer.version });
      const answer = await job.sending.lasting(() => job.sending.ask("POST", this.form.dataset.cites, { headers, body }));
      this.line.well();
      if (answer.responseURL.includes("/masuk/")) throw Object.assign(new Error("Sesi berakhir."), { kind: "signin" });
      const json = answer.getResponseHeader("Content-Type")?.startsWith("application/json");
      return json ? JSON.parse(answer.responseText).note : UNCITED;
    }

    moved(job, bytes, sure) {
      const { file, sending } = job;
      const done = Math.min(bytes, file.size);
      if (sure) { // the server has them; what it had before this run is no measure of the line
        if (sending.sure !== undefined) this.sent += done - sending.sure;
        sending.sure = sending.done = done;
      }
      job.row.querySelector("progress").value = done;
      const seconds = (performance.now() - this.since) / 1000;
      const speed = (this.sent + done - (sending.sure ?? done)) / seconds;
      const left = (total) => (seconds > 2 && speed > 0 ? ` · sisa ${duration(total / speed)}` : "");
      job.words.textContent = file.size < MB ? size(file.size) : `${megabytes(done)} dari ${megabytes(file.size)} MB${left(file.size - done)}`;
      const all = this.waiting.reduce((sum, each) => sum + each.file.size, file.size - done);
      this.rest.textContent = left(all) && this.waiting.length ? `sisa seluruhnya sekitar ${duration(all / speed)} di jaringan ini` : "";
    }

    told(down) {
      if (down === this.down) return;
      this.down = down;
      if (down && this.current) this.current.words.textContent = BROKEN;
      this.rest.textContent = "";
      this.tell();
    }

    tell() {
      const received = this.rows.querySelectorAll(".tag.ok").length;
      const words = received ? `${received} diterima` : "";
      const going = this.current ? `berkas ${this.at} dari ${this.at + this.waiting.length}` : "";
      this.summary.textContent = this.down ? BROKEN : [going, words].filter(Boolean).join(" · ");
      if (!this.current) this.rest.textContent = "";
    }

    received(job, answer, note) {
      const link = this.end(job, answer.known ? "sudah ada" : "diterima", "ok", `nomor ${answer.receipt} · ${answer.known ? "tidak disimpan dua kali" : size(job.file.size)}`);
      link.href = answer.href;
      if (note) job.row.lastElementChild.append(" ", make("span", "error", note));
      this.arrived += 1;
      this.form.dispatchEvent(new CustomEvent("matang:received", { bubbles: true, detail: { ...answer, note } }));
    }

    /** The row's last words: a tag, and a sentence. */
    end(job, word, kind, words) {
      const tag = make(kind === "ok" ? "a" : "span", `tag ${kind}`, word);
      const said = make("span", "soft small num");
      said.append(kind === "ok" ? words : make("span", "error", words));
      job.row.replaceChildren(make("span", "", job.file.name), tag, said);
      return tag;
    }

    halted(job, fault) {
      const words = fault.message.replace(`${job.file.name} `, ""); // the row begins with the name already
      if (fault.kind === "cancelled") { this.end(job, "dibatalkan", "", ""); this.arrived += 1; return; }
      if (fault.kind === "refused") { this.end(job, "tidak diterima", "warn", words); return; }
      this.wait(job, true);
      if (fault.kind === "failed") this.waiting.shift();
      const again = this.button(fault.kind === "signin" ? "Lanjutkan" : "Coba lagi", "link", () => this.again(job));
      job.words.replaceChildren(make("span", "error", words), " ", again);
      if (fault.kind !== "signin") { job.sending = null; return; }
      const link = make("a", "", "Masuk lagi");
      Object.assign(link, { href: "/masuk/", target: "_blank", rel: "noopener" });
      job.words.replaceChildren(make("span", "error", words), " ", link, " di tab lain; antrean ini menunggu. ", again);
      this.paused = true;
    }

    again(job) {
      if (!this.waiting.includes(job)) this.waiting.push(job);
      this.goOn();
    }

    goOn() {
      this.paused = false;
      this.run();
    }

    cancel(job) {
      if (job.answer) return; // it is evidence already
      if (job === this.current && job.sending) { job.sending.cancel(); return; }
      this.waiting = this.waiting.filter((each) => each !== job);
      job.sending?.cancel();
      this.end(job, "dibatalkan", "", "");
      if (this.paused) this.goOn(); // the next file asks for signing in
    }

    finish() {
      if (this.arrived) this.refresh();
    }

    /** Loads the named parts of the page anew, the receipts stay on the screen; "halaman" is the whole page. */
    async refresh() {
      const ids = this.form.dataset.refresh?.split(" ") ?? [];
      if (ids[0] === "halaman") location.reload();
      if (!ids.length || ids[0] === "halaman") return;
      const answer = await fetch(location.href, { credentials: "same-origin" }).catch(() => null);
      if (!answer || !answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const id of ids) {
        const fresh = page.getElementById(id);
        const stale = document.getElementById(id);
        if (!fresh || !stale) continue;
        stale.replaceWith(fresh);
        window.htmx?.process(fresh);
      }
    }
  }

  const queues = [];

  /** A camera's pictures are often all called image.jpg: the time tells them apart. */
  function shot(file) {
    const ending = file.name.match(/\.\w+$/)?.[0] ?? ".jpg";
    const now = new Date(Date.now() - new Date().getTimezoneOffset() * 60000).toISOString();
    return new File([file], `Foto ${now.slice(0, 10)} ${now.slice(11, 19).replaceAll(":", ".")}${ending}`, { type: file.type, lastModified: file.lastModified });
  }

  function enhance(form) {
    const input = form.querySelector("input[type=file]");
    const pick = form.querySelector("[data-pick]");
    const queue = new Queue(form);
    queues.push(queue);
    input.hidden = true;
    input.required = false;
    form.querySelector("[data-send]").hidden = true;
    pick.hidden = false;
    const chosen = (field, turned = (file) => file) => field.addEventListener("change", () => {
      const files = [...field.files].map(turned);
      field.value = "";
      queue.add(files);
    });
    chosen(input);
    pick.append(queue.button("Pilih berkas", "button", () => input.click()));
    if (matchMedia("(pointer: coarse)").matches) {
      const camera = Object.assign(make("input"), { type: "file", accept: "image/*", hidden: true });
      camera.setAttribute("capture", "environment");
      chosen(camera, shot);
      pick.append(queue.button("Ambil foto", "button quiet", () => camera.click()), camera);
    }
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("dragover", (event) => {
      event.preventDefault();
      form.classList.add("over");
    });
    form.addEventListener("dragleave", () => form.classList.remove("over"));
    form.addEventListener("drop", async (event) => {
      event.preventDefault();
      form.classList.remove("over");
      const files = await dropped(event.dataTransfer);
      queue.add(input.multiple ? files : files.slice(0, 1));
    });
  }

  for (const form of document.querySelectorAll("form[data-upload]")) enhance(form);
  // htmx may bring a form with a part of a page.
  document.addEventListener("htmx:load", (event) => {
    for (const form of event.target.querySelectorAll?.("form[data-upload]") || []) if (!form.querySelector("input[type=file]").hidden) enhance(form);
  });
  window.addEventListener("beforeunload", (event) => {
    if (queues.some((queue) => queue.busy)) event.preventDefault();
  });
  // Back from the tab in which the person has signed in again.
  window.addEventListener("focus", () => { for (const queue of queues) if (queue.paused) queue.goOn(); });
})();
