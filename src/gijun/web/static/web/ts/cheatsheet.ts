/** The list of shortcuts of this page; here a key is changed, and shortcuts are switched off. */

import { choices, choose, declaredBy, keyFor, shown } from "./keys";
import type { Shortcuts } from "./shortcuts";

function element<K extends keyof HTMLElementTagNameMap>(tag: K, text = "", className = ""): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

/** What a control does, in its own words. */
export function wordsOf(control: HTMLElement): string {
  const label = (control as HTMLInputElement).labels?.[0] ?? control;
  const copy = label.cloneNode(true) as HTMLElement;
  for (const extra of copy.querySelectorAll("kbd, .num, select, input, textarea, svg")) extra.remove();
  return (copy.textContent?.trim() || control.getAttribute("aria-label")) ?? "";
}

export class CheatSheet {
  private readonly dialog = document.createElement("dialog");
  private readonly list = element("div", "", "keys");
  private readonly said = element("p", "", "quiet");

  constructor(private readonly host: Shortcuts) {
    this.said.setAttribute("role", "status");
  }

  open(): true {
    if (!this.dialog.isConnected) this.furnish();
    this.said.textContent = "";
    this.listKeys();
    if (!this.dialog.open) this.dialog.showModal();
    return true;
  }

  private text(name: string): string {
    return this.host.dataset[name] ?? "";
  }

  private furnish(): void {
    const title = element("h2", this.text("title"));
    title.id = "keys-title";
    this.dialog.setAttribute("aria-labelledby", title.id);
    const close = element("form", "", "acts");
    close.method = "dialog";
    close.append(element("button", this.text("close"), "btn"));
    const off = this.option("use", !choices().off, (isOn) => choose({ off: !isOn }));
    const enter = this.option("enterSends", choices().enterSends, (isOn) => choose({ enterSends: isOn }));
    this.dialog.append(title, this.list, this.said, off, enter, element("p", this.text("typing"), "quiet"), close);
    this.host.append(this.dialog);
  }

  private option(name: string, isOn: boolean, change: (isOn: boolean) => void): HTMLLabelElement {
    const label = element("label", "", "option");
    const box = element("input");
    box.type = "checkbox";
    box.checked = isOn;
    box.addEventListener("change", () => change(box.checked));
    label.append(box, ` ${this.text(name)}`);
    return label;
  }

  private listKeys(): void {
    this.list.replaceChildren();
    const seen = new Set<string>();
    for (const control of document.querySelectorAll<HTMLElement>("[data-shortcut]")) {
      const declared = control.dataset["shortcut"] ?? "";
      if (!seen.has(declared) && control.checkVisibility()) this.list.append(this.changeable(declared), element("span", wordsOf(control)));
      seen.add(declared);
    }
    for (const link of document.querySelectorAll<HTMLElement>("[data-chord]")) this.row(`G ${shown(link.dataset["chord"] ?? "")}`, wordsOf(link));
    this.row("J K", this.text("move"));
    this.row("Ctrl K", this.text("find"));
    this.row("?", this.text("title"));
  }

  private row(keys: string, what: string): void {
    this.list.append(element("kbd", keys), element("span", what));
  }

  private changeable(declared: string): HTMLButtonElement {
    const button = element("button", "", "key");
    button.type = "button";
    button.title = this.text("change");
    button.append(element("kbd", shown(keyFor(declared))));
    button.addEventListener("click", () => {
      this.said.textContent = this.text("press");
      button.addEventListener("keydown", (event) => this.take(event, declared), { once: true });
    });
    return button;
  }

  private take(event: KeyboardEvent, declared: string): void {
    if (event.key === "Tab") return;
    event.preventDefault();
    event.stopPropagation();
    const key = event.key === "Escape" ? "" : declaredBy(event);
    const others = [...document.querySelectorAll<HTMLElement>("[data-shortcut]")].map((one) => one.dataset["shortcut"] ?? "");
    const isTaken = ["g", "j", "k", ...others.filter((one) => one !== declared).map(keyFor)].includes(key);
    if (key && !isTaken) choose({ keys: { ...choices().keys, [declared]: key } });
    this.said.textContent = key && isTaken ? this.text("taken") : "";
    this.host.label();
    this.listKeys();
    this.list.querySelectorAll<HTMLElement>("button.key")[[...new Set(others)].indexOf(declared)]?.focus();
  }
}
