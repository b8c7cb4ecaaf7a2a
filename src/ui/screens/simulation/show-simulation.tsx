import type { ReactElement } from 'react'
import { lessonTheme } from '../../../report/lesson/theme.ts'
import { Bar, ScreenFrame } from '../../components/bars.tsx'
import { helpLines } from '../../components/key-bindings.ts'
import { TextRows } from '../../components/text-rows.tsx'
import type { SimulationOptions, SimulationScreenOutcome } from '../../index.ts'
import { layoutFor } from '../../layout.ts'
import type { Program } from '../../terminal/program.ts'
import { runProgram } from '../../terminal/run-program.tsx'
import { theme } from '../../theme.ts'
import { SIMULATION_BINDINGS } from './bindings.ts'
import { simulationLines } from './simulation-lines.ts'
import {
  isDone,
  isWatched,
  replayOf,
  type SimulationState,
  startSimulation,
  updateSimulation,
} from './state.ts'

const FRAME_MS = 50

/** Replays a finished run: virtual time passes, the charts grow, events are told. */
export async function showSimulation(options: SimulationOptions): Promise<SimulationScreenOutcome> {
  const state = await runProgram(options, simulationProgram(options))
  return { ending: state.ending ?? 'quit', watched: isWatched(state) }
}

function simulationProgram(options: SimulationOptions): Program<SimulationState> {
  const { result, scenario } = options
  return {
    start: (size) => startSimulation(size, replayOf(result)),
    update: updateSimulation,
    isOver: ({ ending }) => ending !== undefined,
    tickMs: ({ playing }) => (playing ? FRAME_MS : undefined),
    view: (state) => (
      <ScreenFrame
        {...state.size}
        title={[scenario.title, `seed ${result.seed}`]}
        status={<Status state={state} />}
      >
        <TextRows lines={bodyLines(state, options)} margin={1} />
      </ScreenFrame>
    ),
  }
}

function bodyLines(state: SimulationState, options: SimulationOptions): string[] {
  const { color, unicode = true } = options
  if (state.help) return helpLines(SIMULATION_BINDINGS, unicode).slice(0, layoutFor(state.size).bodyRows)
  return simulationLines(state, options, lessonTheme({ color, unicode }), unicode)
}

function Status({ state }: { state: SimulationState }): ReactElement {
  return (
    <Bar columns={state.size.columns} left={statusText(state)} right={hints(state)} style={theme.statusBar} />
  )
}

function statusText(state: SimulationState): string {
  const phase = isDone(state) ? 'done' : state.playing ? 'playing' : 'paused'
  return `${phase}, ${speedText(state.speed)}`
}

function speedText(speed: number): string {
  return speed >= 1 ? `${speed} x` : `1/${1 / speed} x`
}

function hints(state: SimulationState): string[] {
  if (state.help) return ['q quit', 'any key back']
  if (isDone(state)) return ['Tab charts', '? help', 'r again', 'q quit']
  return [
    'Tab charts',
    '. step',
    '+ - speed',
    state.playing ? 'Space pause' : 'Space go on',
    '? help',
    'q quit',
  ]
}
