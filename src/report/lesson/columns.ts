import stringWidth from 'string-width'

/** Signs of exactly one column each, so that their number is the width: nearly all that a lesson holds. */
const SINGLE =
  /^[\x20-\x7e\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0373\u03a3-\u03ff\u2010-\u2027\u2030-\u205e\u2190-\u2193\u2200-\u22ff\u2500-\u259f\u25b2\u25ba\u25bc\u25c4\u25c9\u25cf]*$/

/** The columns that text takes in a terminal: CJK and emoji take two, marks that combine take none. */
export function columns(text: string): number {
  return SINGLE.test(text) ? text.length : stringWidth(text)
}
