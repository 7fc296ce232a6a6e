/** What belongs to words just inserted (a checklist, required steps) stands beside the answer before anything is sent. */

export async function showBeside(place: HTMLElement | null, from: string | undefined, name: string, id: string, more: Record<string, string> = {}): Promise<void> {
  if (!place || !from) return;
  const url = new URL(from, document.baseURI);
  const shown = [...place.querySelectorAll<HTMLInputElement>(`input[name=${name}]`)].map((input) => input.value);
  for (const one of new Set([...shown, id])) url.searchParams.append(name, one);
  for (const [key, value] of Object.entries(more)) url.searchParams.set(key, value);
  const answer = await fetch(url, { headers: { "HX-Request": "true" } }).catch(() => null);
  if (answer?.status !== 200) return;
  place.innerHTML = await answer.text();
  window.htmx?.process(place);
}
