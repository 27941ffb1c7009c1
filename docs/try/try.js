// The page where a story is tried.  What is typed, dropped or chosen goes to the worker, which runs the program; nothing else is sent anywhere.
const root = document.getElementById("try");
const part = (name) => document.getElementById(`try-${name}`);
const here = new URL(".", import.meta.url);
const SAMPLES = { harbour: "A denial", bridge: "A quarrel", glacier: "A report" };
const SAVED = [
  ["json", "JSON", "stories.json"], ["csv", "quotes as CSV", "quotes.csv", "quotes"], ["csv", "stories as CSV", "stories.csv", "stories"],
  ["md", "Markdown", "stories.md"], ["html", "HTML", "stories.html"],
];
const PAUSE = 350; // milliseconds without a key until the text is read

let worker, loaded, asked = 0, timer;
const waiting = new Map();

function ask(message) {
  const id = ++asked;
  worker.postMessage({ id, ...message });
  return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
}

function load() {
  loaded ??= (async () => {
    say("Loading the program, about 13 MB, once …");
    worker = new Worker(new URL("worker.js", here), { type: "module" });
    worker.onmessage = ({ data: { id, error, ...answer } }) => {
      const { resolve, reject } = waiting.get(id);
      waiting.delete(id);
      error ? reject(new Error(error)) : resolve(answer);
    };
    await ask({ ask: "load", pyodideAt: new URL(root.dataset.pyodide, here).href, here: here.href });
  })();
  return loaded;
}

const say = (text) => { part("status").textContent = text; };

async function read(inputs) {
  const started = ++read.last;
  try {
    await load();
    if (started !== read.last) return; // something newer was given meanwhile
    say("Reading …");
    const clock = performance.now();
    const { failed, count, page } = await ask({ ask: "read", inputs });
    if (started !== read.last) return;
    const took = Math.round(performance.now() - clock);
    say(`${count === 1 ? "1 story" : `${count} stories`}, read in ${took} ms on this machine.`);
    part("failed").replaceChildren(...failed.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
    part("failed").hidden = !failed.length;
    part("save").hidden = part("page").hidden = !count;
    if (count) part("page").srcdoc = new TextDecoder().decode(page);
  } catch (error) {
    loaded = undefined;
    say(`It could not be loaded: ${error.message.split("\n").at(-1) || error.message}. Is there a network? Try again.`);
  }
}
read.last = 0;

const readText = () => {
  clearTimeout(timer);
  const text = part("text").value;
  if (text.trim()) read([{ name: "pasted.txt", data: new TextEncoder().encode(text).buffer }]);
};

async function readFiles(files) {
  clearTimeout(timer);
  const inputs = await Promise.all([...files].map(async (file) => ({ name: file.name, data: await file.arrayBuffer() })));
  if (inputs.length) read(inputs);
}

async function save(form, file, table) {
  const { data } = await ask({ ask: "write", form, table });
  const address = URL.createObjectURL(new Blob([data]));
  Object.assign(document.createElement("a"), { href: address, download: file }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

function button(text, act) {
  const made = Object.assign(document.createElement("button"), { type: "button", className: "md-button", textContent: text });
  made.addEventListener("click", act);
  return made;
}

part("form").addEventListener("submit", (event) => { event.preventDefault(); readText(); });
part("text").addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(readText, PAUSE); });
part("text").addEventListener("keydown", (event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) readText(); });
part("files").addEventListener("change", (event) => readFiles(event.target.files));
for (const kind of ["dragover", "dragleave", "drop"]) {
  root.addEventListener(kind, (event) => {
    event.preventDefault();
    part("text").classList.toggle("over", kind === "dragover");
    if (kind === "drop") event.dataTransfer.files.length ? readFiles(event.dataTransfer.files) : null;
  });
}
part("samples").append(...Object.entries(SAMPLES).map(([name, title]) => button(title, async () => {
  part("text").value = await (await fetch(new URL(`samples/${name}.txt`, here))).text();
  readText();
})));
part("save").append("Save as ", ...SAVED.map(([form, title, file, table]) => button(title, () => save(form, file, table))));
part("text").addEventListener("focus", () => { if (!loaded) load().then(() => say("Ready."), () => {}); }, { once: true });
navigator.serviceWorker?.register(new URL("offline.js", here)).catch(() => {});
