import path from 'node:path'
import type { Problems } from '../../corpus/compile/problem.ts'
import { readText } from '../../platform/read-text.ts'
import { pathKind } from '../../platform/tree.ts'

/** What somebody ran into, in our words, the patterns that answer it, best first, and the thread where it was met. */
export interface Trouble {
  readonly text: string
  readonly answers: readonly string[]
  readonly source: string
}

const FILE = 'troubles.tsv'
const HEAD = 'trouble\tanswers\tsource'
const LIMIT_BYTES = 16 * 1024 * 1024
const MOST_ANSWERS = 4
const LONGEST = 200

/** Reads and checks `content/troubles.tsv`; where there is none, there are none. `known` are the slugs of all patterns. */
export async function readTroubles(
  contentDir: string,
  known: ReadonlySet<string>,
  problems: Problems,
): Promise<readonly Trouble[]> {
  const file = path.join(contentDir, FILE)
  if ((await pathKind(file)) !== 'file') return []
  const [head, ...lines] = (await readText(file, LIMIT_BYTES)).split(/\r?\n/)
  if (head !== HEAD)
    problems.error(FILE, 1, 'columns', `the first line must be: ${HEAD.replaceAll('\t', ' <tab> ')}`)
  const seen = new Set<string>()
  return lines.flatMap((line, at) => {
    if (line === '') return []
    const [text = '', answers = '', source = '', ...more] = line.split('\t')
    const trouble = { text, answers: answers.split(','), source }
    const wrong = more.length > 0 ? ['has more than three columns'] : mistakesOf(trouble, known)
    if (seen.has(source)) wrong.push(`names ${source} again`)
    seen.add(source)
    for (const what of wrong) problems.error(FILE, at + 2, 'trouble', `this line ${what}`)
    return wrong.length > 0 ? [] : [trouble]
  })
}

function mistakesOf({ text, answers, source }: Trouble, known: ReadonlySet<string>): string[] {
  const unknown = answers.filter((slug) => !known.has(slug))
  return [
    text.trim() === '' || text.length > LONGEST ? `must say the trouble in 1 to ${LONGEST} characters` : '',
    answers.length > MOST_ANSWERS ? `names more than ${MOST_ANSWERS} patterns` : '',
    new Set(answers).size < answers.length ? 'names a pattern twice' : '',
    unknown.length > 0 ? `names patterns that there are not: ${unknown.join(', ')}` : '',
    /^https?:\/\/\S+$/.test(source) ? '' : 'must end with a web address',
  ].filter((what) => what !== '')
}
