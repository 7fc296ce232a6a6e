/**
 * An offer that waits for an answer: appears by itself, counts down, is accepted by Enter where nothing else has
 * the focus. It is drawn anew only when it is another offer, so that it is read out once.
 */

import { isComposing, isTyping } from "./keys";

export class Offer extends HTMLElement {
  private timer = 0;

  connectedCallback(): void {
    this.addEventListener("g:changed", this.refresh);
    document.addEventListener("keydown", this.onKey);
    this.timer = window.setInterval(() => this.count(), 1_000);
    this.count();
  }

  disconnectedCallback(): void {
    this.removeEventListener("g:changed", this.refresh);
    document.removeEventListener("keydown", this.onKey);
    window.clearInterval(this.timer);
  }

  private get shown(): HTMLElement | null {
    return this.querySelector<HTMLElement>("[data-offer]");
  }

  private readonly refresh = async (): Promise<void> => {
    const answer = await fetch(this.dataset["url"] ?? "", { headers: { "HX-Request": "true" } }).catch(() => null);
    if (!answer?.ok) return; // the next news asks again
    const given = document.createElement("template");
    given.innerHTML = await answer.text();
    const coming = given.content.querySelector<HTMLElement>("[data-offer]");
    if (coming?.dataset["offer"] === this.shown?.dataset["offer"]) return;
    this.replaceChildren(given.content);
    this.count();
  };

  private count(): void {
    const left = this.querySelector<HTMLElement>("[data-left]");
    const until = Number(this.shown?.dataset["until"] ?? 0);
    if (left) left.textContent = `${Math.max(0, Math.ceil(until - Date.now() / 1_000))} ${left.dataset["unit"] ?? ""}`;
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || event.repeat || isComposing(event) || isTyping(event.target)) return;
    if (document.activeElement && document.activeElement !== document.body) return;
    const accept = this.querySelector<HTMLButtonElement>("[data-accept]");
    if (!accept) return;
    event.preventDefault();
    accept.click();
  };
}
