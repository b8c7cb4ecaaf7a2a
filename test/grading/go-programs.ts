import { readFileSync } from 'node:fs'
import path from 'node:path'
import { FIXTURES, fileWith } from './helpers.ts'

const BREAKER = readFileSync(path.join(FIXTURES, 'go', 'breaker.go'), 'utf8')

/** What is put at the marks of the fixture, by the mark; `from` and `to` are an edit of its text. */
export interface GoCase {
  readonly imports?: string
  readonly call?: string
  readonly top?: string
  readonly edit?: readonly [from: string, to: string]
}

/** The text of a breaker that never opens, with something wrong in it. */
export function goText({ edit, ...marks }: GoCase): string {
  const filled = Object.entries(marks).reduce(
    (text, [mark, code]) => text.replace(`/* ${mark} */`, () => code),
    BREAKER,
  )
  if (edit === undefined) return filled
  if (!filled.includes(edit[0])) throw new Error(`the fixture has no ${edit[0]}`)
  return filled.replace(edit[0], () => edit[1])
}

export function goFile(one: GoCase): Promise<string> {
  return fileWith('breaker.go', goText(one))
}
