// Sends one file piece by piece (tus 1.0 at /unggah/). What has arrived is never sent again, whatever breaks on the way:
// the line, this page, the browser, the server. Rules: after a break the server is asked how far it is; only it knows.
"use strict";
window.matangTus = (() => {
  const PLACE = "/unggah/";
  const KB = 1024, FIRST = 512 * KB, LEAST = 128 * KB, MOST = 8192 * KB; // bytes of a piece
  const AIM = 8; // seconds that a piece should take
  const QUIET = 120; // seconds without a sign of life: the line is down
  const LONGEST_REST = 30; // seconds between two attempts
  const FAULTS = 8; // a server that fails so often on the same file will not take it
  const AWAY = [0, 408, 423, 425, 429, 500, 502, 503, 504];
  const KEPT = 7 * 86400000; // as long as the server keeps what nobody continues
  const TUS = { "Tus-Resumable": "1.0.0" };
  const WORDS = {
    changed: "berubah selama dikirim. Pilih lagi berkasnya.",
    unreadable: "tidak dapat dibaca lagi. Mungkin dipindahkan atau diubah; pilih lagi berkasnya.",
    gone: "Unggahan ini dibatalkan atau kedaluwarsa.",
    failing: "Server sedang bermasalah.",
    signin: "Sesi berakhir.",
    413: "ditolak proxy karena terlalu besar. Hubungi pengelola server.",
  };

  /** The line or the server is away: it goes on by itself. */
  class Dropped extends Error {}

  /** It does not go on by itself; kind: refused, failed, signin, cancelled. */
  class Halt extends Error {
    constructor(kind, words = "") {
      super(words);
      this.kind = kind;
    }
  }

  const base64 = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));
  const hex = (bytes) => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

  /** Which file became which upload, kept in this browser for this person and agency; the sign-out takes it away. */
  class Memory {
    constructor(owner) {
      this.key = `matang-unggahan:${owner}`;
    }

    all() {
      try {
        const kept = Object.entries(JSON.parse(localStorage.getItem(this.key)) ?? {});
        return Object.fromEntries(kept.filter(([, upload]) => upload.at > Date.now() - KEPT));
      } catch {
        return {};
      }
    }

    set(id, address) {
      const all = this.all();
      if (address) all[id] = { address, at: Date.now() };
      else delete all[id];
      try {
        if ("leaving" in document.documentElement.dataset) return;
        localStorage.setItem(this.key, JSON.stringify(all));
      } catch { /* full or forbidden: the server's own list is enough */ }
    }
  }

  /** What the files of a page share: how large a piece may be, how long to rest, what the server holds unfinished. */
  class Line {
    constructor(owner, told) {
      this.owner = owner;
      this.told = told; // told(true): the line is down, told(false): it is back
      this.memory = new Memory(owner);
      this.most = MOST;
      this.piece = FIRST;
      this.pause = 1;
      this.begun = null;
      this.room = Infinity;
      this.used = new Set(); // addresses that files of this page are sent to
    }

    learn(bytes, seconds) {
      this.piece = Math.round(Math.min(this.most, Math.max(LEAST, (bytes / Math.max(seconds, 0.05)) * AIM, this.piece / 4)));
    }

    full() {
      const left = Math.max(0, Math.floor(this.room / 1024 / KB));
      return `tidak dikirim: kuota bukti dukung instansi, ${Math.floor(this.quota / 1024 ** 3)} GB, tinggal ${left} MB.`;
    }

    smaller() {
      this.piece = Math.max(LEAST, Math.round(this.piece / 2));
    }

    well() {
      this.pause = 1;
      this.faults = 0;
      this.told(false);
    }

    /** Wait for the next attempt, shorter when the browser says that the network is back. */
    async rest() {
      this.told(true);
      this.begun = null;
      const seconds = this.pause;
      this.pause = Math.min(seconds * 2, LONGEST_REST);
      await new Promise((done) => {
        const soon = () => setTimeout(end, 1000); // a server needs a moment to notice that the last piece broke
        const end = () => { removeEventListener("online", soon); done(); };
        addEventListener("online", soon);
        setTimeout(end, seconds * 1000);
        this.wake = end;
      });
    }
  }

  class Sending {
    constructor(line, file, replaces, moved) {
      Object.assign(this, { line, file, replaces, moved, address: "", sha256: "", cancelled: false });
      this.id = [replaces, file.name, file.size, file.lastModified].join("/");
    }

    /** The server's words on the finished upload; goes on for hours when it must. Raises Halt. */
    async run() {
      try {
        return await this.whole();
      } catch (fault) {
        this.line.used.delete(this.address); // another try may go on with it
        throw fault;
      }
    }

    async whole() {
      await this.hash();
      const { offset, receipt } = await this.lasting(() => this.begin());
      this.moved(offset, true);
      if (!receipt) await this.send(offset);
      const answer = await this.lasting(() => this.ask("GET", this.address, { headers: TUS }));
      this.line.memory.set(this.id, null);
      if (answer.status !== 200) throw this.halt(answer);
      return JSON.parse(answer.responseText);
    }

    cancel() {
      this.cancelled = true;
      this.open?.abort();
      this.line.wake?.();
      if (this.address) fetch(this.address, { method: "DELETE", headers: TUS, keepalive: true }).catch(() => {});
      this.line.memory.set(this.id, null);
    }

    async hash() {
      if (!window.crypto?.subtle || this.sha256) return;
      const bytes = await this.file.arrayBuffer().catch(() => { throw new Halt("refused", WORDS.unreadable); });
      this.sha256 = hex(await crypto.subtle.digest("SHA-256", bytes));
    }

    /** Where the file is to go on, or a new upload. */
    async begin() {
      if (!this.line.begun) await this.list();
      const known = this.find();
      if (known) {
        this.address = known.address;
        const at = await this.where();
        if (at) return this.adopt(at);
        this.line.memory.set(this.id, null);
        this.address = "";
      }
      if (this.file.size > this.line.room) throw new Halt("refused", this.line.full());
      const told = { filename: this.file.name, sha256: this.sha256, replaces: this.replaces, owner: this.line.owner };
      const pairs = Object.entries(told).filter(([, value]) => value).map(([name, value]) => `${name} ${base64(value)}`);
      const headers = { ...TUS, "Upload-Length": this.file.size, "Upload-Metadata": pairs.join(",") };
      const answer = await this.ask("POST", PLACE, { headers });
      if (answer.status !== 201) throw this.halt(answer);
      this.address = new URL(answer.getResponseHeader("Location"), location.href).pathname;
      this.line.room -= this.file.size;
      return this.adopt(this.state(answer));
    }

    adopt(at) {
      this.line.well();
      this.line.used.add(this.address);
      this.line.memory.set(this.id, this.address);
      return at;
    }

    async list() {
      const answer = await this.ask("GET", PLACE, { headers: TUS });
      if (answer.status !== 200) throw this.halt(answer);
      const { uploads, quota, used } = JSON.parse(answer.responseText);
      Object.assign(this.line, { begun: uploads, quota });
      this.line.room = quota - used - uploads.reduce((sum, each) => sum + each.size, 0);
    }

    /** The unfinished upload of this very file: the same bytes by their hash, else the one remembered, else by name. */
    find() {
      const free = this.line.begun.filter((each) => each.size === this.file.size && each.replaces === this.replaces && !this.line.used.has(each.address));
      const same = free.find((each) => each.sha256 && each.sha256 === this.sha256);
      const open = free.filter((each) => !each.sha256 || !this.sha256);
      const kept = this.line.memory.all()[this.id]?.address;
      const name = this.file.name.normalize("NFC");
      return same ?? open.find((each) => each.address === kept) ?? open.find((each) => each.name === name);
    }

    state(answer) {
      return { offset: Number(answer.getResponseHeader("Upload-Offset")), receipt: answer.getResponseHeader("Matang-Receipt") };
    }

    /** How far the server is; nothing when it knows the upload no more. */
    async where() {
      const answer = await this.ask("HEAD", this.address, { headers: TUS });
      if (answer.status === 404 || answer.status === 410) return null;
      if (answer.status !== 200) throw this.halt(answer);
      return this.state(answer);
    }

    async send(offset) {
      for (let changed = 0, at = { offset }; !at.receipt;) {
        try {
          const answer = await this.piece(at.offset);
          if (answer.status === 460 && changed) throw new Halt("refused", WORDS.changed);
          if (answer.status === 460) changed += 1;
          at = this.after(answer, at.offset);
        } catch (fault) {
          if (!(fault instanceof Dropped)) throw fault;
          this.line.smaller();
          await this.readable();
          await this.line.rest();
          const before = at.offset;
          at = await this.lasting(() => this.where());
          if (!at) throw new Halt("failed", WORDS.gone);
          if (at.offset > before) this.line.well(); // a break, but it goes on: no reason to rest long
          else this.line.told(false);
        }
        this.moved(at.offset, true);
      }
    }

    async piece(offset) {
      const body = this.file.slice(offset, offset + this.line.piece);
      const headers = { ...TUS, "Content-Type": "application/offset+octet-stream", "Upload-Offset": offset };
      const start = performance.now();
      const answer = await this.ask("PATCH", this.address, { headers, body, moved: (sent) => this.moved(offset + sent) });
      if (answer.status === 204) this.line.learn(body.size, (performance.now() - start) / 1000);
      return answer;
    }

    /** The state after a piece was answered. */
    after(answer, offset) {
      if (answer.status === 204 || answer.status === 409) {
        this.line.well();
        return this.state(answer);
      }
      if (answer.status === 460) return { offset: 0 }; // not what was announced: all anew
      if (answer.status === 413 && this.line.piece > LEAST) { // a proxy that takes less at once
        this.line.smaller();
        this.line.most = this.line.piece;
        return { offset };
      }
      throw this.halt(answer);
    }

    /** A file that the disk no longer gives looks like a broken line. */
    async readable() {
      await this.file.slice(0, 1).arrayBuffer().catch(() => { throw new Halt("refused", WORDS.unreadable); });
    }

    /** Repeat a step until the line lets it through. */
    async lasting(step) {
      for (;;) {
        try {
          return await step();
        } catch (fault) {
          if (!(fault instanceof Dropped)) throw fault;
          await this.line.rest();
        }
      }
    }

    ask(method, address, { headers, body = null, moved = null }) {
      return new Promise((done, fail) => {
        if (this.cancelled) { fail(new Halt("cancelled")); return; }
        const request = this.open = new XMLHttpRequest();
        let quiet = 0;
        const alive = () => {
          clearTimeout(quiet);
          quiet = setTimeout(() => request.abort(), QUIET * 1000);
        };
        // The sign-in page of a network answers everything with a page of its own.
        const strange = () => headers["Tus-Resumable"] && request.status < 400 && !request.getResponseHeader("Tus-Resumable");
        const ended = () => {
          clearTimeout(quiet);
          if (request.status === 500 && (this.line.faults = (this.line.faults ?? 0) + 1) >= FAULTS) fail(new Halt("failed", WORDS.failing));
          else if (this.cancelled) fail(new Halt("cancelled"));
          else if (AWAY.includes(request.status) || strange()) fail(new Dropped());
          else done(request);
        };
        request.open(method, address);
        for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
        request.upload.onprogress = (event) => { alive(); moved?.(event.loaded); };
        request.onloadend = ended;
        alive();
        request.send(body);
      });
    }

    /** Why it does not go on, in the server's own words when it is our server that speaks. */
    halt(answer) {
      const words = answer.getResponseHeader("Tus-Resumable") ? answer.responseText : "";
      if (answer.status === 401) return new Halt("signin", WORDS.signin);
      if (answer.status === 404) return new Halt("failed", WORDS.gone);
      if (answer.status === 410) return new Halt("failed", words || WORDS.gone);
      return new Halt("refused", words || WORDS[answer.status] || `ditolak server (${answer.status}). Muat ulang halaman, lalu kirim lagi.`);
    }
  }

  return { Line, Sending };
})();
