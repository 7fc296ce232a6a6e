/** Which key is meant, and what the person changed about it. */

export interface Choices {
  off: boolean;
  enterSends: boolean;
  keys: Record<string, string>; // what the page declares → what the person presses instead
}

const STORE = "gijun.keys";
export const WITH_ALT = "Alt+"; // so declared, a key needs Alt also where nobody types
const CODES: Record<string, string> = {
  ";": "Semicolon", "/": "Slash", "[": "BracketLeft", "]": "BracketRight",
  ",": "Comma", ".": "Period", "'": "Quote", "-": "Minus", "=": "Equal",
};
const SHIFTED: Record<string, string> = { "?": "Slash", "#": "Digit3" }; // written with Shift, at this place

export function choices(): Choices {
  const none: Choices = { off: false, enterSends: false, keys: {} };
  try {
    return { ...none, ...(JSON.parse(localStorage.getItem(STORE) ?? "{}") as Partial<Choices>) };
  } catch {
    return none; // somebody else's value, or storage is not allowed
  }
}

export function choose(change: Partial<Choices>): void {
  localStorage.setItem(STORE, JSON.stringify({ ...choices(), ...change }));
}

/** The key to press for what the page declares. */
export function keyFor(declared: string): string {
  return choices().keys[declared] ?? declared;
}

export function shown(key: string): string {
  return key.replace(/(^|\+)([a-z])$/, (_all, before: string, letter: string) => before + letter.toUpperCase());
}

function codeOf(key: string): string {
  return CODES[key] ?? (/^[0-9]$/.test(key) ? `Digit${key}` : `Key${key.toUpperCase()}`);
}

/**
 * Is this the key? A Latin letter or sign counts as typed; anything else (`ㅎ` for `g` with Hangul on, `Process`)
 * counts by its place on the keyboard.
 */
export function matches(event: KeyboardEvent, key: string): boolean {
  if (key.startsWith(WITH_ALT)) return event.altKey && matches(event, key.slice(WITH_ALT.length));
  const isLatin = event.key.length === 1 && event.key.charCodeAt(0) < 128;
  const wantsShift = key.startsWith("Shift+");
  const plain = wantsShift ? key.slice("Shift+".length) : key;
  if (plain.length > 1) return (event.key === plain || event.code === plain) && event.shiftKey === wantsShift;
  if (/[a-z0-9]/i.test(plain) && event.shiftKey !== wantsShift) return false;
  if (plain in SHIFTED) return event.key === plain || (!isLatin && event.shiftKey && event.code === SHIFTED[plain]);
  if (isLatin && !event.altKey) return event.key.toLowerCase() === plain.toLowerCase();
  return event.code === codeOf(plain) && (plain !== "/" || !event.shiftKey);
}

/** The key of an event as a page would declare it; empty for a key that cannot be one. */
export function declaredBy(event: KeyboardEvent): string {
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1]?.toLowerCase();
  const sign = Object.keys(CODES).find((key) => CODES[key] === event.code);
  const plain = letter ?? sign ?? /^F\d+$/.exec(event.key)?.[0] ?? "";
  return plain && event.shiftKey ? `Shift+${plain}` : plain;
}

export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches("input:not([type=checkbox], [type=radio], [type=button]), textarea, select");
}

/** F1 to F12 write nothing: they act also while somebody types, and while a syllable is being composed. */
export function isFunctionKey(event: KeyboardEvent): boolean {
  return /^F\d+$/.test(event.code || event.key);
}

/** A key of a syllable still being composed: nobody else's business. */
export function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}
