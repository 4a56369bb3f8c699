// Where a reference is chosen: the first of what was found is the one that Enter takes, also where something else was chosen
// before; and the list, which is wider than its field, stays within the window.
"use strict";
{
  const MARGIN = 8; // pixels

  const takeFirst = (box) => {
    if (!box.dropdown.$search.val()) return; // nothing typed: what is chosen now stays marked
    box.$results.find(".select2-results__option[aria-selected]").first().trigger("mouseenter");
  };

  const keepInside = (list) => {
    list.style.marginLeft = "";
    const over = list.getBoundingClientRect().right + MARGIN - document.documentElement.clientWidth;
    if (over > 0) list.style.marginLeft = `${-over}px`;
  };

  const known = new WeakSet();

  addEventListener("load", () => {
    if (!window.django || !django.jQuery) return;
    django.jQuery(document).on("select2:open", (event) => {
      const box = django.jQuery(event.target).data("select2");
      if (!known.has(box)) box.on("results:all", () => takeFirst(box));
      known.add(box);
      keepInside(box.$dropdown[0].querySelector(".select2-dropdown"));
    });
  });
}
