
"use strict";
const root = document.documentElement;
root.classList.add("js");

addEventListener("DOMContentLoaded", () => {
  const find = (id) => document.getElementById(id);
  const make = (tag, text, properties) => Object.assign(document.createElement(tag), { textContent: text }, properties);
  const [index, note, back, before, after, whole] = ["index", "note", "back", "before", "after", "whole"].map(find);
  const search = find("find").querySelector("input");
  const heading = document.querySelector("#mast h1");
  const rows = [...document.querySelectorAll("main > article")].map((article) => ({ article, row: null, words: null }));
  const several = rows.length > 1;
  const name = several ? `${rows.length.toLocaleString("en")} stories` : "Story";
  let open = null;

  // A story is kept as the text of a <noscript>, and becomes elements when it is first opened: the markup is this page's
  // own, escaped where it was written.  Without its script the browser has read it as elements at once.
  const policy = window.trustedTypes?.createPolicy("story", { createHTML: (markup) => markup });
  const kept = (article) => article.querySelector(":scope > noscript")?.textContent;
  const unfold = (article) => {
    const markup = kept(article);
    if (markup !== undefined) article.innerHTML = policy ? policy.createHTML(markup) : markup;
  };

  const lead = (link, to) => {
    link.hidden = !to;
    if (to) link.href = `#${to.article.id}`;
  };
  const show = (article) => {
    open?.classList.remove("open");
    open = article;
    open?.classList.add("open");
    index.hidden = !several || Boolean(open);
    back.hidden = !several || !open;
    find("find").hidden = !several || Boolean(open);
    whole.parentElement.hidden = !open;
    const listed = rows.filter((each) => each.article === open || !each.row?.hidden);
    const at = listed.findIndex((each) => each.article === open);
    lead(before, open && listed[at - 1]);
    lead(after, open && listed[at + 1]);
    heading.textContent = open && several ? `${(at + 1).toLocaleString("en")} of ${listed.length.toLocaleString("en")}` : name;
    document.title = open ? open.dataset.title : name;
  };

  // The address says what is seen: nothing for the list, a story's id, or a place in it.
  const go = () => {
    quiet();
    const id = location.hash.slice(1);
    const article = find(id.split("-")[0])?.closest("main > article") ?? (several ? null : rows[0]?.article ?? null);
    const folded = article && kept(article) !== undefined;
    if (folded) unfold(article);
    show(article);
    const target = article && find(id);
    if (target && target !== article) {
      // What was made just now is a target only when it is gone to once more.
      if (folded && !target.matches(":target")) location.replace(location.hash);
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
  const parts = (quote) => [quote, ...document.querySelectorAll(`[data-quote="${quote.id}"]`)];
  const quiet = () => {
    note.hidden = true;
    if (!lit) return;
    for (const part of parts(lit)) part.classList.remove("lit");
    lit.removeAttribute("aria-describedby");
    lit = null;
  };
  const tell = (part) => {
    const quote = part.dataset.quote ? find(part.dataset.quote) : part;
    if (quote === lit) return;
    quiet();
    lit = quote;
    for (const each of parts(quote)) each.classList.add("lit");
    const list = document.createElement("dl");
    for (const line of quote.dataset.note.split("\n")) {
      const colon = line.indexOf(": ");
      list.append(make("dt", line.slice(0, colon)), make("dd", line.slice(colon + 2)));
    }
    note.replaceChildren(list);
    note.className = [...quote.classList].find((each) => /^(v\d|nobody)$/.test(each)) ?? "";
    note.hidden = false;
    quote.setAttribute("aria-describedby", "note");
    place(part);
  };
  // In the margin beside the quote's first line where there is room, else under the quote, or over it; on a narrow
  // screen the style sheet puts the note at the bottom.
  const place = (part) => {
    note.style.left = note.style.top = note.style.right = note.style.bottom = "";
    if (innerWidth < 700) return;
    const lines = part.getClientRects();
    const first = lines[0], last = lines[lines.length - 1];
    const margin = part.closest(".text").getBoundingClientRect().right + 24;
    const [wide, high] = [note.offsetWidth, note.offsetHeight];
    const beside = margin + wide + 8 < innerWidth;
    const below = last.bottom + 8;
    const top = beside ? first.top : below + high + 8 < innerHeight ? below : first.top - high - 8;
    note.style.right = note.style.bottom = "auto";
    note.style.left = `${beside ? margin : Math.max(8, Math.min(first.left, innerWidth - wide - 8))}px`;
    note.style.top = `${Math.max(8, Math.min(top, innerHeight - high - 8))}px`;
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
  addEventListener("scroll", () => {
    if (lit && lit === document.activeElement) place(lit);
    else quiet();
  }, { passive: true });

  // The list of stories, and the search in their words.
  const fill = () => {
    const list = document.createElement("ol");
    for (const each of rows) {
      const { id, lang, dataset } = each.article;
      each.row = document.createElement("li");
      each.row.append(make("a", dataset.title, { href: `#${id}`, dir: "auto", lang }));
      if (dataset.opening) each.row.append(make("p", dataset.opening, { dir: "auto", lang }));
      each.row.append(make("small", dataset.facts));
      list.append(each.row);
    }
    const count = make("p", "");
    count.setAttribute("role", "status");
    index.append(count, list);
    return count;
  };
  const signs = { amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'" };
  const words = ({ article }) => {
    const markup = kept(article);
    const [text] = (markup ?? article.innerHTML).split("<aside", 1);
    const plain = text.replace(/<[^>]*>/g, "").replace(/&(amp|lt|gt|quot|#x27);/g, (_, sign) => signs[sign]);
    return `${article.dataset.facts} ${plain}`.toLowerCase();
  };
  // Many long stories are read bit by bit, so that typing goes on meanwhile.
  let latest = 0;
  const look = async (count) => {
    const turn = ++latest;
    const wanted = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let [found, since] = [0, performance.now()];
    for (const each of rows) {
      if (wanted.length) each.words ??= words(each);
      const hit = wanted.every((word) => each.words.includes(word));
      each.row.hidden = !hit;
      found += hit;
      if (performance.now() - since < 50) continue;
      await new Promise((next) => setTimeout(next));
      if (turn !== latest) return;
      since = performance.now();
    }
    count.textContent = wanted.length ? `${found.toLocaleString("en")} of ${name}` : "";
  };
  if (several) {
    const count = fill();
    search.addEventListener("input", () => look(count));
  }
  addEventListener("hashchange", go);
  go();
});
