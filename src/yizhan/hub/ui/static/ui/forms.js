/* Small helps for forms; every form works without them. */
addEventListener("DOMContentLoaded", () => {
  // A second click must not send a form twice (the server would take it for the same one anyway).
  for (const form of document.querySelectorAll("form[method=post]")) {
    form.addEventListener("submit", () => {
      setTimeout(() => form.querySelectorAll("button").forEach((button) => (button.disabled = true)), 0);
    });
  }
  addEventListener("pageshow", (event) => {
    if (event.persisted) document.querySelectorAll("form button").forEach((button) => (button.disabled = false));
  });

  // Leaving a form with unsaved words asks first.
  let changed = false;
  for (const form of document.querySelectorAll("form[data-guard]")) {
    form.addEventListener("input", () => (changed = true));
    form.addEventListener("submit", () => (changed = false));
  }
  addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault();
  });

  // Errors are read out and reached first.
  document.querySelector(".errors")?.focus();

  for (const select of document.querySelectorAll("select[data-submit]")) {
    select.addEventListener("change", () => select.form.requestSubmit());
  }

  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.querySelector("span").textContent = button.dataset.done;
    });
  }
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
});
