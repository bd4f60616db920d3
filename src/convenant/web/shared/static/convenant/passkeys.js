// Passkeys: hands allauth's scripts the buttons of our pages, and says it when something goes wrong.
//
// <button data-passkey="add|use|login" data-credential="id of the hidden input"> in or for a form;
// options in <script id="js_data">; <p data-passkey-problem hidden> below it.

document.addEventListener("DOMContentLoaded", () => {
  const problem = document.querySelector("[data-passkey-problem]");
  const show = () => { if (problem) problem.hidden = false; };
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    show();
  });
  for (const button of document.querySelectorAll("[data-passkey]")) {
    if (!window.PublicKeyCredential || !window.allauth) {
      button.addEventListener("click", (event) => { event.preventDefault(); show(); });
      continue;
    }
    const ids = { credential: button.dataset.credential, data: "js_data" };
    const forms = window.allauth.webauthn.forms;
    if (button.dataset.passkey === "add") forms.addForm({ ids: { ...ids, add: button.id, passwordless: button.dataset.passwordless } });
    if (button.dataset.passkey === "use") forms.authenticateForm({ ids: { ...ids, authenticate: button.id } });
    if (button.dataset.passkey === "login") forms.loginForm({ ids: { ...ids, login: button.id } });
    button.addEventListener("click", () => { if (problem) problem.hidden = true; });
  }
});
