import wrapAnsi from 'wrap-ansi'
import type { AnalyzedItem, AnalyzeResult } from '../../authoring/analyze/analyze.ts'
import { counted } from '../../lib/counted.ts'
import { definitionList } from '../definition-list.ts'
import { lessonTheme } from '../lesson/theme.ts'
import { textTable } from '../text-table.ts'
import type { ContentTextOptions } from './stats-text.ts'

const SHOWN = 12

/** One lesson in full; or all, a line each, and what stands out. */
export function analyzeText(result: AnalyzeResult, options: ContentTextOptions): string {
  const { spell } = lessonTheme(options)
  const [first] = result.items
  const isOne = result.untaught === undefined
  const lines = isOne && first !== undefined ? one(first, options) : all(result, options)
  return lines.map(spell).join('\n')
}

function one(item: AnalyzedItem, { width }: ContentTextOptions): string[] {
  const { difficulty, minutes, visuals, chain, gaps, concepts } = item
  const { factors } = difficulty
  const uses = (list: AnalyzedItem['gaps']) =>
    list.length === 0
      ? 'none'
      : list
          .slice(0, SHOWN)
          .map(({ title, mentions }) => `${title} ${mentions}`)
          .join(', ')
  const apart = difficulty.isOutlier ? ': far apart' : ''
  const rows: readonly (readonly [string, string])[] = [
    [
      'difficulty',
      `declared ${difficulty.declared}, by score ${difficulty.byScore} (${difficulty.score} of 100)${apart}`,
    ],
    [
      'from',
      `${factors.words} words, ${factors.sentenceLength} a sentence, ${factors.conceptDensity} concepts for 1,000 words, a chain of ${factors.chainLength}, ${factors.prerequisites} concepts before it`,
    ],
    ['minutes', `declared ${minutes.declared}, computed ${minutes.computed}`],
    [
      'shows',
      `${counted(visuals.diagrams, 'diagram')}, ${counted(visuals.tables, 'table')}, ${counted(visuals.codeBlocks, 'code block')}, ${counted(visuals.callouts, 'callout')}`,
    ],
    ['concepts', `${concepts.length}; most: ${uses(concepts)}`],
    ['chain', chain.join(' > ')],
    ['gaps', uses(gaps)],
  ]
  return [item.title, '', ...definitionList(rows, { width, indent: 0 })]
}

function all({ items, agreement, outliers, untaught = [] }: AnalyzeResult, { width }: ContentTextOptions) {
  const columns = [
    { title: 'Lesson' },
    { title: 'Score', align: 'right' as const },
    { title: 'Declared' },
    { title: 'By score' },
    { title: 'Min', align: 'right' as const },
    { title: 'Gaps', align: 'right' as const },
  ]
  const rows = [...items]
    .sort((a, b) => a.difficulty.score - b.difficulty.score)
    .map(({ slug, difficulty, minutes, gaps }) => [
      slug,
      difficulty.score.toFixed(1),
      difficulty.declared,
      difficulty.isOutlier ? `${difficulty.byScore} !` : difficulty.byScore,
      String(minutes.computed),
      String(gaps.length),
    ])
  const fill = (text: string) => wrapAnsi(text, width).split('\n')
  const most = untaught.slice(0, SHOWN).map(({ title, lessons }) => `${title} ${lessons}`)
  const order =
    agreement === undefined
      ? ''
      : ` Score and declared difficulty agree in order by ${agreement} (Spearman; 1 is the same).`
  return [
    ...textTable(columns, rows),
    '',
    ...fill(`Far from what is declared: ${outliers.length === 0 ? 'none' : outliers.join(', ')}.${order}`),
    ...fill(
      `${counted(untaught.length, 'concept')} that no lesson teaches; named in most lessons: ${most.join(', ')}.`,
    ),
  ]
}
