/** As much of htmx as the elements use. */

interface Window {
  htmx?: { process(element: Element): void };
}
