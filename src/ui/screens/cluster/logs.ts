import type { NodeChange } from '../../../simulation/kernel/trace.ts'
import { fieldRows } from './ring.ts'
import { type Look, nodeSign, nodeWord } from './signs.ts'

/** Each entry of a log has so many columns at most. */
const ENTRY_COLUMNS_MAX = 12

/**
 * The logs below each other, entry under entry, so that where two differ meets the eye. What is
 * committed, where a node says so by a field of that name, stands before a bar.
 */
export function logLines(nodes: readonly (NodeChange | undefined)[], width: number, look: Look): string[] {
  const logs = nodes.map((node) => node?.view.log ?? [])
  const entries = logs.reduce((most, log) => Math.max(most, log.length), 0)
  if (entries === 0 && !nodes.some((node) => node?.view.log !== undefined)) return []
  const head = `${nodes.length - 1}`.length + 3
  const columns = Math.min(ENTRY_COLUMNS_MAX, widest(logs)) + 1
  const fitting = Math.max(1, Math.floor((width - head - 2) / columns))
  const first = Math.max(0, entries - fitting)
  return logs.map((log, node) => {
    const sign = nodeSign(look.signs, nodes[node])
    const start = `${String(node).padStart(head - 3)} ${sign} `
    return start + entriesText(log, first, entries, columns, committedOf(nodes[node]), look)
  })
}

function widest(logs: readonly (readonly string[])[]): number {
  return logs.flat().reduce((most, entry) => Math.max(most, entry.length), 1)
}

function committedOf(node: NodeChange | undefined): number | undefined {
  const committed = node?.view.fields['committed']
  return typeof committed === 'number' ? committed : undefined
}

function entriesText(
  log: readonly string[],
  first: number,
  end: number,
  columns: number,
  committed: number | undefined,
  { theme, signs }: Look,
): string {
  const earlier = first > 0 ? signs.more : ' '
  let text = committed === first ? signs.committed : earlier
  for (let index = first; index < end; index += 1) {
    const entry = log[index]
    const bar = committed === index + 1 ? signs.committed : ' '
    const cell = (entry ?? '').slice(0, columns - 1).padEnd(columns - 1)
    text += (committed !== undefined && index < committed ? theme.paint.tip(cell) : cell) + bar
  }
  return text
}

/** One row for each node: for clusters too large to draw. */
export function tableLines(
  nodes: readonly (NodeChange | undefined)[],
  names: readonly string[],
  chosen: number,
  marked: readonly number[],
  { width, height }: { readonly width: number; readonly height: number },
  look: Look,
): string[] {
  const first = Math.max(0, Math.min(nodes.length - height, chosen - Math.floor(height / 2)))
  const digits = String(nodes.length - 1).length
  return nodes.slice(first, first + height).map((node, row) => {
    const id = first + row
    const pointer = id === chosen ? look.signs.chosen : ' '
    const mark = marked.includes(id) ? '+' : ' '
    const number = String(id).padStart(digits)
    const word = nodeWord(node).padEnd(12)
    const head = `${pointer}${nodeSign(look.signs, node)} ${number}${mark} ${word} ${(names[id] ?? '').padEnd(10)} `
    return (head + fieldRows(node, Math.max(10, width - head.length)).join(' ')).slice(0, width)
  })
}
