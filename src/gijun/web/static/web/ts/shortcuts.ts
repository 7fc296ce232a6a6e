/**
 * Keyboard shortcuts, declared where they act: `data-shortcut="r"` on a control, `data-chord="d"` on a link (g, then d).
 * Nothing happens while somebody types, except together with Alt, or by a function key. `?` lists what the page offers.
 */

import { CheatSheet } from "./cheatsheet";
import { choices, isComposing, isFunctionKey, isTyping, keyFor, matches, shown, WITH_ALT } from "./keys";

const CHORD_MS = 1_500;

export class Shortcuts extends HTMLElement {
  private chordUntil = 0;
  private readonly sheet = new CheatSheet(this);

  connectedCallback(): void {
    document.addEventListener("keydown", this.onKey);
    document.addEventListener("click", this.onClick);
    document.addEventListener("htmx:afterSwap", this.label);
    this.label();
  }

  disconnectedCallback(): void {
    document.removeEventListener("keydown", this.onKey);
    document.removeEventListener("click", this.onClick);
    document.removeEventListener("htmx:afterSwap", this.label);
  }

  /** Where the person changed a key, the page shows theirs. */
  readonly label = (): void => {
    for (const [declared, chosen] of Object.entries(choices().keys)) {
      for (const kbd of document.querySelectorAll(`[data-shortcut="${CSS.escape(declared)}"] kbd`)) kbd.textContent = shown(chosen);
    }
  };

  private readonly onClick = (event: Event): void => {
    if (event.target instanceof Element && event.target.closest("[data-help-open]")) this.sheet.open();
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || document.querySelector("dialog[open]")) return;
    if (isTyping(event.target)) return this.whileTyping(event);
    if (choices().off) return;
    if (event.altKey ? this.pressWithAlt(event) : this.act(event)) event.preventDefault();
  };

  private whileTyping(event: KeyboardEvent): void {
    if (isFunctionKey(event) && !event.altKey) {
      if (!choices().off && this.press(event)) event.preventDefault();
      return;
    }
    if (isComposing(event) && !event.altKey) return;
    if (event.key === "Escape") (event.target as HTMLElement).blur();
    else if (event.altKey && !event.getModifierState("AltGraph") && !choices().off && this.press(event)) event.preventDefault();
  }

  private act(event: KeyboardEvent): boolean {
    if (matches(event, "?")) return this.sheet.open();
    if (this.chordUntil > event.timeStamp) {
      this.chordUntil = 0;
      return this.go(event);
    }
    if (matches(event, "g")) {
      this.chordUntil = event.timeStamp + CHORD_MS;
      return true;
    }
    if (matches(event, "j")) return this.move(1);
    if (matches(event, "k")) return this.move(-1);
    if (event.key === "Escape" && this.closeMenu()) return true;
    return this.press(event);
  }

  /** A menu that is open is what Esc means first. */
  private closeMenu(): boolean {
    const menu = document.querySelector<HTMLDetailsElement>("details.menu[open]");
    if (!menu) return false;
    menu.open = false;
    menu.querySelector("summary")?.focus();
    return true;
  }

  private press(event: KeyboardEvent): boolean {
    return this.use([...document.querySelectorAll<HTMLElement>("[data-shortcut]")].filter((one) => matches(event, keyFor(one.dataset["shortcut"] ?? ""))));
  }

  /** Where nobody types, Alt means only what asks for it. */
  private pressWithAlt(event: KeyboardEvent): boolean {
    return !event.getModifierState("AltGraph") && this.use([...document.querySelectorAll<HTMLElement>(`[data-shortcut^="${WITH_ALT}"]`)].filter((one) => matches(event, keyFor(one.dataset["shortcut"] ?? ""))));
  }

  private go(event: KeyboardEvent): boolean {
    return this.use([...document.querySelectorAll<HTMLElement>("[data-chord]")].filter((one) => matches(event, one.dataset["chord"] ?? "")));
  }

  private use(elements: HTMLElement[]): boolean {
    const element = elements.find((one) => one.checkVisibility() && !one.matches(":disabled"));
    if (element && isTyping(element)) element.focus();
    else element?.click();
    return element !== undefined;
  }

  /** Move through the list: to the next item after the focused, else after the open one. */
  private move(step: number): boolean {
    const items = [...document.querySelectorAll<HTMLElement>("[data-list] [data-list-item]")];
    const focused = items.indexOf(document.activeElement as HTMLElement);
    const from = focused >= 0 ? focused : items.findIndex((item) => item.hasAttribute("aria-current"));
    const to = items[Math.min(Math.max(from + step, 0), items.length - 1)];
    to?.focus();
    return to !== undefined;
  }
}
