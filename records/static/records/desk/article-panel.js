// The article beside a record's form: words are picked by clicking, selecting or by keyboard, and offered as evidence.
// It knows nothing of the form: it sends "evidence:picked" with source, title, paragraph and phrase.
"use strict";

(() => {
  const MOST_WORDS = 8;
  const panel = document.querySelector(".article-panel");
  if (!panel) return;
  const list = panel.querySelector(".article-list");
  const status = panel.querySelector(".article-status");
  const bar = document.createElement("div");
  const use = document.createElement("button");
  let chosen = null; // {line, anchor, end}: a paragraph's words by position, in the order of choosing

  const wordsOf = (line) => [...line.querySelectorAll(".word")];
  const lineOf = (node) => (node instanceof Element ? node : node?.parentElement)?.closest(".panel-article li > p");
  const wordOf = (node) => (node instanceof Element ? node : node?.parentElement)?.closest(".word");

  function split(line) {
    const pieces = line.textContent.split(" ").flatMap((text) => {
      const word = document.createElement("span");
      word.className = "word";
      word.textContent = text;
      return [" ", word];
    });
    line.replaceChildren(...pieces.slice(1));
    const pick = document.createElement("button");
    pick.type = "button";
    pick.className = "article-pick";
    pick.textContent = "Pick words";
    pick.setAttribute("aria-label", `Pick words of paragraph ${line.parentElement.dataset.paragraph}`);
    pick.addEventListener("click", () => byKeyboard(line));
    line.before(pick);
  }

  // A phrase without the quotation marks, commas and stops around it still stands in its paragraph.
  const trimmed = (text) => text.replace(/^[\s"“”„«»‘(\[]+/u, "").replace(/[\s"“”«»’)\].,;:!?…]+$/u, "");

  function phrase() {
    const [from, to] = [chosen.anchor, chosen.end].sort((a, b) => a - b);
    const words = wordsOf(chosen.line).slice(from, to + 1).map((word) => word.textContent);
    return { text: trimmed(words.join(" ")), count: words.length };
  }

  function choose(line, anchor, end) {
    if (chosen && chosen.line !== line) paint(null);
    chosen = { line, anchor, end };
    paint(chosen);
    const { text, count } = phrase();
    const tooMany = count > MOST_WORDS;
    use.disabled = tooMany || !text;
    use.textContent = tooMany ? `${count} words: eight at most` : `Use “${text}”`;
    line.after(bar);
    bar.hidden = false;
    status.textContent = tooMany
      ? `${count} words are chosen; evidence quotes eight at most.`
      : `Paragraph ${line.parentElement.dataset.paragraph}, ${count} of at most eight words: “${text}”.`;
  }

  function paint(state) {
    const line = (state || chosen)?.line;
    if (!line) return;
    const [from, to] = state ? [state.anchor, state.end].sort((a, b) => a - b) : [1, 0];
    wordsOf(line).forEach((word, index) => {
      const isIn = index >= from && index <= to;
      word.classList.toggle("is-chosen", isIn);
      if (word.hasAttribute("role")) word.setAttribute("aria-selected", String(isIn));
    });
  }

  function take() {
    if (!chosen || use.disabled) return;
    const { line } = chosen;
    const article = line.closest(".panel-article");
    const picked = {
      source: article.dataset.source,
      title: article.dataset.title,
      paragraph: line.parentElement.dataset.paragraph,
      phrase: phrase().text,
    };
    drop();
    panel.dispatchEvent(new CustomEvent("evidence:picked", { bubbles: true, detail: picked }));
  }

  function drop() {
    paint(null);
    chosen = null;
    bar.hidden = true;
    getSelection()?.removeAllRanges();
  }

  // By mouse or finger

  function clicked(event) {
    const word = wordOf(event.target);
    const line = lineOf(event.target);
    if (!word || !line || !getSelection().isCollapsed) return;
    const at = wordsOf(line).indexOf(word);
    const continues = chosen && chosen.line === line && (event.shiftKey || chosen.anchor === chosen.end);
    choose(line, continues ? chosen.anchor : at, at);
  }

  function selected() {
    const selection = getSelection();
    if (!selection || selection.isCollapsed) return;
    const [from, to] = [wordOf(selection.anchorNode), wordOf(selection.focusNode)];
    const line = lineOf(selection.anchorNode);
    if (!from || !to || line !== lineOf(selection.focusNode) || !list.contains(line)) return;
    const words = wordsOf(line);
    choose(line, words.indexOf(from), words.indexOf(to));
  }

  // By keyboard: the paragraph becomes a list of words

  function byKeyboard(line) {
    const words = wordsOf(line);
    line.setAttribute("role", "listbox");
    line.setAttribute("aria-multiselectable", "true");
    line.setAttribute("aria-orientation", "horizontal");
    line.setAttribute("aria-label", `Words of paragraph ${line.parentElement.dataset.paragraph}`);
    words.forEach((word) => {
      word.setAttribute("role", "option");
      word.setAttribute("aria-selected", "false");
      word.tabIndex = -1;
    });
    choose(line, 0, 0);
    move(words, 0);
  }

  function move(words, to) {
    words.forEach((word, index) => (word.tabIndex = index === to ? 0 : -1));
    words[to].focus();
  }

  function typed(event) {
    const line = lineOf(event.target);
    if (!line || line.getAttribute("role") !== "listbox") return;
    const words = wordsOf(line);
    const at = words.indexOf(wordOf(event.target));
    const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -words.length, End: words.length };
    if (event.key in steps) {
      const to = Math.max(0, Math.min(words.length - 1, at + steps[event.key]));
      choose(line, event.shiftKey && chosen?.line === line ? chosen.anchor : to, to);
      move(words, to);
    } else if (event.key === "Enter" || event.key === " ") {
      take();
      line.parentElement.querySelector(".article-pick").focus();
    } else if (event.key === "Escape") {
      drop();
      line.parentElement.querySelector(".article-pick").focus();
    } else return;
    event.preventDefault();
  }

  // Articles of sources that are chosen later

  const asked = new Set();

  async function show(source) {
    if (!source || asked.has(source)) return;
    asked.add(source);
    try {
      const response = await fetch(panel.dataset.paragraphs.replace("SOURCE", encodeURIComponent(source)));
      if (response.status !== 200) return;
      list.insertAdjacentHTML("beforeend", await response.text());
      begin(list.lastElementChild);
    } catch {
      asked.delete(source); // no network: the next time it is asked for
    }
  }

  function begin(article) {
    asked.add(article.dataset.source);
    article.querySelectorAll("li > p").forEach(split);
    panel.hidden = false;
    document.body.classList.add("with-article");
    document.dispatchEvent(new CustomEvent("article:shown"));
  }

  function lead() {
    const { source, paragraph } = panel.dataset;
    const article = [...list.children].find((section) => section.dataset.source === source);
    const item = article?.querySelector(`[data-paragraph="${CSS.escape(paragraph)}"]`);
    if (!item) return;
    item.classList.add("is-start");
    if (getComputedStyle(list).overflowY === "auto") list.scrollTop = item.offsetTop - list.offsetTop;
  }

  use.type = "button";
  use.className = "article-use";
  use.addEventListener("click", take);
  bar.className = "article-bar";
  bar.hidden = true;
  bar.append(use);
  panel.querySelector(".article-how").hidden = false;
  list.addEventListener("click", clicked);
  list.addEventListener("keydown", typed);
  document.addEventListener("selectionchange", selected);
  [...list.children].forEach(begin);
  lead();

  // What the form needs of it: to show an article, to say something, and an article's paragraphs (undefined while there are none).
  window.articlePanel = {
    show,
    say: (text) => (status.textContent = text),
    paragraphs(source) {
      const article = [...list.children].find((section) => section.dataset.source === source);
      return article && [...article.querySelectorAll("li > p")].map((line) => line.textContent);
    },
  };
})();
