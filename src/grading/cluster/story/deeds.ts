import type { Operation, Value } from '../../../history/operation.ts'
import { isList, showValue } from '../../../history/value-key.ts'
import { printable } from '../../../lib/printable.ts'
import { ISOLATE } from '../workloads/isolation.ts'
import type { Exchange, Exchanges } from './exchanges.ts'
import { operationWords, type WordOptions } from './operation-words.ts'

/** `1.729 s`. */
export function seconds(us: number): string {
  return `${(us / 1e6).toFixed(3)} s`
}

/** When an operation was answered; when it was asked, if nobody knows. */
export function endNs({ returnNs, callNs = 0 }: Operation): number {
  return returnNs ?? callNs
}

/** Tells operations by the nodes that were asked and that answered. */
export class Deeds {
  readonly #exchanges: Exchanges
  readonly #options: WordOptions

  constructor(exchanges: Exchanges, options: WordOptions) {
    this.#exchanges = exchanges
    this.#options = options
  }

  exchange(operation: Operation): Exchange | undefined {
    return this.#exchanges.get(operation.call)
  }

  /** Who answered it, where the journal has that. */
  answerer(operation: Operation): string | undefined {
    return this.exchange(operation)?.reply?.message.src
  }

  /** `n1 acknowledged write 3 to key 0`; without messages the client's process stands for the node. */
  clause(operation: Operation): string {
    if (operation.f === ISOLATE) return isolated(operation.input)
    const { outcome, final } = operation
    const { asked, told } = operationWords(operation, this.#options)
    const exchange = this.exchange(operation)
    const node = exchange?.reply?.message.src ?? exchange?.request.message.dest
    const which = final === true ? 'the last ' : 'the '
    const who = node ?? `process ${operation.process}`
    const isClient = node === undefined
    if (outcome === 'info')
      return `${who} ${isClient ? 'asked for' : 'was asked for'} ${asked}, and nobody knows what came of it`
    if (outcome === 'fail')
      return `${who} ${isClient ? 'was refused' : 'refused'} ${asked}${why(operation.error)}`
    if (told === undefined)
      return isClient ? `${who} was told that ${asked} was done` : `${who} acknowledged ${asked}`
    return isClient
      ? `${which}${asked} of ${who} was told ${told}`
      : `${who} answered ${which}${asked} with ${told}`
  }

  /** Whether it reads a whole collection: such a read is answered from what a node has, and need ask nobody. */
  isListRead({ f, output }: Operation): boolean {
    return !this.#options.keyed && this.#options.reads.has(f) && isList(output)
  }

  /** Who had asked, and through which node where another answered: `process 4 by n2`. */
  asker(operation: Operation): string {
    const exchange = this.exchange(operation)
    const contact = exchange?.request.message.dest
    const answered = exchange?.reply?.message.src
    const through =
      contact === undefined || answered === undefined || contact === answered ? '' : ` at ${contact}`
    return `process ${operation.process}${through}`
  }
}

function isolated(value: Value): string {
  const node = value instanceof Map ? value.get('node') : undefined
  if (isList(node)) return `${node.join(', ')} were cut off from all others for good`
  return `${typeof node === 'string' ? node : 'a node'} was cut off from all others for good`
}

function why(error: Value | undefined): string {
  if (error === undefined) return ''
  return ` (${printable(typeof error === 'string' ? error : showValue(error))})`
}
