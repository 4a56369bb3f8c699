// Rows of evidence: filled from the article beside the form, and compared with it while they are typed. The server decides.
"use strict";

(() => {
  const MOST_WORDS = 8;
  const group = document.getElementById("evidence-group");
  const panel = window.articlePanel;
  if (!group || !panel) return;

  const rows = () => [...group.querySelectorAll(".inline-related:not(.empty-form)")];
  const field = (row, name) => row.querySelector(`[name$="-${name}"]`);
  const plain = (text) => text.normalize("NFKC").split(/\s+/).filter(Boolean).join(" ");

  // Compare

  function verdict(row) {
    const [source, paragraph, phrase] = ["source", "paragraph", "phrase"].map((name) => field(row, name).value.trim());
    const words = phrase.split(/\s+/).filter(Boolean).length;
    if (!words) return ["", true];
    if (words > MOST_WORDS) return [`${words} words: eight at most.`, false];
    const lines = panel.paragraphs(source);
    if (!lines || !paragraph) return [`${words} of at most eight words.`, true];
    const there = lines.flatMap((line, index) => (line.includes(plain(phrase)) ? [index + 1] : []));
    if (there.includes(Number(paragraph))) return [`Stands in paragraph ${paragraph}.`, true];
    const elsewhere = there.length ? `It stands in paragraph ${there.join(" and ")}.` : "No paragraph of the article does.";
    return [`Paragraph ${paragraph} does not hold this phrase, letter by letter. ${elsewhere}`, false];
  }

  function check(row) {
    const phrase = field(row, "phrase");
    let says = row.querySelector(".phrase-check");
    if (!says) {
      says = document.createElement("p");
      says.className = "phrase-check";
      says.setAttribute("role", "status");
      phrase.after(says);
    }
    const [text, right] = verdict(row);
    if (says.textContent !== text) says.textContent = text;
    says.classList.toggle("is-wrong", !right);
  }

  const checkAll = () => rows().forEach(check);

  function touched(event) {
    const row = event.target.closest(".inline-related");
    if (!row || row.classList.contains("empty-form")) return;
    panel.show(field(row, "source").value);
    check(row);
  }

  // Fill

  function isFree(row, source) {
    const at = field(row, "source").value;
    return !field(row, "phrase").value.trim() && (!at || at === source);
  }

  function freeRow(source) {
    const free = rows().find((row) => isFree(row, source));
    if (free) return free;
    group.querySelector(".add-row a").click();
    return rows().at(-1);
  }

  function fill({ detail }) {
    const row = freeRow(detail.source);
    const source = field(row, "source");
    if (source.value !== detail.source) {
      const known = [...source.options].some((option) => option.value === detail.source);
      if (!known) source.append(new Option(detail.title, detail.source));
      source.value = detail.source;
      source.dispatchEvent(new Event("change", { bubbles: true }));
    }
    field(row, "paragraph").value = detail.paragraph;
    field(row, "phrase").value = detail.phrase;
    check(row);
    row.classList.add("is-filled");
    setTimeout(() => row.classList.remove("is-filled"), 2000);
    panel.say(`Evidence ${rows().indexOf(row) + 1} is filled: paragraph ${detail.paragraph}, “${detail.phrase}”.`);
  }

  function leadToArticle() {
    const link = document.createElement("a");
    link.href = "#article-panel";
    link.className = "to-article";
    link.textContent = "Pick from the article";
    group.append(link);
  }

  leadToArticle();
  document.addEventListener("evidence:picked", fill);
  document.addEventListener("article:shown", checkAll);
  group.addEventListener("input", touched);
  group.addEventListener("change", touched);
  group.addEventListener("focusin", touched); // a source chosen in Django's box sends no event of the browser's own
  rows().forEach((row) => panel.show(field(row, "source").value));
  checkAll();
})();
