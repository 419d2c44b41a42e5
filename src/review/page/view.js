// The article on the page. Text becomes text nodes only, so that none of it can be markup.

const $ = (id) => document.getElementById(id);

function make(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === "class") node.className = value;
    else if (name in node) node[name] = value;
    else node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

// ---- contents

// Where a caret can stand beside a code; never part of the text.
const PAD = "\u200b";
// Characters that nobody sees, or that would turn the text about them; joiners are part of words.
const HIDDEN = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffe\uffff]/;
const HIDDEN_NAMES = { "\r": "CR", "\n": "LF", "\u00ad": "shy", "\u200b": "zwsp", "\u200e": "lrm", "\u200f": "rlm" };

function makeHidden(c) {
  const hex = c.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
  const node = make("span", { class: "hidden-char", contentEditable: "false", title: `U+${hex}` },
    HIDDEN_NAMES[c] || hex);
  node.dataset.char = hex;
  return node;
}

function textNodes(text) {
  return text.split(new RegExp(`(${HIDDEN.source})`)).filter((piece) => piece !== "")
    .map((piece) => (HIDDEN.test(piece) ? makeHidden(piece) : document.createTextNode(piece)));
}

// A code shows the form of its side first, then the other one; a quotation mark just its own.
function makeCode(unit, index, english) {
  const code = unit.codes[index];
  const [own, other] = english ? [code.english, code.german] : [code.german, code.english];
  const node = make("span", {
    class: `code ${code.type}`,
    contentEditable: "false",
    draggable: true,
    title: `${code.german || code.id} → ${code.english || code.id}`,
  }, make("bdi", { class: "own" }, own || (code.kind === "close" ? "⟩" : "⟨")));
  node.dataset.code = index;
  if (own !== other && code.type !== "quote" && code.type !== "other") {
    const forms = [make("bdi", {}, other)];
    if (english) forms.push(" →");
    else forms.unshift("→ ");
    node[english ? "prepend" : "append"](make("span", { class: "other-form" }, ...forms));
  }
  return node;
}

// A pad stands where a code is at an edge or beside another.
function withPads(nodes) {
  const isChip = (node) => !node || node.nodeType === Node.ELEMENT_NODE;
  const result = [];
  nodes.forEach((node, i) => {
    if (isChip(node) && isChip(nodes[i - 1])) result.push(document.createTextNode(PAD));
    result.push(node);
  });
  if (nodes.length && isChip(nodes[nodes.length - 1])) result.push(document.createTextNode(PAD));
  return result;
}

function showContent(node, unit, content, english) {
  const nodes = (content || []).flatMap((part) =>
    isCode(part) ? [makeCode(unit, part, english)] : textNodes(part));
  node.replaceChildren(...(node.isContentEditable || node.contentEditable === "true" ? withPads(nodes) : nodes));
}

// ---- segments

function makeSegment(segment) {
  const german = make("div", { class: "de", lang: "de", dir: "auto" });
  const english = make("div", { class: "en", lang: segment.unit.file.to || "en", dir: "auto" });
  if (!segment.fixed) {
    english.contentEditable = "true";
    english.spellcheck = true;
    english.setAttribute("role", "textbox");
    english.setAttribute("aria-label", `Translation of sentence ${segment.number + 1}`);
  }
  const state = make("button", { class: "state", type: "button", tabIndex: -1 });
  const row = make("div", { class: "segment", id: `s${segment.number}` }, make("div", { class: "german" }, german),
    make("div", { class: "english" }, english), state);
  row.dataset.number = segment.number;
  Object.assign(segment, { row, cells: { german, english, state } });
  showContent(german, segment.unit, segment.source, false);
  showTarget(segment);
  showChange(segment);
  showNotes(segment);
  return row;
}

const shownTarget = (segment) =>
  segment.fixed && segment.now.target === null ? segment.source : segment.now.target;

function showTarget(segment) {
  showContent(segment.cells.english, segment.unit, shownTarget(segment), true);
}

const RANKS = ["remark", "warning", "error"];
const worstOf = (findings) => findings.reduce((worst, each) => Math.max(worst, RANKS.indexOf(each.severity)), -1);

