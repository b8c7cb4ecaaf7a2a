/**
 * A short answer as answers are compared: no matter how large its letters are, how it is spaced, whether words are joined by a hyphen,
 * and whether it stands in quotes or ends with a full stop. `At-least once.` is `at least once`, `2f + 1` is `2f+1`.
 */
export function comparableText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/["'`‘’“”]/g, '')
    .replace(/(?<=\p{L})[-‐‑_](?=\p{L})/gu, ' ')
    .replace(/\s*([-+*/=<>()])\s*/g, '$1')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[.!?;,]+$/, '')
    .trim()
}
