
"use strict";
const root = document.documentElement;
root.classList.add("js");

addEventListener("DOMContentLoaded", () => {
  const find = (id) => document.getElementById(id);
  const make = (tag, text, properties) => Object.assign(document.createElement(tag), { textContent: text }, properties);
  const [index, note, back, before, after, whole] = ["index", "note", "back", "before", "after", "whole"].map(find);
  const search = find("find").querySelector("input");
  const grouping = find("group").querySelector("select");
  const heading = document.querySelector("#mast h1");
  const rows = [...document.querySelectorAll("main > article")].map((article) => ({ article, hit: true, words: null }));
  const several = rows.length > 1;
  const name = several ? `${rows.length.toLocaleString("en")} stories` : rows[0]?.article.dataset.title ?? "No story";
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
    find("find").hidden = find("group").hidden = !several || Boolean(open);
    whole.parentElement.hidden = !open;
    const listed = rows.filter((each) => each.article === open || each.hit);
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

  // The list of stories: found by their words, in groups, so many at a time.
  const most = 100;
  const list = document.createElement("div");
  const count = make("p", "");
  const listing = { wanted: [], printed: false };
  const keys = {
    agency: ({ agency }) => [agency ?? "No agency"],
    day: ({ day }) => [day ?? "No day"],
    speaker: ({ speakers }) => speakers?.split("\n") ?? ["Nobody is quoted"],
  };
  // The words that are looked for, as one expression.
  const sought = () => listing.wanted.length && new RegExp(listing.wanted.map((word) => word.replace(/[^\p{L}\p{N}\s]/gu, "\\$&")).join("|"), "giu");
  const marked = (element, text) => {
    const pattern = sought();
    let at = 0;
    for (const { 0: hit, index: start } of pattern ? text.matchAll(pattern) : []) {
      element.append(text.slice(at, start), make("mark", hit));
      at = start + hit.length;
    }
    element.append(text.slice(at));
    return element;
  };
  // Where a word stands that neither title nor opening shows, with what is around it.
  const snippet = (each, seen) => {
    const hidden = listing.wanted.find((word) => !seen.toLowerCase().includes(word));
    const text = hidden && plain(each);
    const at = text ? text.toLowerCase().indexOf(hidden) : -1;
    return at < 0 ? "" : `${at > 60 ? "…" : ""}${text.slice(Math.max(0, at - 60), at + 120)}…`;
  };
  const item = (each) => {
    const { id, lang, dataset } = each.article;
    const row = document.createElement("li");
    const link = make("a", "", { href: `#${id}`, dir: "auto", lang });
    if (dataset.untitled !== undefined) link.className = "untitled";
    row.append(marked(link, dataset.title));
    const around = snippet(each, `${dataset.title} ${dataset.opening ?? ""} ${dataset.facts}`);
    for (const text of [dataset.opening, around]) if (text) row.append(marked(make("p", "", { dir: "auto", lang }), text));
    row.append(marked(make("small", ""), dataset.facts));
    return row;
  };
  const fill = (place, stories, from = 0) => {
    const rest = stories.length - from - most;
    const shown = listing.printed ? stories.slice(from) : stories.slice(from, from + most);
    const rowsOfList = shown.map(item);
    (place.querySelector("ol") ?? place.appendChild(document.createElement("ol"))).append(...rowsOfList);
    if (from) rowsOfList[0]?.querySelector("a").focus();
    if (rest <= 0 || listing.printed) return;
    const more = make("button", `Show ${Math.min(rest, most)} more of ${rest.toLocaleString("en")}`, { type: "button" });
    more.addEventListener("click", () => { more.remove(); fill(place, stories, from + most); });
    place.append(more);
  };
  const groups = (stories) => {
    const found = new Map();
    for (const each of stories) {
      for (const key of keys[grouping.value](each.article.dataset)) found.set(key, [...(found.get(key) ?? []), each]);
    }
    const newest = grouping.value === "day";
    const order = newest ? ([a], [b]) => (a < b) - (a > b) : ([a, x], [b, y]) => y.length - x.length || (a > b) - (a < b);
    return [...found].sort(order);
  };
  const draw = () => {
    const stories = rows.filter((each) => each.hit);
    list.replaceChildren();
    if (!stories.length) {
      const clear = make("button", "Clear the search", { type: "button" });
      clear.addEventListener("click", () => { search.value = ""; look(); search.focus(); });
      list.append(make("p", `Nothing found for “${search.value.trim()}”. `, { className: "nothing" }), clear);
    } else if (!grouping.value) fill(list, stories);
    else {
      for (const [key, some] of groups(stories)) {
        const group = document.createElement("details");
        group.append(make("summary", `${key} (${some.length.toLocaleString("en")})`));
        group.addEventListener("toggle", () => group.querySelector("ol") ?? fill(group, some), { once: true });
        group.open = stories.length <= most || listing.printed;
        if (listing.printed) fill(group, some);
        list.append(group);
      }
    }
  };
  const signs = { amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'" };
  const plain = ({ article }) => {
    const markup = kept(article);
    const [text] = (markup ?? article.innerHTML).split("<aside", 1);
    const apart = text.replace(/<\/(?:p|li|div|h\d)>/g, " ").replace(/<[^>]*>/g, "");
    return apart.replace(/&(amp|lt|gt|quot|#x27);/g, (_, sign) => signs[sign]).replace(/\s+/g, " ");
  };
  const words = (each) => `${each.article.dataset.facts} ${plain(each)}`.toLowerCase();
  // Many long stories are read bit by bit, so that typing goes on meanwhile.
  let latest = 0;
  const look = async () => {
    const turn = ++latest;
    const wanted = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let [found, since] = [0, performance.now()];
    for (const each of rows) {
      if (wanted.length) each.words ??= words(each);
      each.hit = wanted.every((word) => each.words.includes(word));
      found += each.hit;
      if (performance.now() - since < 50) continue;
      await new Promise((next) => setTimeout(next));
      if (turn !== latest) return;
      since = performance.now();
    }
    listing.wanted = wanted;
    count.textContent = wanted.length ? `${found.toLocaleString("en")} of ${name}` : "";
    draw();
  };
  if (several) {
    count.setAttribute("role", "status");
    index.append(count, list);
    search.addEventListener("input", look);
    grouping.addEventListener("change", draw);
    for (const [event, printed] of [["beforeprint", true], ["afterprint", false]]) {
      addEventListener(event, () => { listing.printed = printed; draw(); });
    }
    draw();
  }
  addEventListener("hashchange", go);
  go();
});
