/**
 * A reply that can still be taken back: counts the seconds down and goes away with the last one. The server says how
 * many are left, so that a wrong clock of this computer changes nothing; leaving the page leaves the reply to the server.
 */

export class Undo extends HTMLElement {
  private timer = 0;
  private until = 0; // on this page's own clock

  connectedCallback(): void {
    this.until = performance.now() + Number(this.dataset["leftS"] ?? 0) * 1_000;
    this.timer = window.setInterval(() => this.count(), 1_000);
    this.count();
  }

  disconnectedCallback(): void {
    window.clearInterval(this.timer);
  }

  private count(): void {
    const seconds = Math.ceil((this.until - performance.now()) / 1_000);
    if (seconds <= 0) return this.remove();
    const left = this.querySelector<HTMLElement>("[data-left]");
    if (left) left.textContent = `${seconds} ${left.dataset["unit"] ?? ""}`;
  }
}
