import { UserError } from '../lib/user-error.ts'
import { projectWords } from '../messages/projects/index.ts'
import type { Template } from './template.ts'
import { choiceWords, unknownName } from './unknown-name.ts'
import { spokenVariant } from './variant.ts'

/** The value of each choice of the template: what was asked for, or the default. Throws `UserError`. */
export function chooseOptions(
  { type, language, options, refused }: Template,
  asked: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const { options: say } = projectWords()
  const spoken = spokenVariant(language)
  for (const [kind, value] of Object.entries(asked)) {
    if (value !== undefined && !options.some((option) => option.kind === kind)) {
      throw new UserError(say.none({ type, language: spoken, none: choiceWords(kind).none }), {
        code: `no-${kind}`,
        next: [say.leaveOut({ flag: `--${kind}` })],
      })
    }
  }
  const known = refused.find(({ kind, value }) => asked[kind] === value)
  if (known !== undefined) {
    const { kind, value, because } = known
    const values = options.find((option) => option.kind === kind)?.values ?? []
    throw new UserError(say.refused({ the: choiceWords(kind).the, value, language: spoken, because }), {
      code: `${kind}-not-in-language`,
      next: [say.works({ flags: values.map((one) => `--${kind} ${one}`).join(', ') })],
    })
  }
  return Object.fromEntries(options.map(({ kind, values }) => [kind, choose(kind, values, asked[kind])]))
}

function choose(kind: string, values: readonly string[], asked: string | undefined): string {
  const [first = ''] = values
  if (asked === undefined) return first
  if (values.includes(asked)) return asked
  throw unknownName(kind, asked, values)
}
