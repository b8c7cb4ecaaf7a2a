import type { ReactElement } from 'react'
import { screenWords } from '../../../messages/screens/index.ts'
import { watchingWords } from '../../../messages/watching/index.ts'
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
        title={[scenario.title, watchingWords().seed(result)]}
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
  const { replay, playing, paused } = watchingWords()
  const phase = isDone(state) ? replay.done : state.playing ? playing : paused
  return `${phase}, ${speedText(state.speed)}`
}

function speedText(speed: number): string {
  return speed >= 1 ? `${speed} x` : `1/${1 / speed} x`
}

function hints(state: SimulationState): string[] {
  const { hints: common, keys } = screenWords()
  const { hints } = watchingWords().replay
  if (state.help) return [common.quit, keys.anyKey]
  if (isDone(state)) return [hints.charts, common.help, hints.again, common.quit]
  return [
    hints.charts,
    hints.step,
    hints.speed,
    state.playing ? hints.pause : hints.goOn,
    common.help,
    common.quit,
  ]
}
