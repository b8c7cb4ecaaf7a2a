import type { ReactElement } from 'react'
import { screenWords } from '../../../messages/screens/index.ts'
import { lessonTheme } from '../../../report/lesson/theme.ts'
import { Bar, ScreenFrame } from '../../components/bars.tsx'
import { TextRows } from '../../components/text-rows.tsx'
import type { HomeOptions, HomeOutcome } from '../../index.ts'
import { layoutFor } from '../../layout.ts'
import type { Program } from '../../terminal/program.ts'
import { runProgram } from '../../terminal/run-program.tsx'
import { theme } from '../../theme.ts'
import { HOME_BINDINGS, TOPIC_BINDINGS } from './bindings.ts'
import { homeLines, homeStatus } from './home-lines.ts'
import { type HomeState, placeOf, startHome } from './state.ts'
import { updateHome } from './update.ts'

/** Shows what there is to do until something is chosen, or the screen is left. */
export async function openHome(options: HomeOptions): Promise<HomeOutcome> {
  const state = await runProgram(options, homeProgram(options))
  return {
    ending: state.ending ?? 'quit',
    place: placeOf(state),
    ...(state.chosen !== undefined && { chosen: state.chosen }),
  }
}

function homeProgram({ content, place, color, unicode = true }: HomeOptions): Program<HomeState> {
  const look = lessonTheme({ color, unicode })
  return {
    start: (size) => startHome(size, content, place),
    update: updateHome,
    isOver: ({ chosen, ending }) => chosen !== undefined || ending !== undefined,
    keys: ({ mode }) => (mode === 'home' ? HOME_BINDINGS : TOPIC_BINDINGS),
    view: (state) => (
      <ScreenFrame {...state.size} title={titleOf(state)} status={<HomeStatus state={state} />}>
        <TextRows lines={homeLines(state, look, unicode)} margin={layoutFor(state.size).margin} />
      </ScreenFrame>
    ),
  }
}

function titleOf({ mode }: HomeState): [string, string] {
  const { home } = screenWords()
  return [mode === 'home' ? 'Compendium' : home.topicsTitle, home.field]
}

function HomeStatus({ state }: { state: HomeState }): ReactElement {
  const [left, right] = homeStatus(state)
  return <Bar columns={state.size.columns} left={left} right={right} style={theme.statusBar} />
}
