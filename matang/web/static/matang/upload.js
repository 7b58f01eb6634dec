// Sends files one by one with progress, remaining time, receipts and another try; without script the form works as it is.
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
  const UNREACHED = "Jaringan terputus sebelum berkas diterima.";

  const comma = (value) => value.toFixed(1).replace(".", ",");
  const megabytes = (bytes) => comma(bytes / 1048576);
  const size = (bytes) => (bytes < 1048576 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${megabytes(bytes)} MB`);
  const duration = (seconds) => (seconds < 90 ? `${Math.max(1, Math.round(seconds))} detik` : `${Math.round(seconds / 60)} menit`);

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
    if (file.size > limit) return `lebih besar dari ${Math.floor(limit / 1048576)} MB. Perkecil atau bagi menjadi beberapa berkas.`;
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
      this.summary = this.place.querySelector("[data-summary]");
      this.waiting = [];
      this.current = null;
      this.sent = 0; // bytes of this run that have left, for the speed
      this.since = 0;
    }

    add(files) {
      for (const file of files) {
        const row = make("div", "up");
        const state = make("progress");
        state.max = file.size || 1;
        state.value = 0;
        state.setAttribute("aria-label", file.name);
        row.append(make("span", "", file.name), state, make("span", "soft small num", "menunggu"));
        this.rows.append(row);
        const problem = objection(file, this.form);
        if (problem) this.refused(row, problem);
        else this.waiting.push({ file, row });
      }
      this.place.hidden = false;
      this.next();
    }

    next() {
      if (this.current) return;
      if (!this.since) [this.sent, this.since] = [0, performance.now()];
      this.current = this.waiting.shift() || null;
      if (this.current) this.send(this.current);
      else this.finish();
    }

    send(job) {
      const body = new FormData(this.form);
      body.delete("berkas");
      body.append("berkas", job.file, job.file.name);
      const request = new XMLHttpRequest();
      request.open("POST", this.form.action);
      request.setRequestHeader("Accept", "application/json");
      request.responseType = "json";
      request.upload.onprogress = (event) => this.progress(job, event.loaded);
      request.onload = () => this.answered(job, request);
      request.onerror = request.onabort = () => this.failed(job, UNREACHED);
      request.send(body);
    }

    progress(job, loaded) {
      const done = Math.min(loaded, job.file.size);
      job.row.querySelector("progress").value = done;
      job.row.lastElementChild.textContent = job.file.size < 1048576 ? size(job.file.size) : `${megabytes(done)} dari ${megabytes(job.file.size)} MB`;
      const left = job.file.size - done + this.waiting.reduce((sum, each) => sum + each.file.size, 0);
      const seconds = (performance.now() - this.since) / 1000;
      const speed = (this.sent + done) / seconds;
      const count = `${this.waiting.length + 1} berkas`;
      this.summary.textContent = seconds > 2 && speed > 0 ? `${count} · sisa sekitar ${duration(left / speed)} di jaringan ini` : count;
    }

    answered(job, request) {
      const answer = request.response;
      if (request.status === 200 && answer && answer.receipt) this.received(job, answer);
      else if (answer && answer.error) {
        this.refused(job.row, answer.error.replace(`${job.file.name} `, "")); // the row begins with the name already
        this.leave(job);
      } else if (request.status === 413) this.failed(job, "Berkas ditolak oleh server karena terlalu besar.");
      else if (request.status >= 500) this.failed(job, "Server sedang bermasalah.");
      else this.failed(job, "Sesi berakhir atau Anda tidak berhak. Muat ulang halaman, lalu kirim lagi.");
    }

    received(job, answer) {
      const link = make("a", "tag ok", answer.known ? "sudah ada" : "diterima");
      link.href = answer.href;
      job.row.querySelector("progress").replaceWith(link);
      job.row.lastElementChild.textContent = `nomor ${answer.receipt} · ${answer.known ? "tidak disimpan dua kali" : size(job.file.size)}`;
      if (answer.note) job.row.lastElementChild.append(" ", make("span", "error", answer.note));
      this.arrived = true;
      this.form.dispatchEvent(new CustomEvent("matang:received", { bubbles: true, detail: answer }));
      this.leave(job);
    }

    failed(job, reason) {
      const again = make("button", "button quiet slim", "Coba lagi");
      again.type = "button";
      job.row.lastElementChild.replaceChildren(make("span", "error", reason), " ", again);
      again.addEventListener("click", () => {
        job.row.querySelector("progress").value = 0;
        job.row.lastElementChild.textContent = "menunggu";
        this.waiting.push(job);
        this.next();
      });
      this.leave(job);
    }

    refused(row, words) {
      row.querySelector("progress").replaceWith(make("span", "tag warn", "tidak diterima"));
      row.lastElementChild.replaceChildren(make("span", "error", words));
    }

    leave(job) {
      this.sent += job.file.size;
      this.current = null;
      this.next();
    }

    finish() {
      this.since = 0;
      const rows = this.rows.querySelectorAll(".tag.ok").length;
      this.summary.textContent = rows ? `${rows} diterima` : "";
      if (this.arrived) this.refresh();
      this.arrived = false;
    }

    /** Loads the named part of the page anew, the receipts stay on the screen; "halaman" is the whole page. */
    async refresh() {
      const id = this.form.dataset.refresh;
      if (id === "halaman") location.reload();
      if (!id || id === "halaman") return;
      const answer = await fetch(location.href, { credentials: "same-origin" }).catch(() => null);
      if (!answer || !answer.ok) return;
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(id);
      const stale = document.getElementById(id);
      if (!fresh || !stale) return;
      stale.replaceWith(fresh);
      window.htmx?.process(fresh);
    }
  }

  const queues = [];

  function enhance(form) {
    const input = form.querySelector("input[type=file]");
    const pick = form.querySelector("[data-pick]");
    const queue = new Queue(form);
    queues.push(queue);
    input.hidden = true;
    input.required = false;
    form.querySelector("[data-send]").hidden = true;
    pick.hidden = false;
    pick.addEventListener("click", () => input.click());
    input.addEventListener("change", () => {
      const files = [...input.files];
      input.value = "";
      queue.add(files);
    });
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
    if (queues.some((queue) => queue.current)) event.preventDefault();
  });
})();
