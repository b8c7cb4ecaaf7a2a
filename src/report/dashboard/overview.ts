import stringWidth from 'string-width'
import type { Status, TopicProgress } from '../../learning/progress.ts'
import { plainHeat } from './days-section.ts'
import { heatMap } from './heat-map.ts'
import { bar, type Drawing, percent } from './look.ts'
import { streakLines } from './sections.ts'

interface Row {
  readonly label: string
  readonly share: number
  readonly text: string
}

/** Everything in one screen of 80 by 24: where one stands, the days, and what to do next. */
export function overviewSection(drawing: Drawing, sections: readonly string[]): string[] {
  const { words, plain } = drawing
  const rows = rowsOf(drawing)
  const body = plain
    ? [...rows.map(({ label, text }) => `${label}: ${text}.`), ...plainHeat(drawing)]
    : ['', ...rowLines(rows, drawing), '', ...heatMap(drawing)]
  const more = words.more({ sections: sections.join(', ') })
  return [...streakLines(drawing), ...body, ...(plain ? [] : ['']), ...nextSteps(drawing), more]
}

function rowsOf({ dashboard, words }: Drawing): Row[] {
  const { topics, patterns, clusters, recall, mastery, paths, achievements } = dashboard
  const { labels } = words
  const sum = (counts: readonly number[]) => counts.reduce((all, count) => all + count, 0)
  const row = (label: string, done: number, total: number, text: string): Row[] =>
    total === 0 ? [] : [{ label, share: done / total, text }]
  const followed = paths?.filter((path) => path.followed) ?? []
  const mastered = mastery?.filter((one) => one.mastered).length ?? 0
  const concepts = { mastered, total: mastery?.length ?? 0 }
  const implemented = patterns.implemented.length
  const stages = {
    passed: sum(clusters.map(({ stagesPassed }) => stagesPassed)),
    total: sum(clusters.map((one) => one.stages)),
  }
  const items = {
    done: sum(followed.map(({ done }) => done)),
    total: sum(followed.map(({ total }) => total)),
  }
  const known = recall.predicted[0] ?? 0
  const cards = words.cards({ share: percent(known), count: recall.cards })
  return [
    ...row(labels.topics, topics.begun, topics.total, words.topics(topics)),
    ...row(labels.concepts, mastered, concepts.total, words.concepts(concepts)),
    ...row(
      labels.patterns,
      implemented,
      patterns.total,
      words.patterns({ implemented, total: patterns.total }),
    ),
    ...row(labels.clusters, stages.passed, stages.total, words.stages(stages)),
    ...row(labels.paths, items.done, items.total, words.paths(items)),
    ...row(labels.recall, known * recall.cards, recall.cards, cards),
    ...row(labels.achievements, achievements.earned, achievements.total, words.achievements(achievements)),
  ]
}

function rowLines(rows: readonly Row[], drawing: Drawing): string[] {
  const { paint } = drawing.theme
  const room = Math.max(0, ...rows.map(({ label }) => stringWidth(label)))
  return rows.map(({ label, share, text }) => {
    const drawn = bar(share, drawing)
    const padded = label + ' '.repeat(room - stringWidth(label))
    return `${paint.strong(padded)}  ${drawn === '' ? '' : `${paint.tip(drawn)}  `}${text}`
  })
}

/** What comes back, and for the topic that was touched last and is not passed yet what is next. */
export function nextSteps({ progress, words, reviewsDue }: Drawing): string[] {
  const due = reviewsDue === 0 ? [] : [words.review({ count: reviewsDue, command: 'compendium review' })]
  const open = Object.entries(progress.topics).filter(([, { status }]) => status in NEXT)
  const [latest] = open.sort(([, a], [, b]) => b.lastAtMs - a.lastAtMs)
  return latest === undefined ? due : [...due, words.next({ command: commandFor(latest) })]
}

const NEXT: Readonly<Record<Exclude<Status, 'new' | 'passed'>, (slug: string) => string>> = {
  reading: (slug) => `compendium learn ${slug}`,
  read: (slug) => `compendium quiz ${slug}`,
  quizzed: (slug) => `compendium generate exercise ${slug} --language python`,
}

function commandFor([slug, { status }]: readonly [string, TopicProgress]): string {
  return NEXT[status as keyof typeof NEXT](slug)
}
