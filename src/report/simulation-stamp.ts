import type { SimulationOutcome } from '../simulation/request.ts'

/** What must agree for somebody else to see the same: every report carries it. */
export function reproduceStamp(
  { sweep, scenario }: Pick<SimulationOutcome, 'sweep' | 'scenario'>,
  version: string,
): string {
  return `trace ${sweep.traceHash}, scenario version ${scenario.version}, compendium ${version}`
}
