/**
 * Rows as CSV (RFC 4180): CR LF after each, and quotes around what needs them. What a spreadsheet would take for a
 * formula gets an apostrophe before it, by which spreadsheets know text (https://owasp.org/www-community/attacks/CSV_Injection).
 * Numbers are written as they are.
 */
export function csv(rows: readonly (readonly (string | number)[])[]): string {
  return rows.map((row) => `${row.map(field).join(',')}\r\n`).join('')
}

const FORMULA = /^\s*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/

function field(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const text = FORMULA.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text
}
