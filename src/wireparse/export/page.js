
"use strict";
const root = document.documentElement;
root.classList.add("js");

addEventListener("DOMContentLoaded", () => {
  const find = (id) => document.getElementById(id);
  const make = (tag, text) => Object.assign(document.createElement(tag), { textContent: text });
  const [index, note, back, whole] = ["index", "note", "back", "whole"].map(find);
  const search = find("find").querySelector("input");
  const heading = document.querySelector("#mast h1");
  const articles = [...document.querySelectorAll("main > article")];
  const rows = [];
  const several = articles.length > 1;
  const count = make("p", "");
  const name = several ? `${articles.length.toLocaleString("en")} stories` : "Story";
  let open = null;

  const show = (article) => {
    open?.classList.remove("open");
    open = article;
    open?.classList.add("open");
    index.hidden = !several || Boolean(open);
    back.hidden = !several || !open;
    find("find").hidden = !several || Boolean(open);
    whole.parentElement.hidden = !open;
    heading.textContent = name;
    document.title = open ? open.dataset.title : name;
  };

  // The address says what is seen: nothing for the list, a story's id, or a place in it.
  const go = () => {
    quiet();
    const target = find(decodeURIComponent(location.hash.slice(1)));
    const article = target?.closest("main > article") ?? (several ? null : articles[0]);
    show(article ?? null);
    if (target && target !== article) {
      target.scrollIntoView({ block: "center" });
      if (!target.hasAttribute("tabindex")) target.tabIndex = -1;
      target.focus({ preventScroll: true });
    } else if (several) {
      scrollTo(0, 0);
      if (article) {
        const title = article.querySelector("h2");
        title.tabIndex = -1;
        title.focus({ preventScroll: true });
      }
    }
  };

  // Notes on quotes.
  let lit = null;
  const quiet = () => {
    note.hidden = true;
    if (!lit) return;
    for (const part of document.querySelectorAll(`[data-quote="${lit.id}"]`)) part.classList.remove("lit");
    lit.removeAttribute("aria-describedby");
    lit = null;
  };
  const tell = (part) => {
    const quote = find(part.dataset.quote);
    if (quote === lit) return;
    quiet();
    lit = quote;
    for (const other of document.querySelectorAll(`[data-quote="${quote.id}"]`)) other.classList.add("lit");
    const list = document.createElement("dl");
    for (const line of quote.dataset.note.split("\n")) {
      const colon = line.indexOf(": ");
      list.append(make("dt", line.slice(0, colon)), make("dd", line.slice(colon + 2)));
    }
    note.replaceChildren(list);
    note.hidden = false;
    quote.setAttribute("aria-describedby", "note");
    place(part);
  };
  // Under the quote's first line, or over it; on a narrow screen the style sheet puts the note at the bottom.
  const place = (part) => {
    const narrow = innerWidth < 700;
    note.style.left = note.style.top = note.style.right = note.style.bottom = "";
    if (narrow) return;
    const lines = part.getClientRects();
    const first = lines[0], last = lines[lines.length - 1];
    const below = last.bottom + 8;
    note.style.right = note.style.bottom = "auto";
    note.style.left = `${Math.max(8, Math.min(first.left, innerWidth - note.offsetWidth - 8))}px`;
    const room = below + note.offsetHeight + 8 < innerHeight;
    note.style.top = `${room ? below : Math.max(8, first.top - note.offsetHeight - 8)}px`;
  };
  const main = document.querySelector("main");
  for (const [event, other] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
    main.addEventListener(event, ({ target }) => {
      const part = target.closest("mark.q");
      if (part) tell(part);
    });
    main.addEventListener(other, quiet);
  }
  addEventListener("keydown", ({ key }) => { if (key === "Escape") quiet(); });
  addEventListener("scroll", () => { if (lit && lit !== document.activeElement) quiet(); }, { passive: true });

  // The list of stories, and the search in their words.
  if (several) {
    const list = document.createElement("ol");
    for (const article of articles) {
      const row = document.createElement("li");
      const link = make("a", article.dataset.title);
      link.href = `#${article.id}`;
      link.dir = "auto";
      link.lang = article.lang;
      row.append(link, make("small", article.dataset.facts));
      rows.push({ row, article, words: null });
      list.append(row);
    }
    count.setAttribute("role", "status");
    count.textContent = name;
    index.append(count, list);
    let waiting = 0;
    search.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        const wanted = search.value.toLowerCase().split(/\s+/).filter(Boolean);
        let found = 0;
        for (const each of rows) {
          each.words ??= each.article.textContent.toLowerCase();
          const hit = wanted.every((word) => each.words.includes(word));
          each.row.hidden = !hit;
          found += hit;
        }
        count.textContent = found === rows.length ? name : `${found} of ${name}`;
      }, 120);
    });
  }
  addEventListener("hashchange", go);
  go();
});
