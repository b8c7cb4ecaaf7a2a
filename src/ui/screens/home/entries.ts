import type { HomeData, Resume } from '../../../learning/home/home-data.ts'
import { screenWords } from '../../../messages/screens/index.ts'
import { dueText } from '../../../messages/study/phrases.ts'

/** What an entry opens. */
export type Destination =
  | { readonly to: 'topic'; readonly slug: string }
  | { readonly to: 'review' }
  | { readonly to: 'topics' }

export interface HomeEntry {
  /** Finds the entry again after its screen was left, when there may be others. */
  readonly id: 'resume' | 'review' | 'next' | 'topics'
  readonly label: string
  readonly text: string
  /** Why, or what comes of it. */
  readonly note?: string
  readonly destination: Destination
}

/** What can be opened, what is to be done first at the top. */
export function homeEntries(data: HomeData): readonly HomeEntry[] {
  const { resume, reviewsDue, next, topics } = data
  const { home } = screenWords()
  return [
    ...(resume === undefined ? [] : [resumeEntry(resume)]),
    ...(reviewsDue === 0
      ? []
      : [
          {
            id: 'review' as const,
            label: home.review,
            text: dueText(data),
            destination: { to: 'review' as const },
          },
        ]),
    ...(next === undefined
      ? []
      : [
          {
            id: 'next' as const,
            label: resume === undefined ? home.start : home.next,
            text: home.nextUp(next),
            note: next.reason,
            destination: { to: 'topic' as const, slug: next.slug },
          },
        ]),
    { id: 'topics', label: home.topics, text: home.allTopics(topics), destination: { to: 'topics' } },
  ]
}

function resumeEntry({ slug, title, step, heading }: Resume): HomeEntry {
  const { home, steps } = screenWords()
  const where = { title, step: steps[step].within }
  return {
    id: 'resume',
    label: home.continue,
    text: heading === undefined ? home.resume(where) : home.resumeAt({ ...where, heading }),
    destination: { to: 'topic', slug },
  }
}
