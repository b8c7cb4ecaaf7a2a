import { searchWords } from '../messages/search/index.ts'
import type { ExplainedCode } from '../risks/explain-code.ts'
import type { Finding } from '../risks/types.ts'
import type { SearchItem } from '../search/types.ts'
import { lessonTheme, type ThemeOptions } from './lesson/theme.ts'
import { hung, indented } from './search-text.ts'

interface Look extends ThemeOptions {
  readonly width: number
}

/** Risky lines of a program, each with why, how it is mended, and where to read on. */
export function risksText(code: ExplainedCode, items: ReadonlyMap<string, SearchItem>, look: Look): string {
  const { paint, spell } = lessonTheme(look)
  const { language, rules, isTest, findings, unparsedLine: line } = code
  const { code: say } = searchWords()
  const counts = { file: code.file, risks: findings.length, rules, language }
  const head = findings.length === 0 ? say.clean(counts) : say.risky(counts)
  const said = (text: string) => indented(spell(text), look, '')
  const blind = line === undefined ? [] : said(say.blind({ line, language }))
  const tests = isTest ? said(say.tests) : []
  return [
    ...[...said(head).map(paint.strong), ...tests, ...blind, ''],
    ...findings.flatMap((finding) => [...findingLines(finding, items, look), '']),
    ...said(say.bounds).map(paint.muted),
  ].join('\n')
}

function findingLines(finding: Finding, items: ReadonlyMap<string, SearchItem>, look: Look): string[] {
  const { paint, spell } = lessonTheme(look)
  const { line, column, title, rule, confidence, snippet, why, fix, source, incident, patterns } = finding
  const { code: say } = searchWords()
  const head = spell(confidence === 'possible' ? say.possible({ title }) : title)
  const parts = [say.why({ text: why }), say.do({ text: fix }), say.source({ source })]
  const found = patterns.flatMap((slug) => items.get(slug) ?? [])
  const ways = [
    ...found.slice(0, 1).map((item) => item.open ?? `compendium search ${item.slug}`),
    ...found.flatMap(({ simulation }) => (simulation ? `compendium simulate ${simulation}` : [])).slice(0, 1),
    ...(incident === undefined ? [] : [`compendium incidents show ${incident}`]),
  ]
  const at = `${line}:${column}`
  return [
    ...hung(`${paint.strong(at)}  ${paint.strong(head)}  ${paint.muted(rule)}`, look),
    `    ${paint.code(cut(spell(snippet), look.width - 4))}`,
    ...parts.flatMap((text) => indented(spell(text), look, '    ')),
    ...ways.map((way) => `    ${paint.link(way)}`),
  ]
}

function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(8, width - 3))}...`
}
