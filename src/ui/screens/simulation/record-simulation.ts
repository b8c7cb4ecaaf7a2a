import { castFile } from '../../../report/cast-file.ts'
import { lessonTheme } from '../../../report/lesson/theme.ts'
import { barText } from '../../components/bar-text.ts'
import type { Size } from '../../terminal/screen-options.ts'
import { type Shown, simulationLines } from './simulation-lines.ts'
import { isDone, replayOf, startSimulation, updateSimulation } from './state.ts'

const SIZE: Size = { columns: 80, rows: 24 }
/** Between two frames. Twice as many would be twice the file, and no easier to follow. */
const FRAME_MS = 100
/** What it all showed wants to be read. */
const LAST_S = 5

/** The screen that replays a run, played from start to end by nobody, as a recording. */
export function recordSimulation(shown: Shown, title: string): string {
  const theme = lessonTheme({ color: 1, unicode: true })
  const frames: { atS: number; lines: string[] }[] = []
  let state = startSimulation(SIZE, replayOf(shown.result))
  for (let nth = 0; ; nth += 1) {
    const body = simulationLines(state, shown, theme, true).map((line) => ` ${line}`)
    const bar = theme.paint.title(barText(SIZE.columns, shown.scenario.title, [title]))
    frames.push({ atS: (nth * FRAME_MS) / 1000, lines: [bar, ...body] })
    if (isDone(state)) {
      frames.push({ atS: (nth * FRAME_MS) / 1000 + LAST_S, lines: [bar, ...body] })
      break
    }
    state = updateSimulation(state, { type: 'tick', elapsedMs: FRAME_MS })
  }
  return castFile({ title, ...SIZE, frames })
}
