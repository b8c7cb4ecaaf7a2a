import { readFileSync } from 'node:fs'
import path from 'node:path'

/** A question that somebody asked, or an error text, with the patterns that answer it. */
export interface Question {
  readonly text: string
  /** Slugs, judged by hand before any ranking was looked at. */
  readonly answers: readonly string[]
  readonly source: string
}

/**
 * `tuning` is looked at while weights and tables are changed, `held-out` is not; of collections made at different times. `strangers` is
 * the tenth that `content/troubles.tsv` was made without: one line in ten, by a hash of the address.
 */
export type Half =
  | `tuning${'' | '-2' | '-3' | '-4' | '-5'}`
  | `held-out${'' | '-2' | '-3' | '-4'}`
  | 'strangers'

export function readQuestions(half: Half): Question[] {
  const file = path.join(import.meta.dirname, `${half}.tsv`)
  return readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((row) => {
      const [text = '', answers = '', source = ''] = row.split('\t')
      return { text, answers: answers.split(','), source }
    })
}
