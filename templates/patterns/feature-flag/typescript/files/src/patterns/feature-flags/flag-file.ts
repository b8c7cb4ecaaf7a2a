import * as z from 'zod'

const definition = z.strictObject({
  /** What is otherwise while it is on; of a switch, while it is off. */
  about: z.string().min(1),
  /** A `release` flag goes when its feature is there for all; a `switch` stays. */
  kind: z.enum(['release', 'switch']),
  /** The kill switch: false is off for all, whatever the roll-out. */
  enabled: z.boolean(),
  /** For how many of a hundred it is on. */
  rollout: z.number().min(0).max(100),
  /** The day by which the code asks for it no more, such as 2027-03-31. */
  removeBy: z.iso.date().optional(),
})

export type FlagDefinition = z.infer<typeof definition>
export type FlagFile = Readonly<Record<string, FlagDefinition>>

const schema = z.record(z.string().regex(/^[a-z][a-z0-9-]*$/), definition)

/** Throws an Error that says what is wrong. */
export function parseFlags(text: string): FlagFile {
  const result = schema.safeParse(JSON.parse(text))
  if (result.success) return result.data
  const problems = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  throw new Error(problems.join('; '))
}

/** Release flags that decide nothing any more: they are on for all, and the code need not ask. */
export function decidedFlags(flags: FlagFile): string[] {
  return Object.keys(flags).filter((name) => {
    const flag = flags[name]
    return flag?.kind === 'release' && flag.enabled && flag.rollout === 100
  })
}

export function overdueFlags(flags: FlagFile, today: Date): string[] {
  const day = today.toISOString().slice(0, 10)
  return Object.keys(flags).filter((name) => (flags[name]?.removeBy ?? day) < day)
}
