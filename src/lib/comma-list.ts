/** `a, b,,c ` as `a`, `b` and `c`: what somebody typed with commas between, without blanks and gaps. */
export function commaList(typed: string): string[] {
  return typed
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')
}
