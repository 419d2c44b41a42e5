// Keys. Each row: the key as the help shows it, what it does, and when it is pressed. Keys are
// read by place (event.code) where a layout would type a character with Alt.

const inCell = () => active && document.activeElement === active.cells.english;
const isTyping = () => /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName) || inCell();

const KEYS = [
  ["Enter", "Mark the sentence as done, go to the next", (e) => e.key === "Enter" && !e.shiftKey && inCell(), finish],
  ["Shift+Enter", "Go to the sentence before", (e) => e.key === "Enter" && e.shiftKey && inCell(), () => goTo(-1, isVisible)],
  ["Alt+↓", "Next sentence", (e) => e.altKey && e.code === "ArrowDown", () => goTo(1, isVisible)],
  ["Alt+↑", "Sentence before", (e) => e.altKey && e.code === "ArrowUp", () => goTo(-1, isVisible)],
  ["Alt+1 … 9", "Put in a code, or move it to the cursor", (e) => e.altKey && /^(Digit|Numpad)[1-9]$/.test(e.code) && active, insertNumbered],
  ["Alt+← Alt+→", "Move the code beside the cursor by a word", (e) => e.altKey && /^Arrow(Left|Right)$/.test(e.code) && inCell(), (e) => nudgeCode(active, e.code === "ArrowRight")],
  ["Backspace", "Beside a code: take it out", () => false, null],
  ["Ctrl+Z", "Undo in this sentence", (e) => isCommand(e) && e.code === "KeyZ" && !e.shiftKey && inCell(), () => stepBack(active, "undo", "redo")],
  ["Ctrl+Shift+Z", "Redo", (e) => isCommand(e) && (e.code === "KeyY" || (e.code === "KeyZ" && e.shiftKey)) && inCell(), () => stepBack(active, "redo", "undo")],
  ["Alt+U", "Next sentence without a translation", (e) => e.altKey && e.code === "KeyU", () => goTo(1, (s) => s.fate === "untranslated")],
  ["Alt+F", "Next finding", (e) => e.altKey && e.code === "KeyF", () => goTo(1, (s) => s.worst > 0)],
  ["Alt+C", "Next change against the older file", (e) => e.altKey && e.code === "KeyC", () => goTo(1, (s) => s.old)],
  ["Alt+S", "State of the sentence", (e) => e.altKey && e.code === "KeyS" && active, () => $("dock-state").focus()],
  ["Alt+N", "Note on the sentence", (e) => e.altKey && e.code === "KeyN" && active, () => openNote(active)],
  ["Alt+G", "Copy the German", (e) => e.altKey && e.code === "KeyG" && active && !active.fixed, () => copyGerman(active)],
  ["Alt+R", "Back to what the file has", (e) => e.altKey && e.code === "KeyR" && active && !active.fixed, () => revert(active)],
  ["Ctrl+S", "Save the file", (e) => isCommand(e) && e.code === "KeyS", save],
  ["/", "Search", (e) => e.key === "/" && !isTyping(), () => $("search").focus()],
  ["Escape", "Leave the sentence, or end the search", (e) => e.key === "Escape" && !$("help").open, escape],
  ["?", "These keys", (e) => (e.key === "?" && !isTyping()) || e.key === "F1", () => $("help").showModal()],
];

const isCommand = (event) => (event.ctrlKey || event.metaKey) && !event.altKey;

function insertNumbered(event) {
  const index = codesOf(active)[Number(event.code.slice(-1)) - 1];
  if (index !== undefined && !active.fixed) insertCode(active, index);
}

function escape() {
  const focus = document.activeElement;
  if (focus === $("search") || !isTyping()) clearSearch();
  if (focus === $("dock-state") || (focus.tagName === "TEXTAREA" && active)) {
    focusSegment(active);
    return;
  }
  if (focus) focus.blur();
}

// The arrows step over a pad, which nobody sees.
function skipPad(event, segment) {
  const back = event.key === "ArrowLeft";
  const selection = getSelection();
  if (event.shiftKey || event.altKey || event.ctrlKey || event.metaKey || !selection.isCollapsed) return false;
  const at = selectionIn(segment.cells.english);
  const content = currentContent(segment);
  const to = back ? at.start - 1 : at.start + 1;
  if (getComputedStyle(segment.cells.english).direction === "rtl") return false;
  if (to < 0 || to > sizeOf(content) || !isCode(slice(content, Math.min(at.start, to), Math.max(at.start, to))[0])) return false;
  select(segment.cells.english, to);
  return true;
}

function onKey(event) {
  if (event.isComposing) return;
  if (inCell() && /^Arrow(Left|Right)$/.test(event.key) && skipPad(event, active)) {
    event.preventDefault();
    return;
  }
  const row = KEYS.find((each) => each[2](event));
  if (!row) return;
  event.preventDefault();
  row[3](event);
}

function showKeys() {
  $("keys").append(...KEYS.map(([key, purpose]) =>
    make("tr", {}, make("th", { scope: "row" }, make("kbd", {}, key)), make("td", {}, purpose))));
}
