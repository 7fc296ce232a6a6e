/** Ctrl+K: go to a page, or to a ticket by number, subject or customer. */

import { isComposing } from "./keys";
import { Listbox, Question } from "./listbox";

const WAIT_MS = 150;

export class Palette extends HTMLElement {
  private readonly dialog = document.createElement("dialog");
  private readonly input = document.createElement("input");
  private readonly list = document.createElement("ul");
  private readonly question = new Question(() => this.dataset["url"] ?? "", WAIT_MS, (html, words) => this.show(words, html));
  private listbox: Listbox | null = null;

  connectedCallback(): void {
    const label = this.dataset["label"] ?? "";
    this.input.type = "search";
    this.input.id = "palette";
    this.input.autocomplete = "off";
    this.input.placeholder = label;
    this.input.setAttribute("aria-label", label);
    this.dialog.className = "palette";
    this.dialog.setAttribute("aria-label", label);
    this.listbox = new Listbox(this.input, this.list, label);
    this.dialog.append(this.input, this.list);
    this.append(this.dialog);
    this.input.addEventListener("input", () => this.onInput(this.input.value.trim()));
    this.input.addEventListener("keydown", (event) => this.onKey(event));
    document.addEventListener("keydown", this.onOpenKey);
    document.addEventListener("click", this.onOpenClick);
  }

  disconnectedCallback(): void {
    document.removeEventListener("keydown", this.onOpenKey);
    document.removeEventListener("click", this.onOpenClick);
  }

  private readonly onOpenKey = (event: KeyboardEvent): void => {
    if (!(event.ctrlKey || event.metaKey) || event.code !== "KeyK" || isComposing(event)) return;
    event.preventDefault();
    this.open();
  };

  private readonly onOpenClick = (event: Event): void => {
    if (!(event.target instanceof Element) || !event.target.closest("[data-palette-open]")) return;
    event.preventDefault();
    this.open();
  };

  private open(): void {
    if (this.dialog.open) return;
    this.input.value = "";
    this.show("", "");
    this.dialog.showModal();
  }

  private onInput(words: string): void {
    this.show(words, "");
    this.question.soon(words);
  }

  private pages(words: string): HTMLLIElement[] {
    const wanted = words.normalize("NFC").toLowerCase();
    return [...document.querySelectorAll<HTMLAnchorElement>(".rail a")]
      .filter((link) => (link.textContent ?? "").toLowerCase().includes(wanted))
      .map((link) => {
        const item = document.createElement("li");
        const copy = document.createElement("a");
        copy.href = link.href;
        copy.textContent = link.textContent?.trim() ?? "";
        item.append(copy);
        return item;
      });
  }

  private show(words: string, html: string): void {
    const found = document.createElement("template");
    found.innerHTML = html;
    this.list.replaceChildren(...this.pages(words), ...found.content.children);
    for (const item of this.list.children) {
      item.setAttribute("role", "none");
      const link = item.querySelector("a");
      link?.setAttribute("role", "option");
      link?.setAttribute("tabindex", "-1");
    }
    this.listbox?.renew();
  }

  private onKey(event: KeyboardEvent): void {
    if (this.listbox?.moves(event)) return;
    if (event.key !== "Enter" || isComposing(event)) return;
    event.preventDefault();
    this.listbox?.chosen?.click();
  }
}
