import { printable } from '../../../lib/printable.ts'
import type { NodeChange, NodeStatus, NodeView } from '../../../simulation/kernel/trace.ts'
import type { Json } from '../../sequence.ts'
import type { Sight } from '../steps/sight.ts'
import { isObject } from '../wire/message.ts'

const LONGEST_FIELD = 20
/** Saved values that are shown beside what the node shows of itself. */
const MOST_SAVED = 4
/** A saved key that is one of a row: `entry 12`. */
const NUMBERED = /^(?<row>.*?)(?<number>\d+)$/

/** How one node looks, of what it said of itself and what it saved. */
class Look {
  status: NodeStatus = 'down'
  readonly #facts = new Map<string, Json>()
  readonly #saved = new Map<string, Json>()
  /** By name of the row, by number: the longest is shown as the log. */
  readonly #rows = new Map<string, Map<number, string>>()

  see(sight: Sight): void {
    if (sight.kind === 'status') this.#live(sight.status)
    else if (sight.kind === 'show') this.#show(sight.facts)
    else this.#save(sight.key, sight.value)
  }

  /** What it showed was in memory; what it saved stays. */
  #live(status: NodeStatus): void {
    if (status === 'down') this.#facts.clear()
    this.status = status
  }

  #show(facts: Readonly<Record<string, Json>>): void {
    for (const [name, fact] of Object.entries(facts)) this.#facts.set(name, fact)
  }

  #save(key: string, value: Json): void {
    const { row, number } = NUMBERED.exec(key)?.groups ?? {}
    if (row !== undefined && row !== '') {
      const entries = this.#rows.get(row) ?? new Map<number, string>()
      this.#rows.set(row, entries)
      if (value === null) entries.delete(Number(number))
      else entries.set(Number(number), entryText(value))
    } else if (value === null) this.#saved.delete(key)
    else this.#saved.set(key, value)
  }

  view(): NodeView {
    const { role, log, ...facts } = Object.fromEntries(this.#facts)
    const entries = Array.isArray(log) ? log.map(entryText) : this.#log()
    return {
      role: typeof role === 'string' ? printable(role) : 'up',
      fields: { ...fieldsOf(Object.entries(facts)), ...fieldsOf([...this.#saved].slice(0, MOST_SAVED)) },
      ...(entries === undefined ? {} : { log: entries }),
    }
  }

  #log(): string[] | undefined {
    const [longest] = [...this.#rows.values()].sort((a, b) => b.size - a.size)
    if (longest === undefined) return undefined
    return [...longest].sort(([a], [b]) => a - b).map(([, text]) => text)
  }
}

/** One change for each moment at which a node came to look otherwise. */
export class NodeLooks {
  readonly changes: NodeChange[] = []
  readonly #names: readonly string[]
  readonly #looks: readonly Look[]

  constructor(names: readonly string[]) {
    this.#names = names
    this.#looks = names.map(() => new Look())
  }

  see(name: string, atUs: number, sight: Sight): void {
    const node = this.#names.indexOf(name)
    const look = this.#looks[node]
    if (look === undefined) return
    look.see(sight)
    const change = { atUs, node, status: look.status, view: look.view() }
    const last = this.changes.at(-1)
    if (last !== undefined && last.atUs === atUs && last.node === node) this.changes.pop()
    this.changes.push(change)
  }
}

function fieldsOf(values: readonly (readonly [string, Json])[]): Record<string, string | number> {
  return Object.fromEntries(
    values.map(([name, value]) => [printable(name), typeof value === 'number' ? value : brief(value)]),
  )
}

function brief(value: Json): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return printable(text.length <= LONGEST_FIELD ? text : `${text.slice(0, LONGEST_FIELD - 2)}..`)
}

const UNTOLD = new Set(['type', 'term', 'msg_id', 'client', 'in_reply_to'])

/** An entry of a log in few columns: `3:write 0 5`, its term, what was asked, and with what. */
function entryText(entry: Json): string {
  if (!isObject(entry)) return brief(entry)
  const { term } = entry
  const command = Object.values(entry).find(isObject) ?? entry
  const type = typeof command['type'] === 'string' ? [command['type']] : []
  const values = Object.entries(command).filter(([name, value]) => !UNTOLD.has(name) && !isObject(value))
  const text = [...type, ...values.map(([, value]) => brief(value as Json))].join(' ')
  if (typeof term !== 'number') return text
  return text === '' ? `${term}` : `${term}:${text}`
}