// What a segment is, as classes of its row: colours and filters go by them.
function showStatus(segment) {
  const findings = findingsOf(segment);
  segment.worst = worstOf(findings);
  const classes = {
    untranslated: segment.fate === "untranslated",
    fixed: segment.fixed,
    edited: isEdited(segment),
    changed: Boolean(segment.old),
    error: segment.worst === 2,
    warning: segment.worst === 1,
  };
  for (const [name, on] of Object.entries(classes)) segment.row.classList.toggle(name, on);
  const label = segment.fixed ? "Not translated" : stateLabel(segment, segment.now.state);
  segment.cells.state.textContent = segment.now.state ? label : "";
  segment.cells.state.title = `State: ${label}`;
  segment.cells.state.dataset.state = label;
  showFindings(segment, findings);
}

// The place under a cell for what belongs to it; made when there is something.
function partOf(segment, side, name, wanted) {
  const cell = segment.row.querySelector(`.${side}`);
  let part = cell.querySelector(`.${name}`);
  if (!part && wanted) {
    part = make("div", { class: name });
    cell.append(part);
  }
  if (part && !wanted) part.remove();
  return wanted ? part : null;
}

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

function showFindings(segment, findings) {
  const part = partOf(segment, "english", "findings", findings.length > 0);
  if (!part) return;
  part.setAttribute("role", "status");
  part.replaceChildren(...findings.map((finding) =>
    make("p", { class: finding.severity, title: finding.id },
      make("span", { class: "visually-hidden" }, `${finding.severity}: `), capital(finding.message))));
}

function makeDifference(before, after) {
  const names = { same: "span", gone: "del", new: "ins" };
  return difference(before, after).map(([kind, text]) => make(names[kind], {}, text));
}

// What changed against the older file.
function showChange(segment) {
  const { old, unit } = segment;
  if (!old) return;
  if (old.fresh) partOf(segment, "german", "change", true).textContent = "New sentence";
  if (old.german !== undefined) {
    partOf(segment, "german", "change", true).replaceChildren(
      make("b", {}, "German was: "), make("bdi", {}, ...makeDifference(old.german, segment.german)));
  }
  if (old.english === undefined) return;
  const now = plainText(unit, segment.now.target, true);
  const part = partOf(segment, "english", "change", true);
  part.replaceChildren(make("b", {}, "Before: "),
    make("bdi", {}, ...(now ? makeDifference(old.english, now) : [old.english])));
}

// ---- notes

// In 2.x notes are of the unit; those that the page left say of which segment.
function notesOf(segment) {
  const { unit } = segment;
  const first = unit.segments[0] === segment;
  if (unit.segments.length < 2) return unit.notes;
  return unit.notes.flatMap((note) => note.text.split("\n").map((text) => ({ ...note, text })))
    .filter((note) => {
      const to = unit.segments.find((each) => note.text.startsWith(`${each.id || each.index}: `));
      return to ? to === segment : first;
    });
}

function showNotes(segment) {
  const notes = notesOf(segment);
  const part = partOf(segment, "english", "notes", notes.length > 0);
  if (!part) return;
  part.replaceChildren(...notes.map((note) => make("p", {},
    make("b", {}, `${note.from || "Note"}: `), make("bdi", {}, note.text))));
}

// The user's own note, in a field.
function showOwnNote(segment, open) {
  const part = partOf(segment, "english", "own-note", open || segment.now.note !== "");
  if (!part || part.firstChild) return part;
  const field = make("textarea", { rows: 1, placeholder: "Note to the editor or translator" });
  field.setAttribute("aria-label", `Note on sentence ${segment.number + 1}`);
  field.value = segment.now.note;
  part.append(field);
  return part;
}

// ---- the article

const ROLES = { heading: "h", caption: "caption", "date-line": "line", credit: "line", furniture: "line" };

function makeBlock(block) {
  const node = make("section", { class: `block ${ROLES[block.role] || "paragraph"}` },
    ...block.segments.map(makeSegment));
  if (block.role === "heading") {
    node.querySelectorAll(".de, .en").forEach((cell) => cell.classList.add("heading-text"));
  }
  block.node = node;
  return node;
}

function showFile(file) {
  const parts = [];
  if (FILES.length > 1) {
    parts.push(make("h2", { class: "file-name" }, file.name));
  }
  const loose = file.findings.filter((finding) => finding.severity !== "remark");
  if (loose.length) {
    parts.push(make("div", { class: "findings of-file" },
      ...loose.map((finding) => make("p", { class: finding.severity }, finding.message))));
  }
  for (const block of file.blocks) parts.push(makeBlock(block));
  $("article").append(...parts);
}

function refreshBlock(block) {
  checkBlock(block);
  block.segments.forEach(showStatus);
}
