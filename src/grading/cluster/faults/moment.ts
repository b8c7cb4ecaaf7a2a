import type { Passed } from '../network/network.ts'
import type { Activity } from './activity.ts'
import type { Shot } from './fault.ts'

/** What a shot is aimed by. */
export interface Sight {
  readonly activity: Activity
  readonly nodes: readonly string[]
  /** Whom the fault would hit if it were not aimed, the first shot hit, and the last. */
  readonly drawn: string | undefined
  readonly first: string | undefined
  readonly last: string | undefined
}

/** Told of all that passes: whom the shot hits, once that can be said and what it waits for has happened. */
type Watch = (passed: Passed) => string | undefined

/** Waits for the moment of a shot; what it returns gives up. */
export function awaitMoment(shot: Shot, sight: Sight, found: (target: string) => void): () => void {
  const watch = watchOf(shot, sight)
  const end = sight.activity.listen((passed) => {
    const target = watch(passed)
    if (target === undefined) return
    end()
    found(target)
  })
  return end
}

function watchOf({ at, afterMessages }: Shot, sight: Sight): Watch {
  const { activity, nodes, drawn, first, last } = sight
  const busiest = activity.busiest(nodes)
  switch (at) {
    case 'drawn':
      return () => drawn
    case 'busiest':
      return hears(busiest, afterMessages)
    case 'same':
      return hears(last, afterMessages)
    case 'successor':
      return says(nodes, last, afterMessages)
    case 'speaker':
      return speaks(sight, busiest, afterMessages)
    case 'answerer':
      return answers(activity, first, afterMessages)
  }
}

/** So many messages have come to this node. */
function hears(target: string | undefined, messages: number): Watch {
  let left = messages
  return ({ what, message }) => {
    if (what !== 'received' || message.dest !== target) return undefined
    left -= 1
    return left > 0 ? undefined : target
  }
}

/** One that is not this one has said more than so much. */
function says(nodes: readonly string[], not: string | undefined, messages: number): Watch {
  const said = new Map<string, number>()
  return ({ what, message: { src, dest } }) => {
    if (what !== 'sent' || src === not || !nodes.includes(src) || !nodes.includes(dest)) return undefined
    const count = (said.get(src) ?? 0) + 1
    said.set(src, count)
    return count > messages ? src : undefined
  }
}

/** One that is not the busiest speaks to most of the others, and then hears so many messages. */
function speaks({ activity }: Sight, busiest: string | undefined, messages: number): Watch {
  let heard: Watch | undefined
  return (passed) => {
    if (heard !== undefined) return heard(passed)
    const { src } = passed.message
    if (src === busiest || !activity.isSpeech(passed)) return undefined
    heard = hears(src, messages)
    return messages === 0 ? src : undefined
  }
}

/** So many answers to another than this one have been given. */
function answers(activity: Activity, not: string | undefined, messages: number): Watch {
  let left = messages
  return (passed) => {
    const { src, dest } = passed.message
    if (dest === not || !activity.isAnswer(passed)) return undefined
    left -= 1
    return left > 0 ? undefined : src
  }
}
