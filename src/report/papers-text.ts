import type { Paper } from '../corpus/glossary/paper.ts'
import { counted } from '../lib/counted.ts'
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
  if (topics.length === 0) return 'There is no reading list yet.'
  const rows = topics.map(({ topic, papers, starred }): [string, string] => [
    topic,
    `${counted(papers, 'paper')}${starred === 0 ? '' : `, ${starred} to begin with`}`,
  ])
  const most = [...topics]
    .sort((a, b) => b.starred - a.starred)[0]
    ?.topic.split(' ')[0]
    ?.toLowerCase()
  return [
    ...definitionList(rows, { width, indent: 0 }),
    '',
    `Where to begin: compendium papers ${most} --starred`,
  ].join('\n')
}

/** Works, each with where it is found and, of those to begin with, why to read it. */
export function paperListText(papers: readonly Paper[], total: number, look: Look): string {
  if (papers.length === 0) return 'No paper fits.\nThe topics: compendium papers'
  const { paint, spell } = lessonTheme(look)
  const more = total - papers.length
  return [
    ...papers.flatMap((paper) => [
      ...indented(spell(`${paper.why === undefined ? '' : '* '}${paper.title}`), look, '').map(paint.strong),
      ...indented(spell(imprint(paper)), look).map(paint.muted),
      ...(paper.why === undefined ? [] : indented(spell(`${paper.why} (${paper.reading} to read)`), look)),
      ...(paper.url === undefined ? [] : [`  ${paint.link(paper.url)}`]),
      ...paper.lessons.map((slug) => `  compendium learn ${slug}`),
      '',
    ]),
    ...(more > 0 ? [`${more} more: --limit ${total}`] : []),
  ]
    .join('\n')
    .trimEnd()
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
