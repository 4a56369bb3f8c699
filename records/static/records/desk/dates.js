// Says beside each date field how the register reads it, and offers EDTF for a phrase. It never changes what is typed by itself.
"use strict";

(() => {
  const PAUSE = 250;

  function follow(input) {
    const box = input.closest(".edtf");
    const reading = box.querySelector(".edtf-reading");
    const button = box.querySelector(".edtf-offer");
    let waiting = 0;
    let offer = null;

    function say(text, wrong) {
      reading.textContent = text;
      reading.classList.toggle("is-wrong", wrong);
    }

    function propose(found) {
      offer = found;
      button.hidden = !found;
      button.textContent = found ? `Use ${found.edtf}: ${found.reading}` : "";
    }

    function show(answer) {
      propose(answer.offer || null);
      if (answer.reading) say(answer.reading, false);
      else say(answer.offer ? "This is a phrase. The register needs EDTF:" : answer.says, !answer.offer);
    }

    async function read() {
      const text = input.value.trim();
      if (!text) {
        propose(null);
        say("", false);
        return;
      }
      const address = `${input.dataset.dateReading}?text=${encodeURIComponent(text)}`;
      try {
        const response = await fetch(address, { headers: { Accept: "application/json" } });
        const answer = await response.json();
        if (text === input.value.trim()) show(answer); // or else more was typed meanwhile
      } catch {
        propose(null);
        say("", false); // signed out or no network: saving says what is wrong
      }
    }

    button.addEventListener("click", () => {
      if (!offer) return;
      const note = input.form.elements[input.name.replace(/date$/, "date_note")];
      if (note && !note.value.trim()) note.value = offer.note;
      input.value = offer.edtf;
      input.focus();
      input.dispatchEvent(new Event("change", { bubbles: true }));
      read();
    });
    input.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(read, PAUSE);
    });
    read();
  }

  document.querySelectorAll("input[data-date-reading]").forEach(follow);
})();
