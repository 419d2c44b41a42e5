// Keys. Each row: the key as the help shows it, what it does, and when it is pressed. Keys are
// read by place (event.code) where a layout would type a character with Alt.

// Option types characters on a Mac, so that Ctrl stands for Alt there; and AltGr is no Alt.
const MAC = /Mac|iPhone|iPad/.test(navigator.platform);
const alt = (event) => MAC
  ? event.ctrlKey && !event.altKey && !event.metaKey
  : event.altKey && !event.ctrlKey && !event.metaKey && !event.getModifierState("AltGraph");
const isCommand = (event) => (MAC ? event.metaKey : event.ctrlKey) && !event.altKey;

const inCell = () => active && document.activeElement === active.cells.english;
const isTyping = () => /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName) || inCell();

const KEYS = [
  ["Enter", "Mark the sentence as done, go to the next", (e) => e.key === "Enter" && !e.shiftKey && inCell(), finish],
  ["Shift+Enter", "Go to the sentence before", (e) => e.key === "Enter" && e.shiftKey && inCell(), () => goTo(-1, isVisible)],
  ["Alt+↓", "Next sentence", (e) => alt(e) && e.code === "ArrowDown", () => goTo(1, isVisible)],
  ["Alt+↑", "Sentence before", (e) => alt(e) && e.code === "ArrowUp", () => goTo(-1, isVisible)],
  ["Alt+1 … 9", "Put in a code, or move it to the cursor", (e) => alt(e) && /^(Digit|Numpad)[1-9]$/.test(e.code) && active, insertNumbered],
  ["Alt+← Alt+→", "Move the code beside the cursor by a word", (e) => alt(e) && /^Arrow(Left|Right)$/.test(e.code) && inCell(), (e) => nudgeCode(active, e.code === "ArrowRight")],
  ["Backspace", "Beside a code: take it out", () => false, null],
  ["Ctrl+Z", "Undo in this sentence", (e) => isCommand(e) && e.code === "KeyZ" && !e.shiftKey && inCell(), () => stepBack(active, "undo", "redo")],
  ["Ctrl+Shift+Z", "Redo", (e) => isCommand(e) && (e.code === "KeyY" || (e.code === "KeyZ" && e.shiftKey)) && inCell(), () => stepBack(active, "redo", "undo")],
  ["Alt+U", "Next sentence without a translation", (e) => alt(e) && e.code === "KeyU", () => goTo(1, (s) => s.fate === "untranslated")],
  ["Alt+F", "Next finding", (e) => alt(e) && e.code === "KeyF", () => goTo(1, (s) => s.worst > 0)],
  ["Alt+C", "Next change against the older file", (e) => alt(e) && e.code === "KeyC", () => goTo(1, (s) => s.old)],
  ["Alt+S", "State of the sentence", (e) => alt(e) && e.code === "KeyS" && active, () => $("dock-state").focus()],
  ["Alt+N", "Note on the sentence", (e) => alt(e) && e.code === "KeyN" && active, () => openNote(active)],
  ["Alt+G", "Copy the German", (e) => alt(e) && e.code === "KeyG" && active && !active.fixed, () => copyGerman(active)],
  ["Alt+R", "Back to what the file has", (e) => alt(e) && e.code === "KeyR" && active && !active.fixed, () => revert(active)],
  ["Ctrl+S", "Save the file", (e) => isCommand(e) && e.code === "KeyS", save],
  ["/", "Search", (e) => e.key === "/" && !isTyping(), () => $("search").focus()],
  ["Escape", "Leave the sentence, or end the search", (e) => e.key === "Escape" && !$("help").open, escape],
  ["?", "These keys", (e) => (e.key === "?" && !isTyping()) || e.key === "F1", () => $("help").showModal()],
];

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

// As the user's keyboard has them.
const keyName = (key) => (MAC ? key.replace(/Ctrl\+/g, "⌘ ").replace(/Alt\+/g, "Ctrl+") : key);

function showKeys() {
  $("keys").append(...KEYS.map(([key, purpose]) =>
    make("tr", {}, make("th", { scope: "row" }, make("kbd", {}, keyName(key))), make("td", {}, purpose))));
}
