/* Light or dark: what the person chose, else what their system says. Runs before the page is painted. */
(() => {
  const root = document.documentElement;
  const isDark = () =>
    (root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";

  addEventListener("DOMContentLoaded", () => {
    const button = document.getElementById("theme");
    if (!button) return;
    button.hidden = false;
    const label = () => button.setAttribute("aria-pressed", String(isDark()));
    label();
    button.addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      document.cookie = `theme=${root.dataset.theme};path=/;max-age=31536000;samesite=lax`;
      label();
      dispatchEvent(new Event("themechange"));
    });
  });
})();
