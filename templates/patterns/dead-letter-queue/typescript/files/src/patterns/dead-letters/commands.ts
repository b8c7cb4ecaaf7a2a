import { parseArgs } from 'node:util'
import type { Database } from '../../database/database.ts'
import { type DeadLetter, deadLetterStore } from './dead-letter-store.ts'

export const USAGE = `dead-letters list [--all] [--json]        what is parked; with --all also what is still tried
dead-letters show ID [--json]             one of them: what it is and how it failed
dead-letters retry ID... | --all          have the running service try it once more, under the same id
dead-letters discard ID...                it need not be handled any more`

interface Outcome {
  readonly text: string
  /** 0 done, 1 not as asked, 2 asked in a way that makes no sense. */
  readonly exitCode: 0 | 1 | 2
}

/** Runs one command of whoever looks after the service. Throws when the flags make no sense. */
export async function runCommand(database: Database, args: readonly string[]): Promise<Outcome> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { all: { type: 'boolean' }, json: { type: 'boolean' } },
  })
  const [command, ...ids] = positionals
  const isJson = values.json === true
  const isAll = values.all === true
  if (command === 'list' && ids.length === 0) return list(database, isAll, isJson)
  if (command === 'show' && ids.length === 1) return show(database, ids[0] ?? '', isJson)
  if (command === 'retry' && ids.length > 0 !== isAll) {
    const chosen = isAll ? await parkedIds(database) : ids
    return each(chosen, 'will be tried once more', (id) =>
      deadLetterStore.requestRedrive(database, id),
    )
  }
  if (command === 'discard' && ids.length > 0) {
    return each(ids, 'is discarded', (id) => deadLetterStore.discard(database, id))
  }
  return { text: USAGE, exitCode: 2 }
}

async function list(database: Database, isAll: boolean, isJson: boolean): Promise<Outcome> {
  const letters = await deadLetterStore.list(
    database,
    isAll ? ['parked', 'redrive', 'trying'] : ['parked', 'redrive'],
  )
  if (isJson) return done(JSON.stringify(letters, null, 2))
  return done(letters.length === 0 ? 'Nothing is parked.' : letters.map(lineOf).join('\n'))
}

function lineOf({ id, state, attempts, failures, firstFailedAt }: DeadLetter): string {
  return `${id}  ${state}  since ${firstFailedAt}  attempts ${attempts}  ${failures.at(-1)?.error ?? ''}`
}

async function show(database: Database, id: string, isJson: boolean): Promise<Outcome> {
  const letter = await deadLetterStore.find(database, id)
  if (letter === undefined) return { text: `there is no dead letter ${id}`, exitCode: 1 }
  if (isJson) return done(JSON.stringify(letter, null, 2))
  const failures = letter.failures.map(
    ({ at, error, isOutage }) => `  ${at}  ${error}${isOutage ? '  (outage, not counted)' : ''}`,
  )
  const payload = JSON.stringify(letter.payload, null, 2)
  return done([lineOf(letter), 'The latest failures:', ...failures, payload].join('\n'))
}

const done = (text: string): Outcome => ({ text, exitCode: 0 })

async function parkedIds(database: Database): Promise<string[]> {
  return (await deadLetterStore.list(database, ['parked'])).map(({ id }) => id)
}

async function each(
  ids: readonly string[],
  what: string,
  act: (id: string) => Promise<boolean>,
): Promise<Outcome> {
  const lines: string[] = []
  let isWell = true
  for (const id of ids) {
    const isDone = await act(id)
    isWell &&= isDone
    lines.push(isDone ? `${id} ${what}` : `${id} is not parked`)
  }
  return { text: lines.join('\n') || 'Nothing is parked.', exitCode: isWell ? 0 : 1 }
}
