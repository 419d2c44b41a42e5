// The dock: what can be done with the sentence that is being worked on.

let active = null;

function makeCodeButton(segment, index, key) {
  const code = segment.unit.codes[index];
  const used = currentContent(segment).includes(index);
  const button = make("button", { type: "button", class: used ? "used" : "missing" },
    ...(key ? [make("kbd", {}, key)] : []), make("bdi", {}, formsOf(code) || code.id));
  button.title = used ? "Move it to the cursor" : "Put it in at the cursor";
  button.dataset.insert = index;
  return button;
}

// The codes of the sentence's German, numbered as the keys that put them in.
const codesOf = (segment) => segment.source.filter(isCode);

function showDock() {
  const dock = $("dock");
  dock.hidden = !active;
  if (!active) return;
  $("dock-codes").replaceChildren(...codesOf(active).map((index, i) =>
    makeCodeButton(active, index, i < 9 ? String(i + 1) : "")));
  const states = statesOf(active);
  const known = states.some(([state]) => state === active.now.state);
  const all = known ? states : [...states, [active.now.state, active.now.state]];
  $("dock-state").replaceChildren(...all.map(([state, label]) =>
    make("option", { value: state, selected: state === active.now.state }, label)));
}

function activate(segment) {
  if (active === segment) return;
  if (active) active.row.classList.remove("active");
  active = segment;
  if (active) active.row.classList.add("active");
  showDock();
}

// A state that the user chose stays, whatever happens to the text.
function setState(segment, state) {
  putState(segment, state);
  sharing(segment).forEach((each) => { each.stateSet = true; });
  segmentChanged(segment);
}

function openNote(segment) {
  const part = showOwnNote(segment, true);
  if (part) part.querySelector("textarea").focus();
}

function closeNote(segment) {
  if (!segment.now.note) partOf(segment, "english", "own-note", false);
}

// The German as it is, codes too, to be typed over.
function copyGerman(segment) {
  segment.cells.english.focus();
  changeContent(segment, segment.source.slice(), sizeOf(segment.source));
}

// Back to what the file has.
function revert(segment) {
  sharing(segment).forEach((each) => { each.stateSet = false; });
  segment.now.note = "";
  partOf(segment, "english", "own-note", false);
  putState(segment, segment.state);
  changeContent(segment, segment.target, 0);
}

// ---- going about

function isVisible(segment) {
  return !segment.row.hidden && !segment.fixed;
}

function focusSegment(segment) {
  segment.row.hidden = false;
  segment.unit.block.node.hidden = false;
  segment.row.scrollIntoView({ block: "center" });
  if (segment.fixed) return;
  segment.cells.english.focus({ preventScroll: true });
  const size = sizeOf(currentContent(segment));
  select(segment.cells.english, size);
}

// The next segment, or the one before, of which something holds; from the start again at the end.
function findFrom(segment, step, holds) {
  const count = SEGMENTS.length;
  const start = segment ? segment.number : step > 0 ? -1 : count;
  for (let i = 1; i <= count; i += 1) {
    const each = SEGMENTS[(start + step * i + 2 * count) % count];
    if (holds(each)) return each;
  }
  return null;
}

function goTo(step, holds) {
  refreshChanged();
  const segment = findFrom(active, step, holds);
  if (segment) focusSegment(segment);
  else $("status").textContent = "There is none";
}

const STEPS = ["", "To translate", "Needs review", "Translated", "Reviewed", "Final"];

// Marks the sentence with the step of the user's work, and goes on.
function finish() {
  const segment = active;
  if (!segment) return;
  refreshChanged();
  const step = $("mode").value;
  const rank = (label) => STEPS.indexOf(label);
  if (segment.fate !== "untranslated" && rank(step) > rank(stateLabel(segment, segment.now.state))) {
    setState(segment, stateNamed(segment, step));
  }
  goTo(1, isVisible);
}
