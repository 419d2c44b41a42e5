// Typing a translation. The browser edits the text; codes are pieces that it never edits inside.
// Whatever it did, the content is read from the page again, so that nothing but text and codes can
// get in. Positions count a character of text, or a code, as one.

const sizeOf = (content) => content.reduce((size, part) => size + (isCode(part) ? 1 : part.length), 0);

function readNode(node, content) {
  for (const child of node.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) content.push(child.data.replaceAll(PAD, ""));
    else if (child.nodeType !== Node.ELEMENT_NODE) continue;
    else if (child.dataset.code !== undefined) content.push(Number(child.dataset.code));
    else if (child.dataset.char !== undefined) content.push(String.fromCharCode(parseInt(child.dataset.char, 16)));
    else readNode(child, content);
  }
  return content;
}

const readContent = (node) => tidy(readNode(node, []));

// ---- positions

function positionAt(cell, node, offset) {
  const range = document.createRange();
  range.setStart(cell, 0);
  range.setEnd(node, offset);
  return sizeOf(readContent(range.cloneContents()));
}

// {start, end} of the selection in a cell, or null if it is elsewhere.
function selectionIn(cell) {
  const selection = getSelection();
  if (!selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  if (!cell.contains(range.startContainer) || !cell.contains(range.endContainer)) return null;
  return {
    start: positionAt(cell, range.startContainer, range.startOffset),
    end: positionAt(cell, range.endContainer, range.endOffset),
  };
}

function textOffset(text, position) {
  let left = position;
  for (let i = 0; i < text.length; i += 1) {
    if (text[i] === PAD) continue;
    if (left === 0) return i;
    left -= 1;
  }
  return text.length;
}

// Where a position is among the nodes of a cell.
function placeOf(cell, position) {
  let left = position;
  for (const [i, child] of [...cell.childNodes].entries()) {
    const isText = child.nodeType === Node.TEXT_NODE;
    const size = isText ? child.data.replaceAll(PAD, "").length : 1;
    if (isText && left <= size) return [child, left === size ? child.data.length : textOffset(child.data, left)];
    if (left === 0) return [cell, i];
    left -= size;
  }
  return [cell, cell.childNodes.length];
}

function select(cell, start, end = start) {
  const range = document.createRange();
  range.setStart(...placeOf(cell, start));
  range.setEnd(...placeOf(cell, end));
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}

// ---- contents

function slice(content, start, end) {
  const result = [];
  let at = 0;
  for (const part of content) {
    const size = isCode(part) ? 1 : part.length;
    const [from, to] = [Math.max(start - at, 0), Math.min(end - at, size)];
    if (from < to) result.push(isCode(part) ? part : part.slice(from, to));
    at += size;
  }
  return result;
}

const replace = (content, start, end, insert) =>
  tidy([...slice(content, 0, start), ...insert, ...slice(content, end, sizeOf(content))]);

const currentContent = (segment) => segment.now.target || [];

function positionOf(content, code) {
  const index = content.indexOf(code);
  return index < 0 ? -1 : sizeOf(content.slice(0, index));
}

// ---- changes and their undoing

const UNDO_PAUSE = 700;

function rememberForUndo(segment, typing) {
  const now = Date.now();
  const log = (segment.log = segment.log || { undo: [], redo: [], last: 0 });
  if (typing && now - log.last < UNDO_PAUSE && log.undo.length) {
    log.last = now;
    return;
  }
  log.last = typing ? now : 0;
  const at = selectionIn(segment.cells.english);
  log.undo.push({ target: segment.now.target, at: at ? at.end : 0 });
  log.redo = [];
}

function stepBack(segment, from, to) {
  const log = segment.log;
  if (!log || !log[from].length) return;
  const at = selectionIn(segment.cells.english);
  log[to].push({ target: segment.now.target, at: at ? at.end : 0 });
  const step = log[from].pop();
  log.last = 0;
  putContent(segment, step.target, step.at);
}

function setTarget(segment, content) {
  const nothing = content === null || (content.length === 0 && segment.target === null);
  segment.now.target = nothing ? null : content;
  if (!isEmpty(segment.now.target) && isWaiting(segment)) {
    putState(segment, stateNamed(segment, "Translated"));
  }
  if (!segment.stateSet && !sharing(segment).some(isTargetChanged)) putState(segment, segment.state);
  segmentChanged(segment);
}

// Shows another content, the caret at a position.
function putContent(segment, content, position) {
  setTarget(segment, content);
  showTarget(segment);
  if (document.activeElement === segment.cells.english) select(segment.cells.english, position);
}

function changeContent(segment, content, position) {
  rememberForUndo(segment, false);
  putContent(segment, content, position);
}

// ---- what the browser is about to do

function removeRange(segment, start, end) {
  changeContent(segment, replace(currentContent(segment), start, end, []), start);
}

// Beside a code the browser's own deleting is not to be trusted.
function deleteBesideCode(segment, backward) {
  const { start } = selectionIn(segment.cells.english);
  const content = currentContent(segment);
  const [from, to] = backward ? [start - 1, start] : [start, start + 1];
  if (from < 0 || to > sizeOf(content)) return true;
  const piece = slice(content, from, to)[0];
  const range = getSelection().getRangeAt(0);
  const node = range.startContainer;
  const beside = node.nodeType === Node.TEXT_NODE ? node.data[range.startOffset - (backward ? 1 : 0)] : undefined;
  if (!isCode(piece) && beside !== undefined && beside !== PAD) return false;
  removeRange(segment, from, to);
  return true;
}

function beforeInput(event, segment) {
  const kind = event.inputType;
  const at = selectionIn(segment.cells.english);
  if (kind === "historyUndo" || kind === "historyRedo") {
    event.preventDefault();
    stepBack(segment, ...(kind === "historyUndo" ? ["undo", "redo"] : ["redo", "undo"]));
  } else if (/^(insertParagraph|insertLineBreak|insertFromDrop|insertFromPaste|format)/.test(kind)) {
    event.preventDefault();
  } else if (at && at.start < at.end && /^delete/.test(kind)) {
    event.preventDefault();
    if (kind !== "deleteByDrag") removeRange(segment, at.start, at.end);
  } else if (at && /^delete(Content|Word)(Back|For)ward$/.test(kind)) {
    if (deleteBesideCode(segment, kind.endsWith("Backward"))) event.preventDefault();
  } else {
    rememberForUndo(segment, true);
  }
}

function afterInput(segment) {
  setTarget(segment, readContent(segment.cells.english));
  if (segment.now.target === null) segment.cells.english.replaceChildren();
}

// ---- cut, copy, paste

const PIECES = "application/x-satz";

function piecesOf(segment, content) {
  const { unit } = segment;
  return JSON.stringify({ file: unit.file.checksum, unit: unit.id, content });
}

// Codes of another unit come as their text.
function readPieces(segment, data) {
  const pieces = data.getData(PIECES);
  if (pieces) {
    const { file, unit, content } = JSON.parse(pieces);
    if (file === segment.unit.file.checksum && unit === segment.unit.id) return content;
  }
  return [data.getData("text/plain").replace(/\s*[\r\n]+\s*/g, " ").replace(new RegExp(HIDDEN.source, "g"), "")];
}

function copy(event, segment, cut) {
  const at = selectionIn(segment.cells.english);
  if (!at || at.start === at.end) return;
  const content = slice(currentContent(segment), at.start, at.end);
  event.clipboardData.setData(PIECES, piecesOf(segment, content));
  event.clipboardData.setData("text/plain", plainText(segment.unit, content, true));
  event.preventDefault();
  if (cut) removeRange(segment, at.start, at.end);
}

function paste(event, segment) {
  event.preventDefault();
  insertContent(segment, readPieces(segment, event.clipboardData));
}

// Puts a content at the caret; without one, at the end.
function insertContent(segment, insert) {
  const content = currentContent(segment);
  const at = selectionIn(segment.cells.english) || { start: sizeOf(content), end: sizeOf(content) };
  changeContent(segment, replace(content, at.start, at.end, insert), at.start + sizeOf(insert));
}
