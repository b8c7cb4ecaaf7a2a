import path from 'node:path'
import { learnerId } from '../learning/classroom/learner.ts'
import { retentionOf } from '../learning/review/scheduler.ts'
import { closest } from '../lib/closest.ts'
import { isUserError } from '../lib/user-error.ts'
import { doctorWords } from '../messages/doctor/index.ts'
import { classPlace } from '../platform/class-url.ts'
import { pathKind } from '../platform/tree.ts'
import { found, type Looked, type Mendable, type Surroundings, together, well } from './finding.ts'

/** Every variable that compendium reads or sets; a test holds this against the sources. */
export const VARIABLES: readonly string[] = [
  'COMPENDIUM_HOME',
  'COMPENDIUM_CORPUS',
  'COMPENDIUM_RETENTION',
  'COMPENDIUM_DATABASE_URL',
  'COMPENDIUM_LEARNER',
  'COMPENDIUM_LANG',
  'COMPENDIUM_MOUSE',
  'COMPENDIUM_PLAIN',
  'COMPENDIUM_LLM_BASE_URL',
  'COMPENDIUM_LLM_MODEL',
  'COMPENDIUM_LLM_API_KEY',
  'COMPENDIUM_LLM_TIMEOUT',
  // Set for the programs that compendium starts.
  'COMPENDIUM_RUN',
  'COMPENDIUM_NODE',
  'COMPENDIUM_SEED',
  'COMPENDIUM_STORAGE',
]

/** Throws a UserError for a value that will not do. */
const VALUES: Readonly<Record<string, (value: string) => unknown>> = {
  COMPENDIUM_RETENTION: retentionOf,
  COMPENDIUM_DATABASE_URL: classPlace,
  COMPENDIUM_LEARNER: learnerId,
}

export async function checkVariables({ env }: Surroundings): Promise<Looked> {
  const names = Object.keys(env).filter((name) => name.startsWith('COMPENDIUM_') && env[name])
  const looked = await Promise.all(names.map((name) => checkVariable(name, env[name] ?? '')))
  const known = names.filter((name) => VARIABLES.includes(name))
  return together([
    ...looked,
    ...(known.length > 0
      ? [well('variables', doctorWords().variables.well({ names: known.join(', ') }))]
      : []),
  ])
}

async function checkVariable(name: string, value: string): Promise<Looked> {
  if (!VARIABLES.includes(name)) return found(unknown(name))
  const words = doctorWords().variables
  const isFolder = name === 'COMPENDIUM_HOME' || name === 'COMPENDIUM_CORPUS'
  if (isFolder && (await pathKind(path.resolve(value))) === 'file')
    return found(wrong(name, words.isFile({ value }), words.nameFolder({ name })))
  try {
    VALUES[name]?.(value)
    return found()
  } catch (error) {
    if (!isUserError(error)) throw error
    return found(wrong(name, error.message, error.next.join(' ')))
  }
}

function wrong(where: string, what: string, next: string): Mendable {
  return { id: 'variable-wrong', severity: 'error', what, where, next }
}

function unknown(where: string): Mendable {
  const words = doctorWords().variables
  const [near] = closest(where, VARIABLES, 1)
  return {
    id: 'variable-unknown',
    severity: 'warning',
    what: words.unknown,
    where,
    next: near === undefined ? words.unset : words.didYouMean({ name: near }),
  }
}
