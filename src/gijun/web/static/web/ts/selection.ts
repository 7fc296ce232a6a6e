/**
 * Rows of the list, chosen to be changed together: Space on a row, Shift with Space or a click for a range, Ctrl+A for
 * the page, Esc for none. What is chosen stays so when the list is drawn anew.
 */

import { isComposing, isTyping } from "./keys";

const chosen = new Set<string>();
let anchor = ""; // where a range begins

export class Selection extends HTMLElement {
  connectedCallback(): void {
    document.addEventListener("keydown", this.onKey, true);
    document.addEventListener("click", this.onClick);
    document.addEventListener("change", this.onChange);
    for (const box of this.boxes) box.checked = chosen.has(box.value);
    this.tell();
  }

  disconnectedCallback(): void {
    document.removeEventListener("keydown", this.onKey, true);
    document.removeEventListener("click", this.onClick);
    document.removeEventListener("change", this.onChange);
  }

  private get boxes(): HTMLInputElement[] {
    return [...document.querySelectorAll<HTMLInputElement>("[data-list] input[data-pick]")];
  }

  private boxOf(row: Element | null | undefined): HTMLInputElement | undefined {
    return row?.closest("li")?.querySelector<HTMLInputElement>("input[data-pick]") ?? undefined;
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    if (isComposing(event) || event.altKey || document.querySelector("dialog[open]")) return;
    const row = document.activeElement?.closest("[data-list] li.pick");
    if ((event.ctrlKey || event.metaKey) && event.code === "KeyA" && !isTyping(event.target)) {
      if (row || this.contains(document.activeElement)) this.stop(event, () => this.set(this.boxes, true));
    } else if (event.ctrlKey || event.metaKey) return;
    else if (event.code === "Space" && document.activeElement?.matches("[data-list-item]")) {
      this.stop(event, () => this.pick(this.boxOf(row), event.shiftKey));
    } else if (event.key === "Escape" && chosen.size && (row || this.contains(document.activeElement))) {
      this.stop(event, () => this.set(this.boxes, false));
    }
  };

  private stop(event: Event, go: () => void): void {
    event.preventDefault();
    event.stopPropagation();
    go();
  }

  /** Turn a row over, or with Shift everything up to it from the row turned last. */
  private pick(box: HTMLInputElement | undefined, isRange: boolean): void {
    if (!box) return;
    const boxes = this.boxes;
    const from = boxes.findIndex((one) => one.value === anchor);
    const to = boxes.indexOf(box);
    if (isRange && from >= 0) this.set(boxes.slice(Math.min(from, to), Math.max(from, to) + 1), true);
    else this.set([box], !box.checked);
    anchor = box.value;
  }

  private set(boxes: HTMLInputElement[], isOn: boolean): void {
    for (const box of boxes) {
      box.checked = isOn;
      if (isOn) chosen.add(box.value);
      else chosen.delete(box.value);
    }
    this.tell();
  }

  private readonly onClick = (event: MouseEvent): void => {
    const box = event.target;
    if (!(box instanceof HTMLInputElement) || !box.matches("[data-pick]")) return;
    const from = anchor;
    anchor = box.value;
    const boxes = this.boxes;
    const at = boxes.findIndex((one) => one.value === from);
    if (!event.shiftKey || at < 0) return this.set([box], box.checked);
    const to = boxes.indexOf(box);
    this.set(boxes.slice(Math.min(at, to), Math.max(at, to) + 1), true);
  };

  private readonly onChange = (event: Event): void => {
    if (event.target instanceof HTMLInputElement && event.target.matches("[data-pick-all]")) this.set(this.boxes, event.target.checked);
  };

  private tell(): void {
    const boxes = this.boxes;
    const count = boxes.filter((box) => box.checked).length;
    const told = this.querySelector("[data-picked]");
    if (told) told.textContent = String(count);
    const all = this.querySelector<HTMLInputElement>("[data-pick-all]");
    if (all) {
      all.checked = count > 0 && count === boxes.length;
      all.indeterminate = count > 0 && count < boxes.length;
    }
    this.toggleAttribute("data-some", count > 0);
  }
}
