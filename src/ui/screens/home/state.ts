import type { HomeData } from '../../../learning/home/home-data.ts'
import type { TopicRow } from '../../../learning/load-progress.ts'
import { layoutFor } from '../../layout.ts'
import type { Size } from '../../terminal/screen-options.ts'
import { type Destination, type HomeEntry, homeEntries } from './entries.ts'

export interface HomeState {
  readonly size: Size
  readonly data: HomeData
  readonly topics: readonly TopicRow[]
  readonly entries: readonly HomeEntry[]
  readonly mode: 'home' | 'topics'
  /** Index in `entries`. */
  readonly selected: number
  /** Index in `topics`. */
  readonly topic: number
  readonly message: string | undefined
  /** What was chosen to be opened. */
  readonly chosen: Destination | undefined
  readonly ending: 'quit' | 'interrupted' | undefined
}

/** Where the learner was on this screen. */
export interface HomePlace {
  readonly entry: HomeEntry['id']
  /** Set when the list of topics was open. */
  readonly topic?: string
}

export interface HomeContent {
  readonly data: HomeData
  readonly topics: readonly TopicRow[]
}

export function startHome(size: Size, { data, topics }: HomeContent, place?: HomePlace): HomeState {
  const entries = homeEntries(data)
  const topic = topics.findIndex(({ slug }) => slug === place?.topic)
  return {
    size,
    data,
    topics,
    entries,
    mode: topic === -1 ? 'home' : 'topics',
    selected: Math.max(
      0,
      entries.findIndex(({ id }) => id === place?.entry),
    ),
    topic: Math.max(0, topic),
    message: undefined,
    chosen: undefined,
    ending: undefined,
  }
}

/** To come back to. */
export function placeOf({ entries, selected, topics, topic, mode }: HomeState): HomePlace {
  const slug = topics[topic]?.slug
  return {
    entry: entries[selected]?.id ?? 'topics',
    ...(mode === 'topics' && slug !== undefined && { topic: slug }),
  }
}

export function pageRows({ size }: HomeState): number {
  return layoutFor(size).bodyRows
}
