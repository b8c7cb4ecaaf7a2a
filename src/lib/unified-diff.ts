/** Lines around a change that are shown with it. */
const CONTEXT = 3

/**
 * What makes `before` into `after`, as one hunk of a unified diff (POSIX `diff -u`); empty when they are the same.
 * Takes time and memory of the product of the lines that differ, so it is for files that people read.
 */
export function unifiedDiff(path: string, before: string, after: string): string[] {
  if (before === after) return []
  const [a, b] = [linesOf(before), linesOf(after)]
  const start = commonLength(a, b)
  const end = commonLength(a.slice(start).reverse(), b.slice(start).reverse())
  const from = Math.max(0, start - CONTEXT)
  const tail = a.slice(a.length - end, Math.min(a.length, a.length - end + CONTEXT))
  const body = [
    ...a.slice(from, start).map((line) => ` ${line}`),
    ...changes(a.slice(start, a.length - end), b.slice(start, b.length - end)),
    ...tail.map((line) => ` ${line}`),
  ]
  const count = (...signs: string[]) => body.filter((line) => signs.includes(line[0] ?? '')).length
  const range = `@@ -${from + 1},${count(' ', '-')} +${from + 1},${count(' ', '+')} @@`
  return [`--- a/${path}`, `+++ b/${path}`, range, ...body]
}

function linesOf(text: string): string[] {
  const lines = text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  return lines
}

function commonLength(a: readonly string[], b: readonly string[]): number {
  let length = 0
  while (length < a.length && length < b.length && a[length] === b[length]) length += 1
  return length
}

/** Along a longest common subsequence, by the table of its lengths. */
function changes(a: readonly string[], b: readonly string[]): string[] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1))
  const at = (i: number, j: number): number => lengths[i]?.[j] ?? 0
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const row = lengths[i] as Uint32Array
      row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  const out: string[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      out.push(` ${a[i++]}`)
      j += 1
    } else if (i < a.length && (j === b.length || at(i + 1, j) >= at(i, j + 1))) out.push(`-${a[i++]}`)
    else out.push(`+${b[j++]}`)
  }
  return out
}
