// Saving: the bytes of the file, with those of the edits in their places.

function bytesOf(file) {
  const text = atob(file.bytes);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i += 1) bytes[i] = text.charCodeAt(i);
  return bytes;
}

const escapeAttribute = (text) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

// In 2.x a note is of the unit: it says of which segment.
function noteText(unit) {
  const noted = unit.segments.filter((segment) => segment.now.note);
  const several = unit.segments.length > 1;
  return noted.map((segment) => (several ? `${segment.id || segment.index}: ` : "") + segment.now.note)
    .join("\n");
}

function slotChanged(unit, slot) {
  if (typeof slot === "string") return false;
  if (slot.note !== undefined) return noteText(unit) !== "";
  const segment = unit.segments.find((each) => each.index === (slot.target ?? slot.state));
  return slot.target !== undefined ? isTargetChanged(segment) : isStateChanged(segment);
}

function slotText(unit, slot, context) {
  if (typeof slot === "string") return slot;
  if (slot.note !== undefined) return escapeText(noteText(unit), "1.2", { controls: 0 });
  const at = unit.segments.findIndex((each) => each.index === (slot.target ?? slot.state));
  const segment = unit.segments[at];
  if (slot.target !== undefined) return targetXml(segment, context.forms[at], context.count);
  return segment.now.state ? ` state="${escapeAttribute(segment.now.state)}"` : "";
}

// The edits that the changes of a unit make.
function unitEdits(unit) {
  if (!unit.edits || !unit.segments.some(isEdited)) return [];
  const context = { forms: chooseForms(unit), count: { controls: 0 } };
  return unit.edits
    .filter((edit) => edit.pieces.some((slot) => slotChanged(unit, slot)))
    .map((edit) => ({
      from: edit.from,
      to: edit.to,
      text: edit.pieces.map((slot) => slotText(unit, slot, context)).join(""),
    }));
}

// The file as it is saved: every byte that no edit replaces is its own.
function savedBytes(file) {
  const original = bytesOf(file);
  const encoder = new TextEncoder();
  const pieces = [];
  let done = 0;
  for (const block of file.blocks) {
    for (const edit of block.units.flatMap(unitEdits)) {
      pieces.push(original.subarray(done, edit.from), encoder.encode(edit.text));
      done = edit.to;
    }
  }
  pieces.push(original.subarray(done));
  return pieces;
}

function download(name, pieces) {
  const address = URL.createObjectURL(new Blob(pieces, { type: "application/octet-stream" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

const isFileEdited = (file) => file.blocks.some((block) => block.segments.some(isEdited));

// Saves the files that changed; all of them if none did. A browser asks before several downloads
// at once, and drops some without a pause between them.
function save() {
  const edited = FILES.filter(isFileEdited);
  const files = edited.length ? edited : FILES;
  files.forEach((file, i) => setTimeout(() => download(file.name, savedBytes(file)), 300 * i));
  markSaved(files);
}
