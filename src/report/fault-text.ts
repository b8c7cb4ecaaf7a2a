import { formatQuantity } from '../lib/quantity.ts'
import type { SimulatingMessages } from '../messages/simulating/en.ts'
import type { Fault } from '../simulation/kernel/fault.ts'

type Words = SimulatingMessages['fault']

/** `1.250 s  crash of node 2 for 300 ms, un-synced writes lost`: one fault of a schedule. */
export function faultText(fault: Fault, { fault: words }: SimulatingMessages): string {
  const atS = (fault.atUs / 1e6).toFixed(3)
  const told = { what: what(fault, words), time: time(fault.durationUs), how: how(fault, words) }
  return `${atS} s  ${words.lasting(told)}`
}

function what(fault: Fault, words: Words): string {
  switch (fault.kind) {
    case 'partition': {
      const side = { nodes: nodes(fault.side, words) }
      return fault.oneWay ? words.oneWay(side) : words.partition(side)
    }
    case 'link':
      return words.link({ from: ends(fault.from, words), to: ends(fault.to, words) })
    case 'clog':
      return words.clog(fault)
    case 'drop':
      return words.drop(fault)
    case 'load':
      return words.load(fault)
    default:
      return words.ofNode(fault)
  }
}

function how(fault: Fault, words: Words): string {
  switch (fault.kind) {
    case 'crash':
      return { kept: '', 'unsynced-lost': words.unsyncedLost, wiped: words.wiped }[fault.disk]
    case 'slow':
    case 'clock-skew':
      return words.by({ amount: time(fault.byUs) })
    case 'clock-drift':
      return words.by({ amount: `${fault.ppm} ppm` })
    case 'link':
      return linkStrength(fault, words)
    default:
      return ''
  }
}

function linkStrength(
  { loss, duplicate, delayUs, reorderUs }: Extract<Fault, { kind: 'link' }>,
  words: Words,
): string {
  return [
    loss === undefined ? '' : words.loss({ share: formatQuantity(loss, 'ratio') }),
    duplicate === undefined ? '' : words.duplicates({ share: formatQuantity(duplicate, 'ratio') }),
    delayUs === undefined ? '' : words.delay({ time: time(delayUs) }),
    reorderUs === undefined ? '' : words.reordering({ time: time(reorderUs) }),
  ].join('')
}

function time(us: number): string {
  return formatQuantity(us / 1000, 'ms')
}

function nodes(ids: readonly number[], words: Words): string {
  const list = ids.join(', ')
  return ids.length === 1 ? words.node({ node: list }) : words.nodes({ nodes: list })
}

function ends(ids: readonly number[] | undefined, words: Words): string {
  return ids === undefined ? words.all : nodes(ids, words)
}
