import { inlineText } from '../../corpus/inline-text.ts'
import type { Source, Topic } from '../../corpus/topic.ts'
import type { ProgressEvent } from '../events.ts'
import { type CardFace, faceId, faceNamed, facesOf, promptOf } from './card-face.ts'
import { type Cards, cardId, type ReviewCard } from './cards.ts'
import type { Scheduler } from './scheduler.ts'

/** A card that is to be asked now. */
export type DueCard = Due & CardFace

interface Due {
  readonly id: string
  readonly slug: string
  readonly title: string
  /** What it asks, as plain text. */
  readonly prompt: string
  readonly sources: readonly Source[]
  /** Undefined of one that was never asked. */
  readonly card?: ReviewCard
  /** The chance that it is remembered now. */
  readonly retrievability: number
}

export interface DueOptions {
  readonly scheduler: Scheduler
  readonly nowMs: number
  /** Number of the learner's own day that holds an instant. */
  readonly dayOf: (atMs: number) => number
  /** Undefined of a topic that the corpus does not have. */
  readonly topicOf: (slug: string) => Topic | undefined
}

/** More new cards on one day are forgotten together. */
const NEW_A_DAY = 10

/**
 * What is to be asked: first what is nearest to being forgotten, then what was never asked of lessons that were read to their end,
 * questions and insights by turns, so many a day.
 */
export function dueCards(
  events: readonly ProgressEvent[],
  all: Cards,
  options: DueOptions,
): readonly DueCard[] {
  const { nowMs, dayOf } = options
  const due = [...all.cards.values()].filter(({ memory }) => memory.due.getTime() <= nowMs)
  const today = dayOf(nowMs)
  return [...known(due, options), ...fresh(events, all, options)].filter(
    ({ id }) => all.buriedOn.get(id) !== today,
  )
}

function known(cards: readonly ReviewCard[], { scheduler, nowMs, topicOf }: DueOptions): DueCard[] {
  return cards
    .flatMap((card): DueCard[] => {
      const topic = topicOf(card.slug)
      const face = topic && faceNamed(topic, card.question)
      if (topic === undefined || face === undefined) return []
      return [{ ...ofTopic(topic, face), card, retrievability: scheduler.retrievability(card.memory, nowMs) }]
    })
    .sort((a, b) => a.retrievability - b.retrievability || (a.id < b.id ? -1 : 1))
}

function fresh(
  events: readonly ProgressEvent[],
  { cards }: Cards,
  { nowMs, dayOf, topicOf }: DueOptions,
): DueCard[] {
  const today = dayOf(nowMs)
  const begun = events.filter((one) => one.kind === 'review' && dayOf(one.atMs) === today)
  const firsts = new Set(
    begun.flatMap((one) => {
      const card = one.kind === 'review' ? cards.get(cardId(one.slug, one.data.question)) : undefined
      return card?.firstAtMs === one.atMs ? [card.id] : []
    }),
  )
  const read = new Set(events.flatMap((one) => (one.kind === 'read' && one.data.finished ? [one.slug] : [])))
  const unasked = [...read].flatMap((slug) => {
    const topic = topicOf(slug)
    if (topic === undefined) return []
    return facesOf(topic, (id) => !cards.has(cardId(slug, id))).map((face) => ({
      ...ofTopic(topic, face),
      retrievability: 0,
    }))
  })
  return unasked.slice(0, Math.max(0, NEW_A_DAY - firsts.size))
}

function ofTopic({ slug, title, sources }: Topic, face: CardFace) {
  const id = cardId(slug, faceId(face))
  return { ...face, id, slug, title, prompt: inlineText(promptOf(face)), sources }
}
