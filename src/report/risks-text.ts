import { counted } from '../lib/counted.ts'
import type { ExplainedCode } from '../risks/explain-code.ts'
import type { Finding } from '../risks/types.ts'
import type { SearchItem } from '../search/types.ts'
import { lessonTheme, type ThemeOptions } from './lesson/theme.ts'
import { indented } from './search-text.ts'

interface Look extends ThemeOptions {
  readonly width: number
}

/** Risky lines of a program, each with why, how it is mended, and where to read on. */
export function risksText(code: ExplainedCode, items: ReadonlyMap<string, SearchItem>, look: Look): string {
  const { paint, spell } = lessonTheme(look)
  const { file, language, rules, isTest, findings, unparsedLine } = code
  const head =
    findings.length === 0
      ? `${spell(file)}: none of ${counted(rules, 'rule')} for ${language} found a risk.`
      : `${spell(file)}: ${counted(findings.length, 'risk')}, by ${counted(rules, 'rule')} for ${language}.`
  const blind =
    unparsedLine === undefined
      ? []
      : indented(
          `Line ${unparsedLine} could not be read as ${language}: risks near it may be missed.`,
          look,
          '',
        )
  const bounds = 'Rules see one file, and no types: what they do not find may be there all the same.'
  const tests = isTest ? indented('It holds tests: only rules for tests were asked.', look, '') : []
  return [
    ...[...indented(head, look, '').map(paint.strong), ...tests, ...blind, ''],
    ...findings.flatMap((finding) => [...findingLines(finding, items, look), '']),
    ...indented(bounds, look, '').map(paint.muted),
  ].join('\n')
}

function findingLines(finding: Finding, items: ReadonlyMap<string, SearchItem>, look: Look): string[] {
  const { paint, spell } = lessonTheme(look)
  const { line, column, title, rule, confidence, snippet, why, fix, source, incident, patterns } = finding
  const possible = confidence === 'possible' ? 'Possibly: ' : ''
  const parts = [
    ['Why', why],
    ['Do', fix],
    ['Source', source],
  ]
  const found = patterns.flatMap((slug) => items.get(slug) ?? [])
  const ways = [
    ...found.slice(0, 1).map((item) => item.open ?? `compendium search ${item.slug}`),
    ...found.flatMap(({ simulation }) => (simulation ? `compendium simulate ${simulation}` : [])).slice(0, 1),
    ...(incident === undefined ? [] : [`compendium incidents show ${incident}`]),
  ]
  const at = `${line}:${column}`
  return [
    `${paint.strong(at)}  ${paint.strong(`${possible}${spell(title)}`)}  ${paint.muted(rule)}`,
    `    ${paint.code(cut(spell(snippet), look.width - 4))}`,
    ...parts.flatMap(([name, text]) => indented(spell(`${name}: ${text}`), look, '    ')),
    ...ways.map((way) => `    ${paint.link(way)}`),
  ]
}

function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(8, width - 3))}...`
}
