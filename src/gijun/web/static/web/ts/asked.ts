/** What came back to the agent: one click puts it into the answer, at the cursor. */

export class Asked extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("click", this.onClick);
  }

  disconnectedCallback(): void {
    this.removeEventListener("click", this.onClick);
  }

  private readonly onClick = (event: Event): void => {
    const button = event.target instanceof Element ? event.target.closest("[data-insert]") : null;
    const words = button?.closest("li")?.querySelector("[data-answer]")?.textContent?.trim();
    const area = document.querySelector<HTMLTextAreaElement>("g-composer textarea");
    if (!words || !area) return;
    area.focus();
    if (document.execCommand("insertText", false, words)) return; // the only insertion that Ctrl+Z takes back
    area.setRangeText(words, area.selectionStart, area.selectionEnd, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  };
}
