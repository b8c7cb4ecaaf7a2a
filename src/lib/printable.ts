/** Text of a program or a file as it can be shown: no sign in it moves a cursor, rings a bell or breaks a picture. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\u2028\u2029\ufffe\uffff]/gu, '\u00b7')
}
