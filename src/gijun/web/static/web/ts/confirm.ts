/** `data-confirm` on a form or its button: ask first, in a dialog whose words the page carries. */

const confirmed = new WeakSet<HTMLFormElement>();

function ask(question: string, go: () => void): void {
  const carried = document.querySelector<HTMLTemplateElement>("template[data-confirm-dialog]");
  const dialog = carried?.content.firstElementChild?.cloneNode(true);
  if (!(dialog instanceof HTMLDialogElement)) return go();
  const text = dialog.querySelector("p");
  if (text) text.textContent = question;
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (dialog.returnValue === "yes") go();
  });
  document.body.append(dialog);
  dialog.showModal();
}

function onSubmit(event: SubmitEvent): void {
  const form = event.target;
  if (!(form instanceof HTMLFormElement)) return;
  const question = event.submitter?.dataset["confirm"] ?? form.dataset["confirm"];
  if (!question || confirmed.delete(form)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const button = event.submitter;
  ask(question, () => {
    confirmed.add(form);
    form.requestSubmit(button);
  });
}

export function askFirst(): void {
  document.addEventListener("submit", onSubmit, true);
}
