/** A reply that can still be taken back: counts the seconds down and goes away with the last one. */

export class Undo extends HTMLElement {
  private timer = 0;

  connectedCallback(): void {
    this.timer = window.setInterval(() => this.count(), 1_000);
    this.count();
  }

  disconnectedCallback(): void {
    window.clearInterval(this.timer);
  }

  private count(): void {
    const seconds = Math.ceil(Number(this.dataset["until"] ?? 0) - Date.now() / 1_000);
    if (seconds <= 0) return this.remove();
    const left = this.querySelector<HTMLElement>("[data-left]");
    if (left) left.textContent = `${seconds} ${left.dataset["unit"] ?? ""}`;
  }
}
