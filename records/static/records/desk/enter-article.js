// Proposes the headline and the id while an article is pasted. The server proposes the same where they stay empty.
"use strict";

const text = document.getElementById("id_text");
const title = document.getElementById("id_title");
const id = document.getElementById("id_id");

const proposed = { title: "", id: "" };

function slug(words) {
  const plain = words.normalize("NFKD").replace(/[^\x00-\x7f]/g, "").toLowerCase();
  return plain.replace(/[^a-z0-9\s_-]/g, "").trim().replace(/[\s_-]+/g, "-").slice(0, 97).replace(/^-+|-+$/g, "");
}

function propose(field, name, value) {
  if (field.value !== "" && field.value !== proposed[name]) return; // typed by hand
  field.value = proposed[name] = value;
}

function headline() {
  const first = text.value.split(/\r?\n/).find((line) => line.trim()) || "";
  return first.normalize("NFKC").split(/\s+/).join(" ").trim().slice(0, title.maxLength > 0 ? title.maxLength : 300);
}

if (text && title && id) {
  text.addEventListener("input", () => {
    propose(title, "title", headline());
    propose(id, "id", slug(title.value));
  });
  title.addEventListener("input", () => propose(id, "id", slug(title.value)));
}
