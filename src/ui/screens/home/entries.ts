import type { HomeData, Resume } from '../../../learning/home/home-data.ts'
import { counted } from '../../../lib/counted.ts'
import { STEP_NAMES } from '../../step-names.ts'

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
export function homeEntries({ resume, reviewsDue, next, topics }: HomeData): readonly HomeEntry[] {
  return [
    ...(resume === undefined ? [] : [resumeEntry(resume)]),
    ...(reviewsDue === 0
      ? []
      : [
          {
            id: 'review' as const,
            label: 'Review',
            text: `${counted(reviewsDue, 'question')} due`,
            destination: { to: 'review' as const },
          },
        ]),
    ...(next === undefined
      ? []
      : [
          {
            id: 'next' as const,
            label: resume === undefined ? 'Start' : 'Next',
            text: `${next.title}, ${next.minutes} min`,
            note: next.reason,
            destination: { to: 'topic' as const, slug: next.slug },
          },
        ]),
    { id: 'topics', label: 'Topics', text: `all ${topics.total}`, destination: { to: 'topics' } },
  ]
}

function resumeEntry({ slug, title, step, heading }: Resume): HomeEntry {
  const where = heading === undefined ? STEP_NAMES[step] : `${STEP_NAMES[step]}, at "${heading}"`
  return {
    id: 'resume',
    label: 'Continue',
    text: `${title}: ${where}`,
    destination: { to: 'topic', slug },
  }
}
