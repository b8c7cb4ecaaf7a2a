import type { Aim, FaultKind, Shot, Side } from './fault.ts'

/** The n-th draw of a fault: an integer from 0 to `bound` - 1. */
type Draw = (n: number, bound: number) => number

/** What is known when a fault is aimed. */
interface Given {
  readonly draw: Draw
  readonly kind: FaultKind
  /** How long the fault lasts. */
  readonly lastsMs: number
  /** Nodes may be killed along with what the fault does. */
  readonly mayKill: boolean
}

/** How a fault is aimed, and how many times as long it then lasts. */
interface Style {
  readonly times: number
  /** What it waits for takes time. */
  readonly leastMs?: number
  /** How a partition parts the node it hits, where that is not drawn. */
  readonly side?: Side
  readonly shots: (given: Given) => readonly Shot[]
}

const MOST_MESSAGES = 8
/** Most programs elect another within this. */
const ELECTION_MS = 1000
/** Back before most of what was sent when it was hit has arrived. */
const MOST_BLINK_MS = 6
const SIDES: readonly Side[] = ['alone', 'with-one', 'deaf', 'mute', 'from-one', 'bridge', 'unserved']

/** One strike at the busiest node amid its work. */
const busiest: Style = {
  times: 1,
  shots: (given) => [{ at: 'busiest', afterMessages: given.draw(0, MOST_MESSAGES), ...amid(given, 1) }],
}

/**
 * The busiest, then whoever takes its place, and so on: each comes back when the next is hit, and finds that others went on
 * without it. Leaders that come and go with entries that few others have are figure 8 of Raft (Ongaro and Ousterhout 2014).
 */
const relay: Style = {
  times: 2,
  leastMs: ELECTION_MS,
  shots: (given) => {
    const { draw } = given
    const next = (n: number): Shot => {
      const speaks = draw(n, 2) === 0
      return {
        at: speaks ? 'speaker' : 'successor',
        afterMessages: speaks ? draw(n + 1, 3) : draw(n + 1, 12),
        ...amid(given, n + 2),
      }
    }
    const shots = [2, 6, 10, 14].slice(0, draw(18, 5)).map(next)
    return [
      { at: 'busiest', afterMessages: draw(0, MOST_MESSAGES), ...amid(given, 20) },
      ...shots,
      { at: 'successor', afterMessages: draw(19, 12), lastsMs: 0 },
    ]
  },
}

/** Whoever begins to speak to the others, be it to be elected or to have a transaction prepared, before it is through. */
const speaker: Style = {
  times: 1,
  shots: (given) => {
    const { draw } = given
    const shot = (n: number): Shot => ({
      ...{ at: 'speaker', afterMessages: draw(n, 5) },
      ...amid(given, n + 1),
      ...(draw(n + 3, 2) === 0 ? { lastsMs: 20 + draw(n + 4, 200) } : {}),
    })
    return [0, 5, 10].slice(0, 1 + draw(15, 3)).map(shot)
  },
}

/** The busiest is gone for a moment; nodes that answer another meanwhile end right then, and come back at once. */
const forgetful: Style = {
  times: 1,
  leastMs: ELECTION_MS,
  shots: (given) => {
    const { draw } = given
    const blinks = [2, 4, 6, 8, 10, 12, 14, 16].slice(0, 2 + draw(18, 7)).map((n) => blink(given, n))
    return [
      { at: 'busiest', afterMessages: draw(0, MOST_MESSAGES), lastsMs: 5 + draw(1, 60) },
      ...(given.mayKill ? blinks : []),
    ]
  },
}

/**
 * Some are away; who answers meanwhile ends and comes back at once; then the busiest goes, and those who know the least come
 * back. What a majority has acknowledged must still be there.
 */
