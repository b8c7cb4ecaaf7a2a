import { troubleWords } from '../messages/trouble/index.ts'
import { readEvents } from './progress-store.ts'
import type { RecordContext } from './record.ts'
import { storeTrouble } from './store-trouble.ts'

/** Whether a program of the learner's has passed this exercise. Never throws: without a store, no. */
export async function hasPassed(slug: string, context: RecordContext): Promise<boolean> {
  try {
    const events = await readEvents((message) => context.warn(message))
    return events.some((one) => one.kind === 'attempt' && one.slug === slug && one.data.verdict === 'pass')
  } catch (error) {
    context.warn(troubleWords().store.notRead({ why: storeTrouble(error) }))
    return false
  }
}
