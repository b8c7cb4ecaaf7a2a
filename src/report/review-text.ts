import type { DueCard } from '../learning/review/due.ts'
import type { ReviewStats } from '../learning/review/stats.ts'
import { lessonTheme, type ThemeOptions } from './lesson/theme.ts'
import { textTable } from './text-table.ts'

const PROMPT_COLUMNS = 44

/** What is due, most forgotten first. */
export function dueText(due: readonly DueCard[], options: ThemeOptions): string {
  if (due.length === 0)
    return 'Nothing is due. Questions that you answer and insights of lessons that you read come back here when you are about to forget them.'
  const { paint } = lessonTheme(options)
  const columns = [
    { title: 'Card', paint: paint.strong },
    { title: 'Known', align: 'right' as const },
    { title: 'Question' },
  ]
  const rows = due.map(({ id, prompt, card, retrievability }) => [
    id,
    card === undefined ? 'new' : `${Math.round(retrievability * 100)} %`,
    short(prompt),
  ])
  return [
    ...textTable(columns, rows, paint.muted),
    '',
    'Known: the chance that you still know it.',
    ...howTo(due),
  ].join('\n')
}

/** One example for each kind that is due. */
function howTo(due: readonly DueCard[]): string[] {
  const asked = due.find((card) => card.kind === 'question')
  const said = due.find((card) => card.kind === 'insight')
  const choice = asked?.question.choices[0]?.id ?? 'ANSWER'
  return [
    ...(asked === undefined ? [] : [`Answer one: compendium review --answer ${asked.id}=${choice}`]),
    ...(said === undefined
      ? []
      : [
          `See an insight: compendium review --show ${said.id}`,
          `Then rate it: compendium review --answer ${said.id} --rating good`,
        ]),
  ]
}

function short(text: string): string {
  return text.length <= PROMPT_COLUMNS ? text : `${text.slice(0, PROMPT_COLUMNS - 3).trimEnd()}...`
}

export function reviewStatsText(stats: ReviewStats, target: number): string {
  const { cards, learned, mature, reviews, retention, measuredBy, ahead } = stats
  const share = (value: number) => `${Math.round(value * 100)} %`
  const known =
    retention === undefined
      ? `not known yet: no card has come back after days (aimed at: ${share(target)})`
      : `${share(retention)} of ${measuredBy} answers to cards that had been learned (aimed at: ${share(target)})`
  const [today = 0, ...later] = ahead
  return [
    `Cards      ${cards}, ${learned} of them learned, ${mature} for three weeks or longer`,
    `Answers    ${reviews}`,
    `Remembered ${known}`,
    `Due        ${today} today, then ${later.join(', ')} on the days after`,
  ].join('\n')
}

/** `10 min`, `4 days`: how long until a card comes back. */
export function intervalText(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / 60_000))
  if (minutes < 60) return `${minutes} min`
  const hours = Math.round(minutes / 60)
  if (hours < 24) return `${hours} h`
  const days = Math.round(hours / 24)
  if (days < 60) return days === 1 ? '1 day' : `${days} days`
  const months = Math.round(days / 30.44)
  return months < 24 ? `${months} months` : `${Math.round(days / 365.25)} years`
}
