import path from 'node:path'
import type { Problems } from '../../corpus/compile/problem.ts'
import { readText } from '../../platform/read-text.ts'
import { pathKind } from '../../platform/tree.ts'

/** What somebody ran into, in our words, the patterns that answer it, best first, and the thread where it was met, if it was. */
export interface Trouble {
  readonly text: string
  readonly answers: readonly string[]
  readonly source?: string
}

/** Troubles that strangers had, and troubles that we made up in other words, for more words to be known. */
const FILES = [
  { name: 'troubles.tsv', columns: ['trouble', 'answers', 'source'] },
  { name: 'troubles-own.tsv', columns: ['trouble', 'answers'] },
] as const
const LIMIT_BYTES = 16 * 1024 * 1024
const MOST_ANSWERS = 4
const LONGEST = 240

/** Reads and checks the files of troubles below `contentDir`; where there are none, there are none. `known` are the slugs of all patterns. */
export async function readTroubles(
  contentDir: string,
  known: ReadonlySet<string>,
  problems: Problems,
): Promise<readonly Trouble[]> {
  const read = await Promise.all(FILES.map((file) => readFile(contentDir, file, known, problems)))
  return read.flat()
}

async function readFile(
  contentDir: string,
  { name, columns }: (typeof FILES)[number],
  known: ReadonlySet<string>,
  problems: Problems,
): Promise<Trouble[]> {
  const file = path.join(contentDir, name)
  if ((await pathKind(file)) !== 'file') return []
  const [head, ...lines] = (await readText(file, LIMIT_BYTES)).split(/\r?\n/)
  if (head !== columns.join('\t'))
    problems.error(name, 1, 'columns', `the first line must be: ${columns.join(' <tab> ')}`)
  const seen = new Set<string>()
  return lines.flatMap((line, at) => {
    if (line === '') return []
    const cells = line.split('\t')
    const [text = '', answers = '', source] = cells
    const trouble = { text, answers: answers.split(','), ...(source === undefined ? {} : { source }) }
    const wrong =
      cells.length === columns.length
        ? mistakesOf(trouble, known)
        : [`has not ${columns.length} columns, but ${cells.length}`]
    const once = source ?? text.toLowerCase()
    if (seen.has(once)) wrong.push(`names ${once} again`)
    seen.add(once)
    for (const what of wrong) problems.error(name, at + 2, 'trouble', `this line ${what}`)
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
    source === undefined || /^https?:\/\/\S+$/.test(source) ? '' : 'must end with a web address',
  ].filter((what) => what !== '')
}
