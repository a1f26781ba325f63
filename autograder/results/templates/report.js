(() => {
  const table = document.querySelector("table.all"), tools = document.querySelector(".tools");
  if (!table || !tools) return;
  const head = table.tHead.rows[0], body = table.tBodies[0], rows = [...body.rows];
  const words = tools.querySelector("input"), which = tools.querySelector("select"), count = tools.querySelector("output");
  const show = () => {
    const wanted = words.value.toLowerCase().split(" ");
    for (const row of rows) {
      const text = `${row.textContent} ${row.dataset.mail ?? ""}`.toLowerCase();
      row.hidden = !wanted.every(word => text.includes(word))
        || (which.value !== "" && !row.dataset.is.split(" ").includes(which.value));
    }
    count.textContent = `${rows.filter(row => !row.hidden).length} of ${rows.length}`;
  };
  const key = (row, at) => row.cells[at].dataset.key || row.cells[at].textContent.trim();
  const compare = (a, b) => isNaN(a) || isNaN(b) ? a.localeCompare(b) : a - b;
  for (const cell of head.cells) {
    const button = document.createElement("button");
    button.append(...cell.childNodes);
    cell.append(button);
    button.onclick = () => {
      const at = cell.cellIndex, down = cell.getAttribute("aria-sort") === "ascending";
      for (const other of head.cells) other.removeAttribute("aria-sort");
      cell.setAttribute("aria-sort", down ? "descending" : "ascending");
      body.append(...rows.sort((a, b) => (down ? -1 : 1) * compare(key(a, at), key(b, at))));
    };
  }
  words.oninput = which.oninput = show;
  tools.hidden = false;
  show();
})();
