import { troubleWords } from '../messages/trouble/index.ts'
import { readEvents } from './progress-store.ts'
import type { RecordContext } from './record.ts'
import { storeTrouble } from './store-trouble.ts'

/** The highest level of hint that the learner has seen for an exercise; 0 for none. Never throws. */
export async function highestHintSeen(slug: string, context: RecordContext): Promise<number> {
  try {
    const events = await readEvents((message) => context.warn(message))
    const levels = events.flatMap((event) =>
      event.kind === 'hint' && event.slug === slug ? [event.data.level] : [],
    )
    return Math.max(0, ...levels)
  } catch (error) {
    context.warn(troubleWords().store.notRead({ why: storeTrouble(error) }))
    return 0
  }
}
