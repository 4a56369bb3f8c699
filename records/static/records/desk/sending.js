// A form is sent once, however often its button is pressed, and with the token of whoever is signed in now: signing in again in
// another tab changes it.
"use strict";
{
  const AGAIN = 3000; // milliseconds, after which it can be sent once more: loading may have been stopped
  const sent = new WeakMap();

  const isSecond = (form) => !form.matches("#changelist-form") && performance.now() - sent.get(form) < AGAIN; // lists send downloads

  function renewToken(form) {
    const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    const field = form.elements.csrfmiddlewaretoken;
    if (token && field) field.value = token[1];
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[method=post]") || event.defaultPrevented) return;
    if (isSecond(form)) {
      event.preventDefault();
      return;
    }
    sent.set(form, performance.now());
    renewToken(form);
  });
  addEventListener("pageshow", () => document.querySelectorAll("form").forEach((form) => sent.delete(form)));
}
