/** Says every 15 s that this ticket is open here, and goodbye on leaving; shows who else is there. */

import { post } from "./requests";

const EVERY_MS = 15_000;
const lastShown = new Map<string, string>(); // a fragment that is swapped shows at once what stood there before

export class Presence extends HTMLElement {
  private timer = 0;

  private get url(): string {
    return this.dataset["url"] ?? "";
  }

  connectedCallback(): void {
    this.innerHTML = lastShown.get(this.url) ?? "";
    void this.beat();
    this.timer = window.setInterval(() => void this.beat(), EVERY_MS);
    window.addEventListener("pagehide", this.goodbye);
    document.addEventListener("visibilitychange", this.onSeen);
  }

  disconnectedCallback(): void {
    window.clearInterval(this.timer);
    window.removeEventListener("pagehide", this.goodbye);
    document.removeEventListener("visibilitychange", this.onSeen);
  }

  private async beat(): Promise<void> {
    if (document.visibilityState !== "visible" || !this.url) return;
    const writing = document.querySelector<HTMLTextAreaElement>("g-composer textarea")?.value ? "1" : "0";
    const answer = await post(this.url, { writing }).catch(() => null);
    const html = answer?.ok ? (await answer.text()).trim() : null;
    if (html === null || html === lastShown.get(this.url)) return; // unchanged is not read out again
    lastShown.set(this.url, html);
    this.innerHTML = html;
  }

  private readonly onSeen = (): void => void this.beat();

  private readonly goodbye = (): void => {
    if (this.url) void post(this.url, { left: "1" }).catch(() => undefined);
  };
}
