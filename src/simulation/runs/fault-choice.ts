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
  const faults = await readSchedule(fileOf(choice)).catch((error) => {
    throw isWord(choice) ? noChoice(choice, error) : error
  })
  requireKinds(faults, info)
  return { faults }
}

/** A file may be named so, but where there is none, a word was meant. */
function isWord(choice: string): boolean {
  return /^[\w-]+$/.test(choice)
}

function noChoice(choice: string, cause: unknown): UserError {
  return new UserError(`--faults cannot be "${choice}".`, {
    code: 'bad-fault',
    next: ['It may be swarm (each seed draws its own), none, or the name of a JSON file.'],
    cause,
  })
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
