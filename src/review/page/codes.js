// Codes are moved, not typed: by a click on the German one, a key, by dragging, by the arrows.

// Puts a code at a position of the target; where it stood before, it is no more, unless the German
// has it more often.
function moveCode(segment, code, position) {
  const content = currentContent(segment);
  const lacking = countOf(content, code) < countOf(segment.source, code);
  const before = lacking ? -1 : positionOf(content, code);
  const without = before < 0 ? content : replace(content, before, before + 1, []);
  const at = before >= 0 && before < position ? position - 1 : position;
  changeContent(segment, replace(without, at, at, [code]), at + 1);
}

// A click elsewhere takes the cursor out of the sentence: where it was, as long as nothing changed.
function lastCaret(segment) {
  return segment.caret && segment.caret.end <= sizeOf(currentContent(segment)) ? segment.caret : null;
}

function rememberCaret() {
  const at = active && !active.fixed && selectionIn(active.cells.english);
  if (at) active.caret = at;
}

// With spaces where a word would have them; quotation marks and other halves as they are.
function insertCode(segment, code) {
  const content = currentContent(segment);
  const size = sizeOf(content);
  const at = selectionIn(segment.cells.english) || lastCaret(segment) || { start: size, end: size };
  const point = segment.unit.codes[code].kind === "point";
  const before = slice(content, at.start - 1, at.start)[0];
  const spaced = point && typeof before === "string" && /[\p{L}\p{N},;:]/u.test(before);
  segment.cells.english.focus();
  select(segment.cells.english, at.start, at.end);
  if (at.start < at.end) removeRange(segment, at.start, at.end);
  if (spaced && positionOf(content, code) < 0) {
    changeContent(segment, replace(currentContent(segment), at.start, at.start, [" ", code]), at.start + 2);
  } else {
    moveCode(segment, code, at.start);
  }
}

// The places before and after each word: where a code may go by an arrow.
function stops(content) {
  const result = [0];
  let at = 0;
  for (const part of content) {
    if (!isCode(part)) {
      for (const word of part.matchAll(/[^\s]+/g)) result.push(at + word.index, at + word.index + word[0].length);
    }
    at += isCode(part) ? 1 : part.length;
    result.push(at);
  }
  return [...new Set(result)].sort((a, b) => a - b);
}

// The code that is selected, or that the caret stands beside.
function codeAtCaret(segment) {
  const at = selectionIn(segment.cells.english);
  if (!at) return null;
  const content = currentContent(segment);
  const near = at.end - at.start === 1 ? [[at.start, at.end]] : [[at.start - 1, at.start], [at.start, at.start + 1]];
  for (const [from, to] of near) {
    const piece = from < 0 ? undefined : slice(content, from, to)[0];
    if (isCode(piece)) return { code: piece, position: from };
  }
  return null;
}

function nudgeCode(segment, forward) {
  const found = codeAtCaret(segment);
  if (!found) return false;
  const without = replace(currentContent(segment), found.position, found.position + 1, []);
  const places = stops(without);
  const next = forward
    ? places.find((place) => place > found.position)
    : places.reverse().find((place) => place < found.position);
  if (next === undefined) return true;
  changeContent(segment, replace(without, next, next, [found.code]), next);
  select(segment.cells.english, next, next + 1);
  markSelectedCode();
  return true;
}

// ---- dragging

let dragged = null;

function startDrag(event, segment) {
  const node = event.target.nodeType === Node.TEXT_NODE ? event.target.parentNode : event.target;
  const chip = node.closest(".code");
  if (!chip || segment.fixed) {
    event.preventDefault();
    return;
  }
  dragged = { unit: segment.unit, code: Number(chip.dataset.code) };
  event.dataTransfer.setData("text/plain", segment.unit.codes[dragged.code].english);
  event.dataTransfer.effectAllowed = "move";
}

function pointUnder(event) {
  if (document.caretPositionFromPoint) {
    const point = document.caretPositionFromPoint(event.clientX, event.clientY);
    return point && [point.offsetNode, point.offset];
  }
  const range = document.caretRangeFromPoint(event.clientX, event.clientY);
  return range && [range.startContainer, range.startOffset];
}

// A position in the cell; inside a code there is none, so that it is before or after it.
function dropPosition(event, cell) {
  const chip = event.target.closest && event.target.closest(".code, .hidden-char");
  if (chip && cell.contains(chip)) {
    const box = chip.getBoundingClientRect();
    const after = event.clientX > box.left + box.width / 2;
    return positionAt(cell, cell, [...cell.childNodes].indexOf(chip) + (after ? 1 : 0));
  }
  const point = pointUnder(event);
  return point && cell.contains(point[0]) ? positionAt(cell, ...point) : sizeOf(readContent(cell));
}

function drop(event, segment) {
  event.preventDefault();
  if (!dragged || dragged.unit !== segment.unit || segment.fixed) return;
  const position = dropPosition(event, segment.cells.english);
  segment.cells.english.focus();
  const other = segment.unit.segments.find((each) => each !== segment &&
    currentContent(each).includes(dragged.code));
  if (other) {
    const content = currentContent(other);
    const at = positionOf(content, dragged.code);
    changeContent(other, replace(content, at, at + 1, []), at);
  }
  moveCode(segment, dragged.code, position);
  dragged = null;
}

// The code in the selection looks selected.
function markSelectedCode() {
  document.querySelectorAll(".code.selected").forEach((chip) => chip.classList.remove("selected"));
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return;
  const range = selection.getRangeAt(0);
  const cell = active && active.cells.english;
  if (!cell || !cell.contains(range.commonAncestorContainer)) return;
  for (const chip of cell.querySelectorAll(".code")) {
    chip.classList.toggle("selected", range.intersectsNode(chip));
  }
}
