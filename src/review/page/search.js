// Search and filters: which sentences are shown, and how many there are of each kind.

const FILTERS = {
  all: () => true,
  untranslated: (segment) => segment.fate === "untranslated",
  findings: (segment) => segment.worst > 0,
  changed: (segment) => Boolean(segment.old),
  edited: isEdited,
  notes: (segment) => segment.now.note !== "" || notesOf(segment).length > 0,
};

const view = { filter: "all", state: "", text: "" };

const fold = (text) => text.toLocaleLowerCase();

function matches(segment) {
  if (view.state !== "" && (segment.fixed || stateLabel(segment, segment.now.state) !== view.state)) return false;
  if (!FILTERS[view.filter](segment)) return false;
  if (view.text === "") return true;
  segment.foldedGerman = segment.foldedGerman ||
    fold(segment.german + "\n" + plainText(segment.unit, segment.source, true));
  return segment.foldedGerman.includes(view.text) ||
    fold(plainText(segment.unit, segment.now.target, true)).includes(view.text);
}

function applyFilter() {
  let shown = 0;
  for (const file of FILES) {
    for (const block of file.blocks) {
      let any = false;
      for (const segment of block.segments) {
        const show = matches(segment);
        if (segment.row.hidden === show) segment.row.hidden = !show;
        any = any || show;
        shown += show ? 1 : 0;
      }
      if (block.node.hidden === any) block.node.hidden = !any;
    }
  }
  $("nothing").hidden = shown > 0;
  highlight();
}

const MOST_HIGHLIGHTS = 2000;

// Where the text that is searched for stands, in the sentences that are shown.
function highlight() {
  if (!window.CSS || !CSS.highlights) return;
  const ranges = [];
  if (view.text.length > 1) {
    for (const segment of SEGMENTS) {
      if (ranges.length > MOST_HIGHLIGHTS) break;
      if (!segment.row.hidden) findRanges(segment.row, ranges);
    }
  }
  CSS.highlights.set("found", new Highlight(...ranges));
}

function findRanges(row, ranges) {
  const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = fold(node.data);
    if (text.length !== node.data.length) continue;
    for (let at = text.indexOf(view.text); at >= 0; at = text.indexOf(view.text, at + 1)) {
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + view.text.length);
      ranges.push(range);
    }
  }
}

// ---- counts

function countWords(segment) {
  segment.words = segment.words || Math.max((segment.german.match(/\S+/g) || []).length, 1);
  return segment.words;
}

function showCounts() {
  const counts = { all: 0, untranslated: 0, findings: 0, changed: 0, edited: 0, notes: 0 };
  const names = Object.keys(counts);
  let [words, done] = [0, 0];
  for (const segment of SEGMENTS) {
    for (const name of names) counts[name] += FILTERS[name](segment) ? 1 : 0;
    if (segment.fixed) continue;
    words += countWords(segment);
    done += segment.fate === "untranslated" ? 0 : countWords(segment);
  }
  for (const button of document.querySelectorAll("[data-filter]")) {
    button.querySelector(".count").textContent = counts[button.dataset.filter];
    button.hidden = button.dataset.filter === "changed" && counts.changed === 0;
  }
  const percent = words ? Math.floor((100 * done) / words) : 100;
  $("progress").value = percent;
  $("progress-text").replaceChildren(`${percent}%`,
    make("span", { class: "rest" }, ` of ${words.toLocaleString("en")} words translated`));
}

function listStates() {
  const labels = new Set(SEGMENTS.filter((segment) => !segment.fixed)
    .flatMap((segment) => statesOf(segment).map((state) => state[1]).concat(stateLabel(segment, segment.state))));
  $("state-filter").append(...[...labels].map((label) => make("option", { value: label }, label)));
}

function setFilter(name) {
  view.filter = name;
  for (const button of document.querySelectorAll("[data-filter]")) {
    button.setAttribute("aria-pressed", String(button.dataset.filter === name));
  }
  applyFilter();
}

function clearSearch() {
  $("search").value = "";
  $("state-filter").value = "";
  Object.assign(view, { text: "", state: "" });
  setFilter("all");
}
