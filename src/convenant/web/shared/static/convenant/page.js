// The page around the forms: the menu on a phone, printing, copying. All of it works without.

document.querySelectorAll("[data-menu]").forEach((header) => {
  const button = header.querySelector(".menu-button");
  const menu = header.querySelector(".site-nav");
  if (!button || !menu) return;
  header.classList.add("site-header--scripted");
  button.addEventListener("click", () => {
    const open = menu.classList.toggle("site-nav--open");
    button.setAttribute("aria-expanded", String(open));
  });
});

// <button type="button" data-print> and <button type="button" data-copy="#id-of-text">
document.addEventListener("click", (event) => {
  const print = event.target.closest("[data-print]");
  if (print) window.print();
  const copy = event.target.closest("[data-copy]");
  if (copy) {
    const source = document.querySelector(copy.dataset.copy);
    navigator.clipboard.writeText(source.value ?? source.innerText).then(() => {
      if (copy.dataset.copied) copy.textContent = copy.dataset.copied;
    });
  }
});
