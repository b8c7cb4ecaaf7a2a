import { searchWords } from '../messages/search/index.ts'
import type { Cause, ExplainedPattern, Explanation } from '../search/explain.ts'
import { lessonTheme, type ThemeOptions } from './lesson/theme.ts'
import { conceptLines, correctionText, hung, indented } from './search-text.ts'

interface Look extends ThemeOptions {
  readonly width: number
}

/** Probable causes, how to tell them apart, what to do, and what to read, each statement with where it is from. */
export function answerText(explanation: Explanation, look: Look): string {
  const { confident, causes, patterns, corrections, lines } = explanation
  const { answer: say, nothing, seeAll } = searchWords()
  if (patterns.length === 0) return [nothing, seeAll].join('\n')
  const { paint } = lessonTheme(look)
  const cited = new Set(patterns.map(({ item }) => item.slug))
  const terms = conceptLines(
    explanation.concepts.filter(({ slug }) => !cited.has(slug)),
    look,
  )
  const unsure = [say.unsure, say.giveMore]
  return [
    ...correctionText(corrections).map((line) => paint.muted(line)),
    ...readLines(lines, look),
    ...(confident ? [] : [...unsure.flatMap((line) => indented(line, look, '')), '']),
    ...(causes.length > 0 ? [paint.section(say.causes), ''] : []),
    ...causes.flatMap((cause, place) => [...causeLines(cause, place, explanation, look), '']),
    paint.section(causes.length > 0 ? say.helps : say.onIt),
    '',
    ...patterns.flatMap((pattern) => [...patternLines(pattern, look), '']),
    ...(terms.length > 0 ? [paint.section(say.terms), '', ...terms] : []),
  ]
    .join('\n')
    .trimEnd()
}

/** Which lines of a log the answer is about; a question of a line or two needs no repetition. */
function readLines(lines: Explanation['lines'], look: Look): string[] {
  const { paint, spell } = lessonTheme(look)
  const { answer: say } = searchWords()
  if (lines.length < 3) return []
  const shown = lines.map(({ text, line, count }) => {
    const seen = { line, times: count, text: spell(text) }
    const head = count > 1 ? say.lineAgain(seen) : say.line(seen)
    return `  ${head.length > look.width - 2 ? `${head.slice(0, look.width - 5)}...` : head}`
  })
  return [paint.section(say.read), '', ...shown.map(paint.muted), '']
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
  const { answer: say } = searchWords()
  const parts = [
    say.because({ text: cause }),
    say.tell({ text: tell }),
    say.do({ text: `${fix} ${numbers.join('')}`.trimEnd() }),
    say.seenIn({ source }),
  ]
  return [
    ...hung(`${place + 1}. ${paint.strong(spell(title))}  ${paint.muted(spell(say.by({ seen })))}`, look),
    ...parts.flatMap((text) => indented(spell(text), look, '   ')),
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
  const more = source === undefined ? [] : [searchWords().answer.noLesson(source)]
  return [
    ...hung(`[${citation}] ${paint.strong(spell(item.title))}  ${paint.muted(item.slug)}`, look),
    ...[item.description, ...said, ...more].flatMap((line) => indented(spell(line), look, '    ')),
    ...ways.map((way) => `    ${paint.link(way)}`),
  ]
}
