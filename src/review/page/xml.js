// What stands in a <target>: text as XML, codes as the bytes that the page was given for them.

const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;" };

// Characters that XML cannot hold: 2.x has an element for them, 1.2 a code of satz's.
function escapeText(text, version, count) {
  return text.replace(/[&<>\r]|[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, (c) => {
    if (ESCAPES[c]) return ESCAPES[c];
    const hex = c.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
    if (version !== "1.2") return `<cp hex="${hex}"/>`;
    count.controls += 1;
    return `<ph id="control${count.controls}" ctype="x-control" equiv-text="">U+${hex}</ph>`;
  });
}

const [WHOLE, APART, ALONE] = [0, 1, 2];

// Which form each code of a unit's targets takes: a list as long as each content. A pair stands
// whole where both halves are in one content and overlap no other pair that is one element.
function chooseForms(unit) {
  const contents = unit.segments.map((segment) => segment.now.target || []);
  const places = new Map();
  contents.forEach((content, c) => content.forEach((part, i) => {
    if (isCode(part) && !places.has(part)) places.set(part, [c, i]);
  }));
  const forms = contents.map((content) => content.map(() => WHOLE));
  contents.forEach((content, c) => {
    const open = [];
    content.forEach((part, i) => {
      if (!isCode(part)) return;
      const code = unit.codes[part];
      if (code.partner === undefined) return;
      const other = places.get(code.partner);
      const first = places.get(part);
      const again = first[0] !== c || first[1] !== i;
      if (!other || again) forms[c][i] = ALONE;
      else if (other[0] !== c || !isBefore(code, i, other[1])) forms[c][i] = APART;
      else if (code.kind === "open") open.push([part, i]);
      else closeSpan(open, code, forms[c], i);
    });
  });
  return forms;
}

const isBefore = (code, at, other) => (code.kind === "open" ? at < other : other < at);

// What opened inside the span and is still open overlaps it, and stays halves.
function closeSpan(open, code, forms, at) {
  const found = open.findIndex(([part]) => part === code.partner);
  if (found < 0) {
    forms[at] = APART;
    return;
  }
  for (const [, place] of open.splice(found).slice(1)) forms[place] = APART;
}

// A code that is two elements anyway needs no other form. A mark that cannot stand so is left out.
function codeXml(code, form) {
  if (form === APART) return code.forms[APART] || (code.forms[ALONE] ? code.forms[WHOLE] : "");
  return code.forms[form];
}

// The content of one <target>.
function targetXml(segment, forms, count) {
  const { unit, now } = segment;
  return (now.target || [])
    .map((part, i) => isCode(part) ? codeXml(unit.codes[part], forms[i])
      : escapeText(part, unit.file.version, count))
    .join("");
}
