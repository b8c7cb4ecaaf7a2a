import { closest } from '../lib/closest.ts'
import { UserError } from '../lib/user-error.ts'
import { type ProjectMessages, projectWords } from '../messages/projects/index.ts'
import { troubleWords } from '../messages/trouble/index.ts'

type ChoiceWords = ProjectMessages['choices']['type']

/** What is said of a choice, such as the database; one that has no words of its own is called by its id. */
export function choiceWords(kind: string): ChoiceWords {
  const { choices } = projectWords()
  const known: Readonly<Record<string, ChoiceWords>> = choices
  return known[kind] ?? { none: kind, known: kind, which: kind, the: kind }
}

/** The error for a name that is not on the list: what was meant, perhaps, and what there is. */
export function unknownName(
  kind: string,
  typed: string,
  known: readonly string[],
  next: readonly string[] = [],
): UserError {
  const say = projectWords()
  const words = choiceWords(kind)
  const [guess] = closest(typed, known, 1)
  return new UserError(say.unknown({ none: words.none, typed: JSON.stringify(typed) }), {
    code: `unknown-${kind}`,
    next: [
      ...(guess === undefined ? [] : [troubleWords().didYouMean({ names: guess })]),
      say.known({ known: words.known, names: [...known].sort().join(', ') }),
      ...next,
    ],
  })
}