const stale: Style = {
  times: 1.5,
  leastMs: ELECTION_MS,
  shots: (given) => {
    const { draw, mayKill } = given
    const blinks = [2, 4, 6].slice(0, 1 + draw(8, 3)).map((n) => blink(given, n))
    return [
      { at: 'drawn', afterMessages: 0 },
      ...(mayKill ? blinks : []),
      { at: 'busiest', afterMessages: draw(0, 40) },
      { at: 'successor', afterMessages: draw(9, 20), lastsMs: 0 },
    ]
  },
}

/** One is away for long, and is hit again when it has heard a little of what it has missed. */
const comeback: Style = {
  times: 3,
  shots: (given) => {
    const { draw, lastsMs } = given
    return [
      { at: draw(0, 2) === 0 ? 'drawn' : 'busiest', afterMessages: 0, lastsMs: Math.round(lastsMs * 0.75) },
      {
        ...{ at: 'same', afterMessages: 1 + draw(1, MOST_MESSAGES), lastsMs: 20 + draw(3, 200) },
        ...amid(given, 4),
      },
    ]
  },
}

/**
 * The others no longer hear each other, only the busiest, which is gone for a moment: now they are candidates in the same
 * term, and whom it votes for first it must still know when it comes back once more.
 */
const bridge: Style = {
  times: 1.5,
  leastMs: ELECTION_MS,
  side: 'bridge',
  shots: (given) => {
    const { draw, mayKill } = given
    const first: Shot = { at: 'busiest', afterMessages: draw(0, MOST_MESSAGES) }
    if (!mayKill) return [first]
    const gone: Shot = { at: 'same', afterMessages: draw(1, 4), lastsMs: 1 + draw(2, 60), kills: true }
    return [first, gone, ...[3, 5, 7, 9, 11].slice(0, 1 + draw(13, 5)).map((n) => blink(given, n))]
  },
}

const STYLES: Readonly<Record<FaultKind, readonly Style[]>> = {
  partition: [busiest, relay, speaker, stale, comeback, bridge],
  // A reply before its save is what learners get wrong most: whoever works most is ended amid it most often.
  kill: [busiest, busiest, busiest, relay, speaker, forgetful, stale, comeback],
  pause: [busiest, relay, speaker],
  slow: [busiest, relay, speaker],
}

/** A kill in the middle of a step, in half of all cases. */
function amid({ draw, kind }: Given, n: number): Pick<Shot, 'midStep'> {
  return kind === 'kill' && draw(n, 2) === 0 ? { midStep: (1 + draw(n + 1, 99)) / 100 } : {}
}

/** A node that has just answered is killed and comes back at once. */
function blink({ draw }: Given, n: number): Shot {
  return {
    at: 'answerer',
    afterMessages: draw(n, 4) === 0 ? 2 : 1,
    lastsMs: 1 + draw(n + 1, MOST_BLINK_MS),
    kills: true,
  }
}

/** `favourite` is the same for all faults of a seed. */
export interface AimPlan {
  readonly kind: FaultKind
  readonly draw: Draw
  readonly favourite: number
  readonly lastsMs: number
  readonly mayKill: boolean
}

/**
 * How a fault is aimed, and how long it lasts then; undefined for one that is not. Three of four are aimed. Half of these are
 * of one style that the seed prefers: what is done again and again goes deeper than a bit of everything (Groce et al.,
 * "Swarm Testing", ISSTA 2012).
 */
export function drawAim(plan: AimPlan): { readonly aim: Aim; readonly lastsMs: number } | undefined {
  const { kind, draw, favourite } = plan
  if (draw(40, 4) === 0) return undefined
  const styles = STYLES[kind]
  const style = styles[draw(41, 2) === 0 ? favourite % styles.length : draw(42, styles.length)]
  if (style === undefined) return undefined
  const lastsMs = Math.max(style.leastMs ?? 0, Math.round(plan.lastsMs * style.times))
  const shots = style.shots({ ...plan, lastsMs })
  if (kind !== 'partition') return { aim: { shots }, lastsMs }
  const side = style.side ?? SIDES[draw(43, SIDES.length)] ?? 'alone'
  return { aim: { shots, side, isUnserved: draw(44, 4) === 0 }, lastsMs }
}
