import { formatQuantity } from '../lib/quantity.ts'
import type { Fault } from '../simulation/kernel/fault.ts'

/** `1.250 s  crash of node 2 for 300 ms, un-synced writes lost`: one fault of a schedule. */
export function faultText(fault: Fault): string {
  const atS = (fault.atUs / 1e6).toFixed(3)
  return `${atS} s  ${what(fault)} for ${time(fault.durationUs)}${how(fault)}`
}

function what(fault: Fault): string {
  switch (fault.kind) {
    case 'partition':
      return `partition${fault.oneWay ? ' one way' : ''} around ${nodes(fault.side)}`
    case 'link':
      return `bad links from ${ends(fault.from)} to ${ends(fault.to)}`
    case 'clog':
      return `clog from node ${fault.from} to node ${fault.to}`
    case 'drop':
      return `drop of ${fault.count} messages from node ${fault.from} to node ${fault.to}`
    case 'load':
      return `load of ${fault.count} operations`
    default:
      return `${fault.kind} of node ${fault.node}`
  }
}

const DISKS = { kept: '', 'unsynced-lost': ', un-synced writes lost', wiped: ', disk wiped' } as const

function how(fault: Fault): string {
  switch (fault.kind) {
    case 'crash':
      return DISKS[fault.disk]
    case 'slow':
    case 'clock-skew':
      return `, by ${time(fault.byUs)}`
    case 'clock-drift':
      return `, by ${fault.ppm} ppm`
    case 'link':
      return linkStrength(fault)
    default:
      return ''
  }
}

function linkStrength({ loss, duplicate, delayUs, reorderUs }: Extract<Fault, { kind: 'link' }>): string {
  const parts = [
    loss === undefined ? '' : `loss ${formatQuantity(loss, 'ratio')}`,
    duplicate === undefined ? '' : `duplicates ${formatQuantity(duplicate, 'ratio')}`,
    delayUs === undefined ? '' : `delay ${time(delayUs)}`,
    reorderUs === undefined ? '' : `reordering ${time(reorderUs)}`,
  ].filter((part) => part !== '')
  return parts.map((part) => `, ${part}`).join('')
}

function time(us: number): string {
  return formatQuantity(us / 1000, 'ms')
}

function nodes(ids: readonly number[]): string {
  return `node${ids.length === 1 ? '' : 's'} ${ids.join(', ')}`
}

function ends(ids: readonly number[] | undefined): string {
  return ids === undefined ? 'all' : nodes(ids)
}
