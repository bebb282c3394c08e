"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const rows = [...document.querySelectorAll("main > table > tbody > tr")];
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[’ʼ]/g, "'")
    .replace(/[\u00a0\u202f\s]+/g, " ").toLowerCase();
  const texts = rows.map((row) => fold([...row.querySelectorAll(".words, .remarks")]
    .map((cell) => cell.textContent).join(" \n ")));
  const search = $("search"), eyes = $("eyes"), terms = $("terms"), count = $("count");
  let current = -1;

  const shown = (row) => !row.hidden;
  const apply = () => {
    const wanted = fold(search.value.trim()).split(" ").filter(Boolean);
    let left = 0;
    rows.forEach((row, i) => {
      row.hidden = (eyes.checked && !row.classList.contains("eyes"))
        || !wanted.every((word) => texts[i].includes(word));
      left += !row.hidden;
    });
    $("nothing").hidden = left > 0;
    highlight(wanted);
    count.textContent = left === rows.length ? `${left} sentences` : `${left} of ${rows.length} sentences`;
  };
  // Marks what was found without touching the page (browsers that cannot do it leave it out).
  const highlight = (wanted) => {
    if (!window.Highlight) return;
    const found = [];
    for (const row of wanted.length ? rows.filter(shown).slice(0, 500) : []) {
      const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = [];
        let folded = "", raw = 0;
        for (const char of node.data) {
          const plain = fold(char);
          for (let i = 0; i < plain.length; i++) at.push(raw);
          folded += plain;
          raw += char.length;
        }
        at.push(raw);
        for (const word of wanted) {
          for (let i = folded.indexOf(word); i >= 0; i = folded.indexOf(word, i + word.length)) {
            const range = new Range();
            range.setStart(node, at[i]);
            range.setEnd(node, at[i + word.length]);
            found.push(range);
          }
        }
      }
    }
    CSS.highlights.set("found", new Highlight(...found));
  };
  const go = (step, test) => {
    const from = document.activeElement?.closest?.("main tr");
    if (from) current = rows.indexOf(from);
    for (let i = current + step; i >= 0 && i < rows.length; i += step) {
      if (shown(rows[i]) && test(rows[i])) {
        current = i;
        rows[i].focus({ preventScroll: true });
        rows[i].scrollIntoView({ block: "nearest" });
        return;
      }
    }
  };
  const any = () => true;
  const wants = (row) => row.classList.contains("eyes");
  const keys = {
    j: () => go(1, any), k: () => go(-1, any), n: () => go(1, wants), p: () => go(-1, wants),
    "/": () => { search.focus(); search.select(); },
    e: () => { eyes.checked = !eyes.checked; apply(); },
    t: () => { terms.checked = !terms.checked; list(); },
  };
  const list = () => document.body.classList.toggle("terms", terms.checked);

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.matches("input[type=search], textarea, select");
    if (event.key === "Escape") {
      hide();
      if (typing || search.value) { search.value = ""; apply(); search.blur(); }
      return;
    }
    if (typing || !(event.key in keys)) return;
    event.preventDefault();
    keys[event.key]();
  });
  search.addEventListener("input", apply);
  eyes.addEventListener("change", apply);
  terms.addEventListener("change", list);
  $("next").addEventListener("click", () => go(1, wants));
  $("previous").addEventListener("click", () => go(-1, wants));

  const tip = document.createElement("div");
  tip.id = "tip"; tip.hidden = true; tip.setAttribute("role", "tooltip");
  document.body.append(tip);
  const hide = () => { tip.hidden = true; };
  const show = (element) => {
    const told = [];
    for (let at = element; at; at = at.parentElement?.closest("[data-tip]")) told.push(at.dataset.tip);
    tip.textContent = told.join("\n");
    tip.hidden = false;
    const box = element.getBoundingClientRect(), size = tip.getBoundingClientRect();
    const left = Math.max(8, Math.min(box.left, innerWidth - size.width - 8));
    const below = box.bottom + 6 + size.height < innerHeight;
    tip.style.left = `${left}px`;
    tip.style.top = `${below ? box.bottom + 6 : box.top - size.height - 6}px`;
  };
  document.addEventListener("mouseover", (event) => {
    const element = event.target.closest?.("[data-tip]");
    if (element) show(element); else hide();
  });
  document.addEventListener("scroll", hide, { passive: true });

  document.querySelector(".bar").hidden = false;
  apply();
})();
