// The program, in a thread of its own: loads Pyodide and the project's wheel once, then answers one question after another.
let program;

async function load(pyodideAt, here) {
  const { loadPyodide } = await import(`${pyodideAt}pyodide.mjs`);
  const [pyodide, ...files] = await Promise.all([
    loadPyodide({ indexURL: pyodideAt }),
    ...["wireparse.whl", "dateutil.zip"].map(async (name) => (await fetch(new URL(name, here))).arrayBuffer()),
    (await fetch(new URL("program.py", here))).text(),
  ]);
  files.slice(0, 2).forEach((data) => pyodide.unpackArchive(data, "zip", { extractDir: "/program" }));
  pyodide.runPython("import sys; sys.path.insert(0, '/program')");
  pyodide.FS.writeFile("/program/program.py", files[2]);
  program = { pyodide, calls: pyodide.pyimport("program") };
}

function read({ pyodide, calls }, inputs) {
  const given = pyodide.toPy(inputs.map(({ name, data }) => [name, new Uint8Array(data)]));
  // Bytes arrive as a view; the program takes bytes.
  const asBytes = pyodide.runPython("lambda given: [(name, bytes(data)) for name, data in given]");
  const failed = calls.read(asBytes(given)).toJs();
  const count = calls.stories.length;
  const page = count ? calls.written("html").toJs() : null;
  return { failed, count, page };
}

onmessage = async ({ data: { id, ask, ...rest } }) => {
  try {
    if (ask === "load") {
      await load(rest.pyodideAt, rest.here);
      postMessage({ id });
    } else if (ask === "read") {
      postMessage({ id, ...read(program, rest.inputs) });
    } else {
      postMessage({ id, data: program.calls.written(rest.form, rest.table ?? null).toJs() });
    }
  } catch (error) {
    postMessage({ id, error: String(error.message ?? error) });
  }
};
