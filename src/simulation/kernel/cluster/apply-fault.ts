import type { NodeId } from '../fault.ts'
import type { Transition } from './fault-plan.ts'
import type { Hosts } from './hosts.ts'
import type { Network } from './network.ts'

/** Lets a fault begin or end on machines and links. Gives the node that must start because of it. */
export function applyFault(
  { atUs, fault, begins }: Transition,
  hosts: Hosts,
  network: Network,
): NodeId | undefined {
  const sign = begins ? 1 : -1
  switch (fault.kind) {
    case 'crash':
      if (begins) hosts.stop(fault.node, fault.disk)
      else if (hosts.release(fault.node)) return fault.node
      return undefined
    case 'pause':
      if (begins) hosts.pause(fault.node)
      else hosts.resume(fault.node)
      return undefined
    case 'slow':
      network.slowUs[fault.node] = (network.slowUs[fault.node] as number) + sign * fault.byUs
      return undefined
    case 'clock-skew':
      hosts.context(fault.node).clock.skewBy(sign * fault.byUs)
      return undefined
    case 'clock-drift':
      hosts.context(fault.node).clock.driftBy(atUs, sign * fault.ppm)
      return undefined
    case 'disk-full':
      return hosts.fillDisk(fault.node, sign) ? fault.node : undefined
    case 'load':
      return undefined
    default:
      if (begins) network.faults.begin(fault)
      else network.faults.end(fault)
      return undefined
  }
}
