/** One's own state in the head of the page: a running clock, a sign of life, a menu that opens at the keyboard. */

import { post } from "./requests";

const TICK_MS = 1_000;
const BEAT_MS = 60_000;
const STORE = "gijun.seen"; // when any page of this browser said so last

function shownFor(seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (n: number): string => String(n).padStart(2, "0");
  return hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

function lastBeat(): number {
  try {
    return Number(sessionStorage.getItem(STORE) ?? 0);
  } catch {
    return 0; // storage is not allowed: every page says it
  }
}

function keepBeat(): void {
  try {
    sessionStorage.setItem(STORE, String(Date.now()));
  } catch {
    // storage is not allowed
  }
}

export class OwnState extends HTMLElement {
  private ticking = 0;
  private beating = 0;

  connectedCallback(): void {
    this.addEventListener("click", this.onClick);
    this.addEventListener("keydown", this.onKey);
    document.addEventListener("click", this.onOutside);
    this.ticking = window.setInterval(() => this.tick(), TICK_MS);
    this.beating = window.setInterval(() => this.beat(), BEAT_MS);
    this.tick();
    this.beat();
  }

  disconnectedCallback(): void {
    document.removeEventListener("click", this.onOutside);
    window.clearInterval(this.ticking);
    window.clearInterval(this.beating);
  }

  private get menu(): HTMLDetailsElement | null {
    return this.querySelector("details");
  }

  private tick(): void {
    const clock = this.querySelector<HTMLTimeElement>("time[data-since]");
    const since = clock ? Date.parse(clock.dateTime) : NaN;
    if (clock && !Number.isNaN(since)) clock.textContent = shownFor(Math.max(Math.floor((Date.now() - since) / 1000), 0));
  }

  /** At most once a minute, however many pages are open; hidden pages say it, too: the person is there. */
  private beat(): void {
    const url = this.dataset["seenUrl"];
    if (!url || Date.now() - lastBeat() < BEAT_MS - TICK_MS) return;
    keepBeat();
    void post(url, {}).catch(() => undefined);
  }

  /** F9, or the button that shows it: open the menu where the reasons to leave begin. */
  private readonly onClick = (event: Event): void => {
    if (!(event.target instanceof Element) || !event.target.closest("[data-leave]") || !this.menu) return;
    this.menu.open = true;
    this.querySelector<HTMLElement>("[data-away]")?.focus();
  };

  private readonly onOutside = (event: Event): void => {
    if (event.target instanceof Node && !this.contains(event.target)) this.menu?.removeAttribute("open");
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    if (!this.menu?.open) return;
    if (event.key === "Escape") {
      this.menu.open = false;
      this.menu.querySelector("summary")?.focus();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") this.move(event.key === "ArrowDown" ? 1 : -1);
    else return;
    event.preventDefault();
  };

  private move(step: number): void {
    const choices = [...this.querySelectorAll<HTMLElement>(".menu-body :is(button, a)")];
    const from = choices.indexOf(document.activeElement as HTMLElement);
    choices[Math.min(Math.max(from + step, 0), choices.length - 1)]?.focus();
  }
}
