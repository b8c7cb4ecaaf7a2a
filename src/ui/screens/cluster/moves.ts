import { watchingWords } from '../../../messages/watching/index.ts'
import type { NodeId } from '../../../simulation/kernel/fault.ts'
import { type ClusterState, complain, endOf, SPEEDS, say } from './state.ts'
import { timeAfter, timeBefore } from './timeline.ts'

/** Going about in a run: each takes a state and gives the next one. */

/** Time passes, up to the next thing worth stopping for. */
export function pass(state: ClusterState, elapsedMs: number): ClusterState {
  const { factor } = SPEEDS[state.speed] ?? { factor: 1 }
  const endUs = endOf(state)
  const wantedUs = Math.min(endUs, Math.floor(state.atUs + elapsedMs * 1000 * factor))
  const stopUs = nextStop(state)
  if (stopUs !== undefined && stopUs <= wantedUs) return { ...state, atUs: stopUs, playing: false }
  return { ...state, atUs: wantedUs, playing: wantedUs < endUs }
}

/** A broken rule stops always, other captions only a story. */
function nextStop({ watched, atUs, story }: ClusterState): number | undefined {
  const { timeline, run } = watched
  const violated = run.result.violations.map((one) => one.atUs).sort((a, b) => a - b)
  const stops = [timeAfter(violated, atUs), story ? timeAfter(timeline.stopsUs, atUs) : undefined]
  const ahead = stops.filter((stop) => stop !== undefined)
  return ahead.length === 0 ? undefined : Math.min(...ahead)
}

export function play(state: ClusterState): ClusterState {
  if (state.playing) return { ...state, playing: false }
  if (state.atUs >= endOf(state)) return { ...state, atUs: 0, playing: true }
  return { ...state, playing: true }
}

export function goTo(state: ClusterState, atUs: number): ClusterState {
  return { ...state, atUs: Math.max(0, Math.min(endOf(state), Math.floor(atUs))), playing: false }
}

export function stepEvent(state: ClusterState, step: 1 | -1): ClusterState {
  return stepIn(state, state.watched.timeline.timesUs, step)
}

export function stepCaption(state: ClusterState, step: 1 | -1): ClusterState {
  return stepIn(state, state.watched.timeline.stopsUs, step)
}

function stepIn(state: ClusterState, times: readonly number[], step: 1 | -1): ClusterState {
  const next = step === 1 ? timeAfter(times, state.atUs) : timeBefore(times, state.atUs)
  if (next !== undefined) return goTo(state, next)
  return goTo(state, step === 1 ? endOf(state) : 0)
}

export function changeSpeed(state: ClusterState, step: 1 | -1): ClusterState {
  const speed = Math.max(0, Math.min(SPEEDS.length - 1, state.speed + step))
  return { ...state, speed }
}

export function tellStory(state: ClusterState, story: boolean): ClusterState {
  const { storyOn, storyOff } = watchingWords().said
  return say({ ...state, story }, story ? storyOn : storyOff)
}

export function choose(state: ClusterState, node: NodeId): ClusterState {
  const { length } = state.watched.timeline.trace.nodes
  if (node >= length) return complain(state, watchingWords().said.noNode({ node, last: length - 1 }))
  return { ...state, chosen: node }
}

export function chooseNext(state: ClusterState, step: 1 | -1): ClusterState {
  const { length } = state.watched.timeline.trace.nodes
  return { ...state, chosen: (state.chosen + step + length) % length }
}

export function mark(state: ClusterState): ClusterState {
  const { marked, chosen } = state
  const without = marked.filter((node) => node !== chosen)
  const next = without.length < marked.length ? without : [...marked, chosen].sort((a, b) => a - b)
  const { noMarks, marked: told } = watchingWords().said
  const text = next.length === 0 ? noMarks : told({ nodes: next.join(', ') })
  return say({ ...state, marked: next }, text)
}
