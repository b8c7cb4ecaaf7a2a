import type { RunResult } from '../../../simulation/kernel/scenario.ts'
import { actionFor } from '../../components/key-bindings.ts'
import type { KeyName } from '../../terminal/keys.ts'
import type { ScreenEvent } from '../../terminal/program.ts'
import type { Size } from '../../terminal/screen-options.ts'
import { SIMULATION_BINDINGS, type SimulationAction } from './bindings.ts'

/** What is fixed about the run that is replayed. */
export interface Replay {
  readonly endUs: number
  /** How far a single step goes: one point of the charts. */
  readonly stepUs: number
  readonly charts: number
}

export function replayOf({ series, endUs }: Pick<RunResult, 'series' | 'endUs'>): Replay {
  const charts = series.filter(({ id }) => !id.includes('.')).length
  return { endUs, stepUs: series[0]?.bucketUs ?? endUs, charts }
}

export interface SimulationState {
  readonly size: Size
  readonly replay: Replay
  /** Virtual time that has been shown. */
  readonly atUs: number
  /** The latest moment that was shown: playing it again takes nothing back. */
  readonly reachedUs: number
  readonly playing: boolean
  /** Virtual time over real time; a power of two. */
  readonly speed: number
  /** The chart that stands first on the screen. */
  readonly firstChart: number
  readonly help: boolean
  readonly ending: 'quit' | 'interrupted' | undefined
}

const SPEED_MIN = 1 / 8
const SPEED_MAX = 1024
/** A replay at the speed it starts with takes about as long as one likes to watch. */
const REPLAY_S_MAX = 20

export function startSimulation(size: Size, replay: Replay): SimulationState {
  return {
    size,
    replay,
    atUs: 0,
    reachedUs: 0,
    playing: true,
    speed: startSpeed(replay.endUs),
    firstChart: 0,
    help: false,
    ending: undefined,
  }
}

function startSpeed(endUs: number): number {
  let speed = 1
  while (endUs / 1e6 / speed > REPLAY_S_MAX && speed < SPEED_MAX) speed *= 2
  return speed
}

export function isDone({ atUs, replay }: SimulationState): boolean {
  return atUs >= replay.endUs
}

/** Whether at least half of the run was shown. */
export function isWatched({ reachedUs, replay }: SimulationState): boolean {
  return reachedUs * 2 >= replay.endUs
}

export function updateSimulation(state: SimulationState, event: ScreenEvent): SimulationState {
  switch (event.type) {
    case 'tick':
      return state.playing ? advance(state, event.elapsedMs * 1000 * state.speed) : state
    case 'resize':
      return { ...state, size: event.size }
    case 'interrupt':
      return { ...state, ending: 'interrupted' }
    case 'key':
      return press(state, event.key)
  }
}

/** Reaching the end stops the clock. */
function advance(state: SimulationState, byUs: number): SimulationState {
  const atUs = Math.min(state.replay.endUs, state.atUs + byUs)
  const reachedUs = Math.max(state.reachedUs, atUs)
  return { ...state, atUs, reachedUs, playing: state.playing && atUs < state.replay.endUs }
}

function press(state: SimulationState, key: KeyName): SimulationState {
  if (state.help) return key === 'q' ? { ...state, ending: 'quit' } : { ...state, help: false }
  const action = actionFor(SIMULATION_BINDINGS, key)
  if (action === undefined || (key === 'enter' && !isDone(state))) return state
  return ACTIONS[action](state)
}

const ACTIONS: Readonly<Record<SimulationAction, (state: SimulationState) => SimulationState>> = {
  play: (state) => (isDone(state) ? restart(state) : { ...state, playing: !state.playing }),
  faster: (state) => ({ ...state, speed: Math.min(SPEED_MAX, state.speed * 2) }),
  slower: (state) => ({ ...state, speed: Math.max(SPEED_MIN, state.speed / 2) }),
  step: (state) => ({ ...advance(state, nextStep(state)), playing: false }),
  end: (state) => advance(state, state.replay.endUs),
  restart,
  charts: (state) => ({ ...state, firstChart: (state.firstChart + 1) % Math.max(1, state.replay.charts) }),
  help: (state) => ({ ...state, help: true, playing: false }),
  quit: (state) => ({ ...state, ending: 'quit' }),
}

/** To the next point of the charts, so that every step shows something. */
function nextStep({ atUs, replay: { stepUs } }: SimulationState): number {
  return (Math.floor(atUs / stepUs) + 1) * stepUs - atUs
}

function restart(state: SimulationState): SimulationState {
  return { ...state, atUs: 0, playing: true }
}
