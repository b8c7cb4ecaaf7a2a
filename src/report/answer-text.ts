import type { Cause, ExplainedPattern, Explanation } from '../search/explain.ts'
import { lessonTheme, type ThemeOptions } from './lesson/theme.ts'
import { conceptLines, correctionText, indented } from './search-text.ts'

interface Look extends ThemeOptions {
  readonly width: number
}

/** Probable causes, how to tell them apart, what to do, and what to read, each statement with where it is from. */
export function answerText(explanation: Explanation, look: Look): string {
  const { confident, causes, patterns, corrections, lines } = explanation
  if (patterns.length === 0) {
    return ['The corpus says nothing about this.', 'See what there is: compendium learn'].join('\n')
  }
  const { paint } = lessonTheme(look)
  const cited = new Set(patterns.map(({ item }) => item.slug))
  const terms = conceptLines(
    explanation.concepts.filter(({ slug }) => !cited.has(slug)),
    look,
  )
  const unsure = [
    'No error text was recognised, and the words fit nothing well. The nearest:',
    'Give the exact message of the error, or pipe the log in.',
  ]
  return [
    ...correctionText(corrections).map((line) => paint.muted(line)),
    ...readLines(lines, look),
    ...(confident ? [] : [...unsure.flatMap((line) => indented(line, look, '')), '']),
    ...(causes.length > 0 ? [paint.section('Probable causes'), ''] : []),
    ...causes.flatMap((cause, place) => [...causeLines(cause, place, explanation, look), '']),
    paint.section(causes.length > 0 ? 'What helps' : 'What the corpus has on it'),
    '',
    ...patterns.flatMap((pattern) => [...patternLines(pattern, look), '']),
    ...(terms.length > 0 ? [paint.section('What the words mean'), '', ...terms] : []),
  ]
    .join('\n')
    .trimEnd()
}

/** Which lines of a log the answer is about; a question of a line or two needs no repetition. */
function readLines(lines: Explanation['lines'], look: Look): string[] {
  const { paint, spell } = lessonTheme(look)
  if (lines.length < 3) return []
  const shown = lines.map(({ text, line, count }) => {
    const times = count > 1 ? ` (${count} times)` : ''
    const head = `line ${line}${times}: ${spell(text)}`
    return `  ${head.length > look.width - 2 ? `${head.slice(0, look.width - 5)}...` : head}`
  })
  return [paint.section('Read'), '', ...shown.map(paint.muted), '']
}

function causeLines(
  { title, seen, cause, tell, fix, patterns, source }: Cause,
  place: number,
  { patterns: cited }: Explanation,
  look: Look,
): string[] {
  const { paint, spell } = lessonTheme(look)
  const numbers = cited
    .filter(({ item }) => patterns.includes(item.slug))
    .map(({ citation }) => `[${citation}]`)
  const parts = [
    ['Because', cause],
    ['Tell it', tell],
    ['Do', `${fix} ${numbers.join('')}`.trimEnd()],
    ['Seen in', source],
  ]
  return [
    `${place + 1}. ${paint.strong(spell(title))}  ${paint.muted(`by "${spell(seen)}"`)}`,
    ...parts.flatMap(([name, text]) => indented(spell(`${name}: ${text}`), look, '   ')),
  ]
}

function patternLines({ citation, item, passage }: ExplainedPattern, look: Look): string[] {
  const { paint, spell } = lessonTheme(look)
  const said =
    passage === undefined ? [] : [`${passage.section}: ${passage.text} (${item.slug}#${passage.anchor})`]
  const { simulation, exercise, short, open } = item
  const ways = [
    open,
    simulation && `compendium simulate ${simulation}`,
    exercise && `compendium generate exercise ${exercise} --language python`,
  ].filter((way) => way !== undefined)
  const source = short?.sources[0]
  const more = source === undefined ? [] : [`No lesson yet. Read more: ${source.title}, ${source.url}`]
  return [
    `[${citation}] ${paint.strong(spell(item.title))}  ${paint.muted(item.slug)}`,
    ...[item.description, ...said, ...more].flatMap((line) => indented(spell(line), look, '    ')),
    ...ways.map((way) => `    ${paint.link(way)}`),
  ]
}
