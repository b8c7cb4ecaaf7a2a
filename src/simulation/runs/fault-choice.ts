import { UserError } from '../../lib/user-error.ts'
import type { Fault, FaultRule } from '../kernel/fault.ts'
import type { RunOptions } from '../kernel/scenario.ts'
import type { DataFile } from './read-data.ts'
import type { ScenarioInfo } from './task.ts'

/** `--faults`: `none`, `swarm` (each seed draws its own, the default) or a file with a schedule. */
export async function chooseFaults(
  choice: string | undefined,
  info: ScenarioInfo,
  fileOf: (name: string) => DataFile,
): Promise<Pick<RunOptions, 'faults'>> {
  if (choice === undefined || choice === 'swarm') return {}
  if (choice === 'none') return { faults: [] }
  const { readSchedule } = await import('./schedule-file.ts')
  const faults = await readSchedule(fileOf(choice))
  requireKinds(faults, info)
  return { faults }
}

function requireKinds(faults: readonly (Fault | FaultRule)[], { id, faultKinds }: ScenarioInfo): void {
  const known: readonly string[] = faultKinds.length === 0 ? [] : [...faultKinds, 'when']
  const wrong = faults.findIndex(({ kind }) => !known.includes(kind))
  if (wrong === -1) return
  throw new UserError(`${id} knows no fault "${faults[wrong]?.kind}" (faults[${wrong}]).`, {
    code: 'bad-fault',
    next: [`Its faults: ${known.length === 0 ? 'none' : known.join(', ')}`],
  })
}
