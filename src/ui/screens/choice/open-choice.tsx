import { screenWords } from '../../../messages/screens/index.ts'
import { lessonTheme } from '../../../report/lesson/theme.ts'
import { Bar, ScreenFrame } from '../../components/bars.tsx'
import { scrollToShow } from '../../components/scroll.ts'
import { TextRows } from '../../components/text-rows.tsx'
import type { ChoiceOptions, ChoiceOutcome } from '../../index.ts'
import { layoutFor } from '../../layout.ts'
import type { Program } from '../../terminal/program.ts'
import { runProgram } from '../../terminal/run-program.tsx'
import { theme } from '../../theme.ts'
import { CHOICE_BINDINGS } from './bindings.ts'
import { type ChoiceState, startChoice, updateChoice } from './state.ts'

/** Asks for one of a few things. */
export async function openChoice(options: ChoiceOptions): Promise<ChoiceOutcome> {
  const { left, selected } = await runProgram(options, choiceProgram(options))
  const ending = left === 'interrupted' ? 'interrupted' : 'quit'
  return left === 'chosen' ? { ending, chosen: selected } : { ending }
}

function choiceProgram(options: ChoiceOptions): Program<ChoiceState> {
  return {
    start: (size) => startChoice(size, options.choices.length, options.selected),
    update: updateChoice,
    isOver: ({ left }) => left !== undefined,
    keys: () => CHOICE_BINDINGS,
    view: (state) => (
      <ScreenFrame
        {...state.size}
        title={[options.title, 'compendium']}
        status={<ChoiceStatus state={state} message={options.message} />}
      >
        <TextRows lines={choiceLines(state, options)} margin={layoutFor(state.size).margin} />
      </ScreenFrame>
    ),
  }
}

function choiceLines(state: ChoiceState, options: ChoiceOptions): string[] {
  const { color, unicode = true, question, choices, header = [] } = options
  const { paint } = lessonTheme({ color, unicode })
  const head = ['', ...header.map((line) => `  ${line}`), `  ${paint.strong(question)}`, '']
  const height = Math.max(1, layoutFor(state.size).bodyRows - head.length)
  const top = scrollToShow({ top: 0, height, length: choices.length }, state.selected)
  const rows = choices
    .slice(top, top + height)
    .map((choice, row) => `${top + row === state.selected ? '>' : ' '} ${choice}`)
  return [...head, ...rows]
}

function ChoiceStatus({ state, message }: { state: ChoiceState; message: string | undefined }) {
  const { columns } = state.size
  const { hints, track } = screenWords()
  if (message !== undefined)
    return <Bar columns={columns} left={message} right={[hints.back]} style={theme.error} />
  const right = [hints.back, hints.help, hints.choose]
  return <Bar columns={columns} left={track.choose} right={right} style={theme.statusBar} />
}
