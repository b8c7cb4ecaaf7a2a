import { parse } from 'yaml'
import * as z from 'zod'
import { UserError } from '../../lib/user-error.ts'
import { checked, type DataFile, readGiven } from './read-data.ts'

const NEXT = ['One assertion a line, each after a dash, such as: - p99 < 250ms']

/** YAML reads `within 2s after heal: recovered` and `never: split-brain` as a key with a value. */
const entrySchema = z.union([z.string(), z.record(z.string(), z.string())])
const fileSchema = z.union([
  z.array(entrySchema),
  z.strictObject({ assertions: z.array(entrySchema) }).transform(({ assertions }) => assertions),
])

/** The assertions of a YAML file, as they would be typed after `--assert`. @throws UserError (exit 2). */
export async function readAssertions(file: DataFile): Promise<string[]> {
  const data = parseYaml(await readGiven(file), file.name)
  const entries = checked(
    data,
    fileSchema as z.ZodType<z.infer<typeof fileSchema>>,
    file.name,
    'a list of assertions',
    NEXT,
  )
  return entries.flatMap((entry) => (typeof entry === 'string' ? [entry] : Object.entries(entry).map(joined)))
}

function joined([key, value]: [string, string]): string {
  return key.startsWith('within') ? `${key}: ${value}` : `${key} ${value}`
}

function parseYaml(text: string, name: string): unknown {
  try {
    return parse(text)
  } catch (error) {
    const [first = ''] = String(error instanceof Error ? error.message : error).split('\n')
    throw new UserError(`${name} is not YAML: ${first.replace(/:$/, '')}.`, {
      code: 'bad-file',
      next: NEXT,
      cause: error,
    })
  }
}
