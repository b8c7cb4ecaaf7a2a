import type { Paper } from '../corpus/glossary/paper.ts'
import { glossaryWords } from '../messages/glossary/index.ts'
import { definitionList } from './definition-list.ts'
import { lessonTheme, type ThemeOptions } from './lesson/theme.ts'
import { indented } from './search-text.ts'

interface Look extends ThemeOptions {
  readonly width: number
}

const AUTHORS_NAMED = 3

/** The topics of the reading list. */
export function paperTopicsText(
  topics: readonly { readonly topic: string; readonly papers: number; readonly starred: number }[],
  { width }: Look,
): string {
  const { papers: say } = glossaryWords()
  if (topics.length === 0) return say.none
  const rows = topics.map(({ topic, papers, starred }): [string, string] => [
    topic,
    starred === 0 ? say.count({ count: papers }) : say.starred({ count: papers, starred }),
  ])
  const most = [...topics]
    .sort((a, b) => b.starred - a.starred)[0]
    ?.topic.split(' ')[0]
    ?.toLowerCase()
  return [
    ...definitionList(rows, { width, indent: 0 }),
    '',
    say.begin({ command: `compendium papers ${most} --starred` }),
  ].join('\n')
}

/** Works, each with where it is found and, of those to begin with, why to read it. */
export function paperListText(papers: readonly Paper[], total: number, look: Look): string {
  const { papers: say } = glossaryWords()
  if (papers.length === 0) return [say.nothing, say.topics].join('\n')
  const { paint, spell } = lessonTheme(look)
  const more = total - papers.length
  return [
    ...papers.flatMap((paper) => [
      ...indented(spell(`${paper.why === undefined ? '' : '* '}${paper.title}`), look, '').map(paint.strong),
      ...indented(spell(imprint(paper)), look).map(paint.muted),
      ...whyLines(paper).flatMap((line) => indented(spell(line), look)),
      ...(paper.url === undefined ? [] : [`  ${paint.link(paper.url)}`]),
      ...paper.lessons.map((slug) => `  compendium learn ${slug}`),
      '',
    ]),
    ...(more > 0 ? [say.more({ count: more, limit: total })] : []),
  ]
    .join('\n')
    .trimEnd()
}

function whyLines({ why, reading = 'medium' }: Paper): string[] {
  return why === undefined ? [] : [glossaryWords().papers.why[reading]({ why })]
}

function imprint({ authors, year, venue }: Paper): string {
  const named = authors.slice(0, AUTHORS_NAMED).join(', ')
  const others = authors.length > AUTHORS_NAMED && authors.at(-1) !== 'et al.' ? ' et al.' : ''
  return [
    ...(named === '' ? [] : [named + others]),
    String(year),
    ...(venue === undefined ? [] : [venue]),
  ].join('; ')
}
