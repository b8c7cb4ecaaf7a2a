import { UserError } from '../lib/user-error.ts'
import type { Template } from './template.ts'
import { unknownName } from './unknown-name.ts'
import { spokenVariant } from './variant.ts'

/** The value of each choice of the template: what was asked for, or the default. Throws `UserError`. */
export function chooseOptions(
  { type, language, options, refused }: Template,
  asked: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  for (const [kind, value] of Object.entries(asked)) {
    if (value !== undefined && !options.some((option) => option.kind === kind)) {
      throw new UserError(`A ${type} in ${spokenVariant(language)} has no choice of a ${kind}.`, {
        code: `no-${kind}`,
        next: [`Leave --${kind} out.`],
      })
    }
  }
  const known = refused.find(({ kind, value }) => asked[kind] === value)
  if (known !== undefined) {
    const { kind, value, because } = known
    const values = options.find((option) => option.kind === kind)?.values ?? []
    throw new UserError(
      `The ${kind} ${value} is not there in ${spokenVariant(language)}, because ${because}.`,
      {
        code: `${kind}-not-in-language`,
        next: [`What works: ${values.map((one) => `--${kind} ${one}`).join(', ')}.`],
      },
    )
  }
  return Object.fromEntries(options.map(({ kind, values }) => [kind, choose(kind, values, asked[kind])]))
}

function choose(kind: string, values: readonly string[], asked: string | undefined): string {
  const [first = ''] = values
  if (asked === undefined) return first
  if (values.includes(asked)) return asked
  throw unknownName(kind, asked, values)
}
