import { LineCounter, parseDocument } from 'yaml'
import type * as z from 'zod'
import type { Problems } from './problem.ts'

/** YAML with the line of every value, so that a complaint can say where. */
export interface YamlData {
  readonly file: string
  readonly data: unknown
  /** The line of the value at `path`, or of the nearest thing around it that exists. */
  readonly lineOf: (path: readonly PropertyKey[]) => number
}

/** `firstLine` is the line of the file on which `text` starts. Undefined when it is no YAML: reported. */
export function readYaml(
  file: string,
  text: string,
  problems: Problems,
  firstLine = 1,
): YamlData | undefined {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false })
  const lineAt = (offset: number) => lines.linePos(offset).line + firstLine - 1
  for (const error of document.errors) problems.error(file, lineAt(error.pos[0]), 'yaml', error.message)
  if (document.errors.length > 0) return undefined
  const lineOf = (path: readonly PropertyKey[]): number => {
    for (let length = path.length; length > 0; length--) {
      const node: unknown = document.getIn(path.slice(0, length), true)
      const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined
      if (Array.isArray(range) && typeof range[0] === 'number') return lineAt(range[0])
    }
    return firstLine
  }
  try {
    return { file, data: document.toJS({ maxAliasCount: 100 }), lineOf }
  } catch (error) {
    problems.error(file, firstLine, 'yaml', error instanceof Error ? error.message : String(error))
    return undefined
  }
}

/** The data in the shape of `schema`, or undefined after reporting each thing that does not fit. */
export function checkShape<T>(
  yaml: YamlData,
  schema: z.ZodType<T>,
  rule: string,
  problems: Problems,
): T | undefined {
  const result = schema.safeParse(yaml.data)
  if (result.success) return result.data
  for (const issue of result.error.issues.flatMap(oneKeyEach)) {
    const where = issue.path.map(String).join('.')
    const message = where === '' ? issue.message : `${where}: ${issue.message}`
    problems.error(yaml.file, yaml.lineOf(issue.path), rule, message)
  }
  return undefined
}

/** Unknown keys are reported one by one, each where it stands. */
function oneKeyEach(issue: z.core.$ZodIssue): Pick<z.core.$ZodIssue, 'path' | 'message'>[] {
  if (issue.code !== 'unrecognized_keys') return [issue]
  return issue.keys.map((key) => ({ path: [...issue.path, key], message: 'there is no such key' }))
}
