import type { DueCard } from '../learning/review/due.ts'
import type { ReviewStats } from '../learning/review/stats.ts'
import { studyWords } from '../messages/study/index.ts'
import { lessonTheme, type ThemeOptions } from './lesson/theme.ts'
import { textTable } from './text-table.ts'

const PROMPT_COLUMNS = 44

/** What is due, most forgotten first. */
export function dueText(due: readonly DueCard[], options: ThemeOptions): string {
  const { review } = studyWords()
  if (due.length === 0) return review.none
  const { paint } = lessonTheme(options)
  if (options.plain === true) return [...due.map(cardSentence), '', ...howTo(due)].join('\n')
  const columns = [
    { title: review.columns.card, paint: paint.strong },
    { title: review.columns.known, align: 'right' as const },
    { title: review.columns.question },
  ]
  const rows = due.map(({ id, prompt, card, retrievability }) => [
    id,
    card === undefined ? review.new : shareText(retrievability),
    short(prompt),
  ])
  return [...textTable(columns, rows, paint.muted), '', review.known, ...howTo(due)].join('\n')
}

function cardSentence({ id, prompt, card, retrievability }: DueCard): string {
  const { review } = studyWords()
  return card === undefined
    ? review.plainNew({ id, prompt })
    : review.plainKnown({ id, prompt, share: shareText(retrievability) })
}

/** One example for each kind that is due. */
function howTo(due: readonly DueCard[]): string[] {
  const asked = due.find((card) => card.kind === 'question')
  const said = due.find((card) => card.kind === 'insight')
  const choice = asked?.question.choices[0]?.id ?? 'ANSWER'
  const { review } = studyWords()
  const command = 'compendium review'
  return [
    ...(asked === undefined
      ? []
      : [review.answerOne({ command: `${command} --answer ${asked.id}=${choice}` })]),
    ...(said === undefined
      ? []
      : [
          review.seeInsight({ command: `${command} --show ${said.id}` }),
          review.rateIt({ command: `${command} --answer ${said.id} --rating good` }),
        ]),
  ]
}

function short(text: string): string {
  return text.length <= PROMPT_COLUMNS ? text : `${text.slice(0, PROMPT_COLUMNS - 3).trimEnd()}...`
}

export function reviewStatsText(stats: ReviewStats, target: number): string {
  const { cards, learned, mature, reviews, retention, measuredBy, ahead } = stats
  const { review } = studyWords()
  const aim = { target: shareText(target) }
  const [today = 0, ...later] = ahead
  const rows = [
    [review.labels.cards, review.cards({ cards, learned, mature })],
    [review.labels.answers, `${reviews}`],
    [
      review.labels.remembered,
      retention === undefined
        ? review.notMeasured(aim)
        : review.measured({ ...aim, share: shareText(retention), answers: measuredBy }),
    ],
    [review.labels.due, review.ahead({ today, later: later.join(', ') })],
  ] as const
  const width = Math.max(...rows.map(([label]) => label.length))
  return rows.map(([label, text]) => `${label.padEnd(width)} ${text}`).join('\n')
}

function shareText(share: number): string {
  return `${Math.round(share * 100)} %`
}

/** `10 min`, `4 days`: how long until a card comes back. */
export function intervalText(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / 60_000))
  if (minutes < 60) return `${minutes} min`
  const hours = Math.round(minutes / 60)
  if (hours < 24) return `${hours} h`
  const days = Math.round(hours / 24)
  const words = studyWords()
  if (days < 60) return words.days({ count: days })
  const months = Math.round(days / 30.44)
  return months < 24 ? words.months({ count: months }) : words.years({ count: Math.round(days / 365.25) })
}
