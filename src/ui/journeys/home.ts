import { loadHome } from '../../learning/home/home-data.ts'
import { listTopics } from '../../learning/load-progress.ts'
import { openHome } from '../index.ts'
import type { Destination } from '../screens/home/entries.ts'
import type { HomePlace } from '../screens/home/state.ts'
import { visitReview } from './review.ts'
import { contextOf, type Sitting, type Way } from './sitting.ts'
import { visitTopic } from './topic.ts'

/** Home, whatever is opened from there, home again, until it is left: one sitting at the terminal. */
export async function stayAtHome(sitting: Sitting, retention: number): Promise<Way> {
  let place: HomePlace | undefined
  while (true) {
    const context = contextOf(sitting)
    const [data, topics] = await Promise.all([loadHome(retention, context), listTopics(context)])
    const content = { data, topics }
    const outcome = await openHome({ ...sitting.screen, content, ...(place !== undefined && { place }) })
    place = outcome.place
    if (outcome.ending === 'interrupted') return 'interrupted'
    if (outcome.chosen === undefined) return 'back'
    if ((await visit(outcome.chosen, sitting, retention)) === 'interrupted') return 'interrupted'
  }
}

async function visit(destination: Destination, sitting: Sitting, retention: number): Promise<Way> {
  if (destination.to === 'topic') return visitTopic(destination.slug, sitting)
  return destination.to === 'review' ? visitReview(sitting, retention) : 'back'
}
