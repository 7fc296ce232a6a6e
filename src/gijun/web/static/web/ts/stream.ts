/**
 * One stream a page. A message says which topics have news; elements with such a `data-topic` get `g:changed` and
 * fetch themselves anew under the reader's own permission.
 */

const LOST_AFTER_MS = 10_000;
const SILENT_AFTER_MS = 35_000; // the server says something every 15 s
const AGAIN_MS = 3_000;
const AT_MOST_EVERY_MS = 1_000;

export class Stream extends HTMLElement {
  private source: EventSource | null = null;
  private lastHeard = 0;
  private watch = 0;
  private telling = 0;
  private readonly news = new Set<string>();
  private readonly banner = document.createElement("p");

  connectedCallback(): void {
    if (!document.body.dataset["streamUrl"]) return;
    this.banner.className = "lost";
    this.banner.setAttribute("role", "status");
    this.banner.hidden = true;
    this.append(this.banner);
    this.connect();
    this.watch = window.setInterval(() => this.look(), 1_000);
    window.addEventListener("online", this.again);
    window.addEventListener("pageshow", this.restored);
    document.addEventListener("visibilitychange", this.again);
  }

  disconnectedCallback(): void {
    window.clearInterval(this.watch);
    this.source?.close();
    window.removeEventListener("online", this.again);
    window.removeEventListener("pageshow", this.restored);
    document.removeEventListener("visibilitychange", this.again);
  }

  private connect(): void {
    this.source?.close();
    const url = new URL(document.body.dataset["streamUrl"] ?? "", document.baseURI);
    const after = this.dataset["position"];
    if (after) url.searchParams.set("after", after);
    const source = new EventSource(url);
    this.lastHeard ||= performance.now();
    source.onopen = () => this.heard();
    source.addEventListener("alive", () => this.heard());
    source.onmessage = (event: MessageEvent<string>) => {
      this.heard();
      this.dataset["position"] = event.lastEventId;
      this.hear((JSON.parse(event.data) as { topics: string[] }).topics);
    };
    source.onerror = () => {
      if (source.readyState === EventSource.CLOSED) window.setTimeout(() => source === this.source && this.connect(), AGAIN_MS);
    };
    this.source = source;
  }

  private heard(): void {
    this.lastHeard = performance.now();
    if (this.banner.hidden) return;
    this.banner.hidden = true;
    this.banner.textContent = "";
  }

  private look(): void {
    const isOpen = this.source?.readyState === EventSource.OPEN;
    const silentMs = performance.now() - this.lastHeard;
    if (document.visibilityState !== "visible" || silentMs < (isOpen ? SILENT_AFTER_MS : LOST_AFTER_MS)) return;
    if (!this.banner.hidden) return;
    this.banner.hidden = false;
    this.banner.textContent = this.dataset["lost"] ?? "";
  }

  /** Back to the page, or back on the line: a stream that is not surely alive begins again where it stopped. */
  private readonly again = (): void => {
    const isFresh = this.source?.readyState === EventSource.OPEN && performance.now() - this.lastHeard < SILENT_AFTER_MS;
    if (document.visibilityState === "visible" && !isFresh) this.connect();
  };

  /** Also shown when it is first loaded: then the stream has only just begun, and beginning again could lose news. */
  private readonly restored = (event: PageTransitionEvent): void => {
    if (event.persisted) this.again();
  };

  private hear(topics: string[]): void {
    for (const topic of topics) this.news.add(topic);
    if (this.telling || !this.news.size) return;
    this.tell();
    this.telling = window.setTimeout(() => {
      this.telling = 0;
      this.hear([]);
    }, AT_MOST_EVERY_MS);
  }

  private tell(): void {
    for (const element of document.querySelectorAll<HTMLElement>("[data-topic]")) {
      const own = (element.dataset["topic"] ?? "").split(" ");
      if (own.some((topic) => this.news.has(topic))) element.dispatchEvent(new CustomEvent("g:changed"));
    }
    this.news.clear();
  }
}
