// Gives a name to what Django's scripts draw without one, for those who hear the page: boxes that complete while typing,
// and the help marks of two-sided lists. Nothing depends on it.
"use strict";
{
  const nameBoxes = (within) => {
    for (const select of within.querySelectorAll("select.admin-autocomplete")) {
      const box = select.parentElement.querySelector(".select2-selection");
      const label = document.querySelector(`label[for="${CSS.escape(select.id)}"]`);
      if (!box || !label) continue;
      label.id = label.id || `${select.id}_label`;
      const shown = box.querySelector(".select2-selection__rendered");
      shown.setAttribute("aria-labelledby", label.id);
      box.setAttribute("aria-labelledby", `${label.id} ${shown.id}`);
    }
    for (const mark of within.querySelectorAll(".selector .help-tooltip")) mark.setAttribute("role", "img");
  };
  const soon = (within) => setTimeout(() => nameBoxes(within)); // after Django's own scripts, which listen too

  addEventListener("load", () => soon(document));
  document.addEventListener("formset:added", (event) => soon(event.target));
  addEventListener("load", () => {
    if (!window.django || !django.jQuery) return;
    django.jQuery(document).on("select2:open", () => {
      document.querySelector(".select2-container--open .select2-search__field")?.setAttribute("aria-label", "Search");
    });
  });
}
