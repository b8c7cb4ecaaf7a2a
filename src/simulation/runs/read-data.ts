import type * as z from 'zod'
import { UserError } from '../../lib/user-error.ts'
import { readText, UnreadableText } from '../../platform/read-text.ts'

const LIMIT_BYTES = 32 * 1024 ** 2

export interface DataFile {
  /** Absolute. */
  readonly path: string
  /** As typed, for messages. */
  readonly name: string
}

/** The text of a file. @throws UserError (exit 2) when it is not there or not text. */
export async function readGiven({ path, name }: DataFile): Promise<string> {
  try {
    return await readText(path, LIMIT_BYTES)
  } catch (error) {
    if (error instanceof UnreadableText) throw badFile(name, error.message)
    throw error
  }
}

/** The JSON of a file, as the schema describes it. @throws UserError (exit 2) that names the field that is wrong. */
export async function readJson<T>(file: DataFile, schema: z.ZodType<T>, what: string): Promise<T> {
  const text = await readGiven(file)
  return checked(parseJson(text, file.name), schema, file.name, what)
}

function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw badFile(name, 'is not JSON')
  }
}

/** What a file holds, as the schema describes it. @throws UserError (exit 2) that names the field that is wrong. */
export function checked<T>(
  data: unknown,
  schema: z.ZodType<T>,
  name: string,
  what: string,
  next: readonly string[] = [],
): T {
  const result = schema.safeParse(data)
  if (result.success) return result.data
  const [issue] = result.error.issues
  const reason = issue === undefined ? '' : issueText(issue)
  throw badFile(name, `is not ${what}${reason === '' ? '' : `: ${reason}`}`, next)
}

/** `faults[2].atUs: expected a number`. */
function issueText({ path, message }: z.core.$ZodIssue): string {
  const field = path.reduce<string>(
    (text, key) =>
      typeof key === 'number' ? `${text}[${key}]` : `${text === '' ? '' : `${text}.`}${String(key)}`,
    '',
  )
  // Of a choice between forms, nothing is said but that none fits.
  const reason = message.replace(/^Invalid input(: |$)/, '')
  return [field, reason].filter((part) => part !== '').join(': ')
}

function badFile(name: string, why: string, next: readonly string[] = []): UserError {
  return new UserError(`${name} ${why}.`, {
    code: 'bad-file',
    next: next.length > 0 ? next : ['Change the file, or name another.'],
  })
}
