// Forms that lose nothing: drafts in this tab, one send per click, progress of an upload.

const DRAFT = "draft:";
const SENT = "sent:";

const typedFields = (form) =>
  [...form.elements].filter(
    (field) =>
      field.name &&
      (field.tagName === "TEXTAREA" || ["text", "search", "number", "date"].includes(field.type)),
  );

const read = (key) => JSON.parse(sessionStorage.getItem(key) ?? "null");

// A draft that was sent is forgotten once a normal page answers; after an error page, a sign-in
// page (data-keep-drafts), a reload or the back button it may still be needed.
function forgetSentDrafts() {
  const [navigation] = performance.getEntriesByType("navigation");
  const keep = document.body.hasAttribute("data-keep-drafts");
  const answered = navigation?.type === "navigate" && !keep;
  for (const key of Object.keys(sessionStorage).filter((name) => name.startsWith(SENT))) {
    const draft = DRAFT + key.slice(SENT.length);
    if (!answered) sessionStorage.setItem(draft, sessionStorage.getItem(key));
    sessionStorage.removeItem(key);
  }
}

// <form data-autosave="unique name" data-autosave-note="…teruggezet" data-autosave-clear="Wis">
function autosave(form) {
  const name = form.dataset.autosave || location.pathname;
  const saved = read(DRAFT + name);
  if (saved) {
    const restored = typedFields(form).filter(
      (field) => field.name in saved && saved[field.name] !== field.value,
    );
    restored.forEach((field) => {
      field.value = saved[field.name];
    });
    if (restored.length && form.dataset.autosaveNote) form.prepend(note(form, name, restored));
    restored.forEach(unfold);
  }
  form.addEventListener("input", () => {
    const changed = typedFields(form).filter((field) => field.value !== field.defaultValue);
    const values = changed.map((field) => [field.name, field.value]);
    sessionStorage.setItem(DRAFT + name, JSON.stringify(Object.fromEntries(values)));
  });
  form.addEventListener("submit", () => {
    const draft = sessionStorage.getItem(DRAFT + name);
    if (draft) sessionStorage.setItem(SENT + name, draft);
    sessionStorage.removeItem(DRAFT + name);
  });
}

// What htmx sent and was not taken is a draft again, as after an error page.
function keepDraft(form) {
  const name = form.dataset.autosave;
  const sent = name && sessionStorage.getItem(SENT + name);
  if (sent) sessionStorage.setItem(DRAFT + name, sent);
}

// A whole page instead of a piece: signed out meanwhile, too large, gone. It takes the page's
// place; who signs in comes back to where the text was written.
function wholePage(event) {
  const { xhr, requestConfig } = event.detail;
  if (!/^\s*<!doctype html/i.test(xhr.responseText)) return;
  event.detail.shouldSwap = false;
  keepDraft(requestConfig.elt);
  const address = new URL(xhr.responseURL);
  if (address.searchParams.has("next")) {
    const place = event.detail.target.id ? `#${event.detail.target.id}` : "";
    address.searchParams.set("next", location.pathname + location.search + place);
    location.assign(address);
    return;
  }
  const answer = new DOMParser().parseFromString(xhr.responseText, "text/html");
  document.title = answer.title;
  document.querySelector("main").replaceWith(answer.querySelector("main"));
  scrollTo(0, 0);
  prepare(document.querySelector("main"));
}

// No connection: the form stands as it was, and says so.
function notSent(event) {
  const form = event.detail.requestConfig.elt;
  keepDraft(form);
  if (!form.dataset.autosaveFailed) return;
  form.querySelector("[data-not-sent]")?.remove();
  const line = document.createElement("p");
  line.className = "field__error";
  line.dataset.notSent = "";
  line.setAttribute("role", "alert");
  line.textContent = form.dataset.autosaveFailed;
  form.append(line);
}

// A text that was put back is not hidden in something folded.
function unfold(field) {
  for (let at = field.closest("details"); at; at = at.parentElement.closest("details")) {
    at.open = true;
  }
}

function note(form, name, restored) {
  const line = document.createElement("p");
  line.className = "draft-note";
  line.setAttribute("role", "status");
  line.append(form.dataset.autosaveNote);
  const clear = document.createElement("button");
  clear.type = "button";
  clear.className = "link-button";
  clear.textContent = form.dataset.autosaveClear || "×";
  clear.addEventListener("click", () => {
    restored.forEach((field) => {
      field.value = field.defaultValue;
    });
    sessionStorage.removeItem(DRAFT + name);
    line.remove();
    restored[0].focus();
  });
  line.append(clear);
  return line;
}

// <form data-upload> with components/upload_progress.html inside.
function upload(form) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const shown = form.querySelector("[data-upload-progress]");
    const bar = shown?.querySelector("progress");
    const words = shown?.querySelector("[role=status]");
    const request = new XMLHttpRequest();
    request.upload.addEventListener("progress", (sent) => {
      if (!sent.lengthComputable || !bar) return;
      bar.value = Math.round((100 * sent.loaded) / sent.total);
      if (words) words.textContent = `${bar.value}%`;
    });
    request.addEventListener("load", () => {
      if (new URL(request.responseURL).href !== new URL(form.action).href) {
        location.assign(request.responseURL);
        return;
      }
      const answer = new DOMParser().parseFromString(request.responseText, "text/html");
      document.title = answer.title;
      document.querySelector("main").replaceWith(answer.querySelector("main"));
      prepare(document.querySelector("main"));
    });
    request.addEventListener("error", () => {
      release(form);
      if (shown) shown.hidden = true;
      form.querySelector("[data-upload-failed]")?.removeAttribute("hidden");
    });
    if (shown) shown.hidden = false;
    form.querySelector("[data-upload-failed]")?.setAttribute("hidden", "");
    request.open("POST", form.action);
    request.send(new FormData(form, event.submitter));
  });
}

function release(form) {
  delete form.dataset.sent;
  form.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
}

// A second click while the first is under way sends nothing.
function sendOnce(event) {
  const form = event.target;
  const byHtmx = form.matches("[hx-post], [hx-put], [hx-patch], [hx-delete], [hx-boost]");
  if (form.method !== "post" || byHtmx) return;
  if (form.dataset.sent) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  form.dataset.sent = "yes";
  event.submitter?.setAttribute("aria-busy", "true");
}

function prepare(root) {
  const all = [root, ...root.querySelectorAll("form")];
  const forms = (selector) => all.filter((form) => form.matches?.(selector));
  forms("form[data-autosave]").forEach(autosave);
  forms("form[data-upload]").forEach(upload);
  root.querySelector("[data-error-summary]")?.focus();
}

// An address that names something folded opens it.
function openNamed() {
  const named = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
  if (named) named.querySelector(":scope > p > a[hx-get]")?.click();
}

forgetSentDrafts();
document.addEventListener("submit", sendOnce, true);
window.addEventListener("pageshow", (event) => {
  if (event.persisted) document.querySelectorAll("form[data-sent]").forEach(release);
});
document.addEventListener("htmx:beforeSwap", wholePage);
document.addEventListener("htmx:sendError", notSent);
document.addEventListener("htmx:load", (event) => {
  if (event.target !== document.body) prepare(event.target);
});
prepare(document);
openNamed();
