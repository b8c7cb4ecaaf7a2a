import { UserError } from '../../lib/user-error.ts'
import { troubleWords } from '../../messages/trouble/index.ts'
import { userName } from '../../platform/user-name.ts'

/** A letter or digit first, so that no identity looks like a flag, a formula or a path. */
const IDENTITY = /^[\p{L}\p{N}][\p{L}\p{N}._@+-]{0,99}$/u

/**
 * Who the learner is to the class: COMPENDIUM_LEARNER, else the name of the user on this system.
 * @throws UserError (exit 2) when that is no identity.
 */
export function learnerId(given: string | undefined = process.env['COMPENDIUM_LEARNER']): string {
  const name = given || userName()
  if (name === undefined) throw refuse(troubleWords().class.nameless)
  return requireIdentity(name)
}

/** As it is written, in the one spelling that Unicode has for its letters. @throws UserError (exit 2) */
export function requireIdentity(text: string): string {
  const id = text.normalize('NFC')
  if (IDENTITY.test(id)) return id
  throw refuse(troubleWords().class.noIdentity({ text }))
}

function refuse(message: string): UserError {
  return new UserError(message, {
    code: 'bad-learner',
    next: [troubleWords().class.identity, troubleWords().class.sayWho],
  })
}
