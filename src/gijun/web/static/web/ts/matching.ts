/**
 * Does a label fit what was typed? As typed, by Korean initials (`ㅎㅂ`), or typed with the keyboard in the other language
 * (`ghksqnf` for 환불, `ㅎㅑㅓㅕㅜ`). Everything is compared as strokes of the standard two-set keyboard, so that a syllable
 * half composed fits already.
 */

const FIRST = ["r", "R", "s", "e", "E", "f", "a", "q", "Q", "t", "T", "d", "w", "W", "c", "z", "x", "v", "g"];
const MIDDLE = ["k", "o", "i", "O", "j", "p", "u", "P", "h", "hk", "ho", "hl", "y", "n", "nj", "np", "nl", "b", "m", "ml", "l"];
const LAST = ["", "r", "R", "rt", "s", "sw", "sg", "e", "f", "fr", "fa", "fq", "ft", "fx", "fv", "fg", "a", "q", "qt", "t", "T", "d", "w", "c", "z", "x", "v", "g"];
const JAMO = ["r", "R", "rt", "s", "sw", "sg", "e", "E", "f", "fr", "fa", "fq", "ft", "fx", "fv", "fg", "a", "q", "Q", "qt", "t", "T", "d", "w", "W", "c", "z", "x", "v", "g", ...MIDDLE];
const CONSONANTS = 30; // of the compatibility letters, ㄱ to ㅎ
const INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
const SYLLABLES = 0xac00;
const LETTERS = 0x3131;

function strokesOf(sign: string): string {
  const code = sign.charCodeAt(0);
  const syllable = code - SYLLABLES;
  if (syllable >= 0 && syllable < 11_172) {
    return (FIRST[Math.floor(syllable / 588)] ?? "") + (MIDDLE[Math.floor(syllable / 28) % 21] ?? "") + (LAST[syllable % 28] ?? "");
  }
  return JAMO[code - LETTERS] ?? sign;
}

/** The keys somebody presses for a text, without blanks. */
export function strokes(text: string): string {
  return [...text.normalize("NFC")].map(strokesOf).join("").replace(/\s/g, "").toLowerCase();
}

function initials(text: string): string {
  return [...text.normalize("NFC")]
    .map((sign) => {
      const syllable = sign.charCodeAt(0) - SYLLABLES;
      return syllable >= 0 && syllable < 11_172 ? (INITIALS[Math.floor(syllable / 588)] ?? "") : sign;
    })
    .join("")
    .replace(/\s/g, "");
}

function isInitials(typed: string): boolean {
  return [...typed].every((sign) => {
    const code = sign.charCodeAt(0) - LETTERS;
    return code >= 0 && code < CONSONANTS;
  });
}

/** How well a label fits: 4 begins with it, 3 holds it, 2 by initials, 1 by strokes, 0 not at all. */
export function fit(label: string, typed: string): number {
  const wanted = typed.normalize("NFC").toLowerCase().replace(/\s/g, "");
  if (!wanted) return 1;
  const plain = label.normalize("NFC").toLowerCase().replace(/\s/g, "");
  if (plain.startsWith(wanted)) return 4;
  if (plain.includes(wanted)) return 3;
  if (isInitials(wanted) && initials(label).includes(wanted)) return 2;
  return strokes(label).includes(strokes(typed)) ? 1 : 0;
}
