"use strict";
(() => {
  const make = (tag, props = {}, ...children) => {
    const node = Object.assign(document.createElement(tag), props);
    node.append(...children);
    return node;
  };
  const figures = new Intl.NumberFormat("en-US");
  const raised = (n) => String(n).replace(/\d/g, (d) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[d]);
  const strength = (logE) => {
    if (logE === null) return "–";
    const tens = logE / Math.LN10;
    if (tens >= 6) return "10" + raised(Math.floor(tens));
    if (tens < -2) return "<0.01";
    return figures.format(Number(Math.exp(logE).toPrecision(2)));
  };
  const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const minute = (m) => {
    if (m === null) return "–";
    const t = new Date(m * 60000), two = (n) => String(n).padStart(2, "0");
    return `${t.getUTCDate()} ${months[t.getUTCMonth()]} ${t.getUTCFullYear()}, ${two(t.getUTCHours())}:${two(t.getUTCMinutes())}`;
  };
  const before = (a, b) => {
    if (a === b) return 0;
    if (a === null || a === "") return 1;
    if (b === null || b === "") return -1;
    return typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), "en", { numeric: true });
  };

  // A heading becomes a button; order(index, ascending) does the rest.
  const sortable = (heads, order) => {
    heads.forEach((th, index) => {
      if (!th.textContent.trim() || th.querySelector(".vh")) return;
      const button = make("button", { type: "button", textContent: th.textContent.trim() });
      th.replaceChildren(button);
      button.addEventListener("click", () => {
        const rising = th.getAttribute("aria-sort") !== "ascending";
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        th.setAttribute("aria-sort", rising ? "ascending" : "descending");
        order(index, rising);
      });
    });
  };

  const cell = (td) => {
    const text = (td.dataset.value ?? td.textContent).trim();
    const plain = text.replace(/[,%\s<>]/g, "");
    return plain !== "" && !Number.isNaN(Number(plain)) ? Number(plain) : text === "–" ? null : text;
  };
  for (const table of document.querySelectorAll("table[data-sort]")) {
    const body = table.tBodies[0];
    sortable([...table.tHead.rows[0].cells], (index, rising) => {
      const rows = [...body.rows].map((row) => [cell(row.cells[index]), row]);
      rows.sort((a, b) => before(a[0], b[0]) * (rising ? 1 : -1));
      body.append(...rows.map((pair) => pair[1]));
    });
  }

  const PAGE = 10;
  const source = document.getElementById("members");
  const data = source ? JSON.parse(source.textContent) : {};
  for (const box of document.querySelectorAll("[data-members]")) {
    const all = data[box.dataset.members];
    if (!all) continue;
    const table = box.querySelector("table"), body = table.tBodies[0];
    const columns = [0, ...(box.dataset.users === "1" ? [1] : []), 2, 3, 4, ...(box.dataset.took === "1" ? [5] : [])];
    const show = { 2: minute, 3: minute, 4: strength, 5: (n) => (n === null ? "–" : figures.format(n)) };
    let rows = all, page = 0;
    const search = make("input", { type: "search", placeholder: "Find an account" });
    search.setAttribute("aria-label", `Find an account in campaign ${box.dataset.members}`);
    const back = make("button", { type: "button", textContent: "Back" });
    const on = make("button", { type: "button", textContent: "Next" });
    const where = make("span");
    where.setAttribute("aria-live", "polite");
    box.prepend(make("div", { className: "finder" }, search, make("span", { className: "turn" }, where, back, on)));
    const draw = () => {
      const first = page * PAGE, part = rows.slice(first, first + PAGE);
      body.replaceChildren(...part.map((row) => make("tr", {}, ...columns.map((c) => {
        if (c > 1) return make("td", { className: c > 3 ? "n" : "", textContent: show[c](row[c]) });
        const full = row[c] ?? "", short = full.length > 40 ? `${full.slice(0, 26)}…${full.slice(-13)}` : full;
        return make("td", {}, make("bdi", { className: "id", textContent: short, title: short === full ? "" : full }));
      }))));
      const last = first + part.length;
      where.textContent = rows.length ? `${figures.format(first + 1)} to ${figures.format(last)} of ${figures.format(rows.length)}` : "None found";
      back.disabled = page === 0;
      on.disabled = last >= rows.length;
    };
    search.addEventListener("input", () => {
      const words = search.value.trim().toLowerCase();
      rows = all.filter((row) => `${row[0]} ${row[1] ?? ""}`.toLowerCase().includes(words));
      page = 0;
      draw();
    });
    back.addEventListener("click", () => { page -= 1; draw(); });
    on.addEventListener("click", () => { page += 1; draw(); });
    sortable([...table.tHead.rows[0].cells], (index, rising) => {
      const c = columns[index];
      all.sort((a, b) => before(a[c], b[c]) * (rising ? 1 : -1));
      search.dispatchEvent(new Event("input"));
    });
    const note = box.nextElementSibling;
    if (note?.classList.contains("more")) note.hidden = true;
    draw();
  }

  const details = () => [...document.querySelectorAll("main details")];
  const unfold = document.getElementById("unfold");
  unfold.hidden = false;
  unfold.addEventListener("click", () => {
    const open = unfold.textContent.startsWith("Open");
    details().forEach((d) => { d.open = open; });
    unfold.textContent = open ? "Close all details" : "Open all details";
  });
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = details().filter((d) => !d.open);
    closed.forEach((d) => { d.open = true; });
  });
  addEventListener("afterprint", () => closed.forEach((d) => { d.open = false; }));

  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const around = target?.closest("details");
    if (around && !around.open) { around.open = true; target.scrollIntoView(); }
  };
  addEventListener("hashchange", reveal);
  reveal();

  const links = new Map([...document.querySelectorAll("nav a")].map((a) => [a.hash.slice(1), a]));
  const seen = new Set();
  const watcher = new IntersectionObserver((entries) => {
    entries.forEach((e) => (e.isIntersecting ? seen.add(e.target.id) : seen.delete(e.target.id)));
    const current = [...links.keys()].find((id) => seen.has(id));
    if (current) links.forEach((a, id) => (id === current ? a.setAttribute("aria-current", "true") : a.removeAttribute("aria-current")));
  }, { rootMargin: "-10% 0px -70% 0px" });
  document.querySelectorAll("main > section").forEach((s) => watcher.observe(s));
})();
