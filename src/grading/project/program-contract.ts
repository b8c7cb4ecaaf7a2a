import * as z from 'zod'

const command = z.array(z.string().min(1)).min(1)

export const place = z.string().regex(/^\/\S*$/, 'a path that begins with /')

export const environment = z.record(z.string().min(1), z.string())

/** What a project of any kind says of its program. */
export const commandFields = {
  /** Run once, before the first start. */
  build: command.optional(),
  start: command,
  /** Of the program. What stands in braces (`{port}`, `{data}`, a folder of its own, and more by kind) is filled in. */
  environment,
}

/** Likewise, where it is a server. */
export const programFields = {
  ...commandFields,
  live: place.default('/health/live'),
  ready: place.default('/health/ready'),
}

export type ProgramContract = z.infer<z.ZodObject<typeof programFields>>

/** `text` with what stands in braces filled in; what is unknown stays. */
export function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
}

/** Likewise in every text of a JSON value. */
export function filledIn<T>(value: T, values: Readonly<Record<string, string>>): T {
  return JSON.parse(JSON.stringify(value), (_, one) =>
    typeof one === 'string' ? filled(one, values) : one,
  ) as T
}
