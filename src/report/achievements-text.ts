import wrapAnsi from 'wrap-ansi'
import type { Achievements } from '../learning/achievements/achievements.ts'
import type { ProgressMessages } from '../messages/progress/en.ts'
import { lessonTheme, type ThemeOptions } from './lesson/theme.ts'

/** More evidence than this is counted, not named. */
const NAMED = 5

export interface AchievementsTextOptions extends ThemeOptions {
  readonly width: number
  readonly words: ProgressMessages
  /** The day of an instant as it is to be written. */
  readonly date: (atMs: number) => string
}

/** What was earned, when and by what; then how to earn the rest. Lines of text, for eyes and for screen readers. */
export function achievementsText({ earned, open }: Achievements, options: AchievementsTextOptions): string {
  const { words, width, date } = options
  const { paint } = lessonTheme(options)
  const total = earned.length + open.length
  if (total === 0) return words.noAchievements
  const indented = (text: string) =>
    wrapAnsi(text, Math.max(20, width - 2))
      .split('\n')
      .map((line) => `  ${line}`)
  const got = earned.map(({ title, how, earnedAtMs, evidence }) => {
    const slugs = [...new Set(evidence.map(({ slug }) => slug))]
    const by = slugs.length > NAMED ? words.evidenceCount({ count: evidence.length }) : slugs.join(', ')
    const shown = words.earnedOn({ date: date(earnedAtMs), evidence: by })
    return [paint.tip(title), ...indented(how), ...indented(shown).map((line) => paint.muted(line))].join(
      '\n',
    )
  })
  const left = open.map(({ title, how, have, need }) => {
    const far = need > 1 ? ` (${words.haveOf({ have, need })})` : ''
    return [paint.strong(title), ...indented(`${how}${far}`)].join('\n')
  })
  return [
    words.achievements({ earned: earned.length, total }),
    ...(got.length === 0 ? [] : ['', ...got]),
    ...(left.length === 0 ? [] : ['', words.stillOpen, '', ...left]),
  ].join('\n')
}
