/**
 * A live page of the floor: fetched anew when something changed, and once a minute for what only time changes.
 * Never more than every ten seconds, and not while it is paused or somebody works inside it.
 */

const AT_MOST_EVERY_MS = 10_000;
const AT_LEAST_EVERY_MS = 60_000;

export class Board extends HTMLElement {
  private fetchedAt = performance.now();
  private waiting = 0;
  private regular = 0;

  connectedCallback(): void {
    this.addEventListener("g:changed", this.onChanged);
    this.pause?.addEventListener("click", this.onPause);
    this.regular = window.setInterval(this.onChanged, AT_LEAST_EVERY_MS);
  }

  disconnectedCallback(): void {
    this.removeEventListener("g:changed", this.onChanged);
    window.clearInterval(this.regular);
    window.clearTimeout(this.waiting);
  }

  private get pause(): HTMLButtonElement | null {
    return this.querySelector<HTMLButtonElement>("[data-pause]");
  }

  private get isPaused(): boolean {
    return this.pause?.getAttribute("aria-pressed") === "true";
  }

  private readonly onPause = (): void => {
    this.pause?.setAttribute("aria-pressed", String(!this.isPaused));
    if (!this.isPaused) this.onChanged();
  };

  private readonly onChanged = (): void => {
    if (this.waiting || this.isPaused) return;
    const waitMs = Math.max(this.fetchedAt + AT_MOST_EVERY_MS - performance.now(), 0);
    this.waiting = window.setTimeout(() => {
      this.waiting = 0;
      void this.renew();
    }, waitMs);
  };

  private async renew(): Promise<void> {
    const live = this.querySelector<HTMLElement>("[data-live]");
    if (!live || this.isPaused || live.contains(document.activeElement)) return;
    this.fetchedAt = performance.now();
    const answer = await fetch(this.dataset["url"] ?? "", { headers: { "X-Board": "true" } }).catch(() => null);
    if (!answer?.ok || answer.redirected || this.isPaused) return;
    live.innerHTML = await answer.text();
    const said = this.querySelector<HTMLElement>("[data-said]");
    if (said) said.textContent = said.textContent ? "" : (said.dataset["words"] ?? "");
  }
}
