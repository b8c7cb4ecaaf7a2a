import { UserError } from '../../lib/user-error.ts'
import { troubleWords } from '../../messages/trouble/index.ts'
import { type ClassTables, inClass } from './class-store.ts'
import { requireIdentity } from './learner.ts'

export interface RosterLearner {
  readonly id: string
  readonly name: string
  readonly addedAtMs: number
}

export interface Roster {
  /** By identity. */
  readonly learners: readonly RosterLearner[]
  /** Who has recorded something and is not on the roster: somebody new, or a name that was mistyped. */
  readonly strangers: readonly string[]
}

/** As much as a name may hold; more is a mistake. */
const LONGEST_NAME = 200

/**
 * Puts somebody on the roster, or gives them another name. `name` is what people call them; the identity, if not given.
 * @throws UserError (exit 2)
 */
export async function addToRoster(
  identity: string,
  name: string | undefined,
  nowMs: number,
): Promise<RosterLearner> {
  const id = requireIdentity(identity)
  const learner = { id, name: requireName(name ?? id), added_at_ms: nowMs }
  const saved = await inClass((tables) =>
    tables
      .insertInto('learner')
      .values(learner)
      .onConflict((conflict) =>
        name === undefined
          ? conflict.column('id').doUpdateSet((row) => ({ name: row.ref('learner.name') }))
          : conflict.column('id').doUpdateSet({ name: learner.name }),
      )
      .returningAll()
      .executeTakeFirstOrThrow(),
  )
  return { id: saved.id, name: saved.name, addedAtMs: saved.added_at_ms }
}

/** Takes them off the roster; what they did stays until it is erased. @throws UserError when they are not on it. */
export async function removeFromRoster(identity: string): Promise<string> {
  const id = requireIdentity(identity)
  const removed = await inClass((tables) =>
    tables.deleteFrom('learner').where('id', '=', id).executeTakeFirst(),
  )
  if (removed.numDeletedRows > 0n) return id
  throw new UserError(troubleWords().class.notOn({ id }), {
    code: 'unknown-learner',
    next: [troubleWords().class.seeWho],
  })
}

export async function readRoster(): Promise<Roster> {
  return inClass(async (tables) => {
    const learners = await learnersOf(tables)
    const known = new Set(learners.map(({ id }) => id))
    const active = await tables.selectFrom('event').select('learner').distinct().orderBy('learner').execute()
    return { learners, strangers: active.map(({ learner }) => learner).filter((id) => !known.has(id)) }
  })
}

export async function learnersOf(tables: ClassTables): Promise<readonly RosterLearner[]> {
  const rows = await tables.selectFrom('learner').selectAll().orderBy('id').execute()
  return rows.map(({ id, name, added_at_ms: addedAtMs }) => ({ id, name, addedAtMs }))
}

function requireName(text: string): string {
  const name = text.normalize('NFC').trim()
  if (name !== '' && name.length <= LONGEST_NAME && !/\p{Cc}/u.test(name)) return name
  throw new UserError(troubleWords().class.badName({ most: LONGEST_NAME }), { code: 'bad-name' })
}
