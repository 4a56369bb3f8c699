// Asks before a page is left whose form holds what was typed and not saved. A form that came back with errors was not saved.
"use strict";
{
  const forms = document.querySelectorAll("body:not(.login) #content form[method=post]:not(#changelist-form)");
  const opened = new Map();
  let sent = null;

  const contents = (form) =>
    JSON.stringify([...new FormData(form)].map(([name, value]) => [name, value instanceof File ? value.name : value]));

  const cameBack = (form) => form.querySelector(".errornote") !== null;
  const holdsMore = (form) => form !== sent && opened.has(form) && (cameBack(form) || contents(form) !== opened.get(form));

  // After the scripts that arrange two-sided lists when the page is loaded.
  addEventListener("load", () => setTimeout(() => forms.forEach((form) => opened.set(form, contents(form)))));
  document.addEventListener("submit", (event) => {
    if (!event.defaultPrevented) sent = event.target;
  });
  addEventListener("beforeunload", (event) => {
    if ([...forms].some(holdsMore)) event.preventDefault();
  });
}
