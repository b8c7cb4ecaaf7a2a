import type { Topic } from '../../corpus/topic.ts'
import { nextStep, type StepKind, type TrackStep } from '../../learning/track/steps.ts'
import { screenWords } from '../../messages/screens/index.ts'
import { lessonTheme } from '../../report/lesson/theme.ts'
import type { ChoiceOptions } from '../index.ts'
import { isLinear, type ScreenOptions } from '../terminal/screen-options.ts'

/** The steps of a track in a line with what is done, and as choices; what comes next is chosen already. */
export function trackChoice(
  topic: Topic,
  steps: readonly TrackStep[],
  screen: ScreenOptions,
  last: StepKind | undefined,
): Pick<ChoiceOptions, 'title' | 'header' | 'question' | 'choices' | 'selected'> {
  const left = nextAfter(steps, last)
  const { steps: words, track } = screenWords()
  const width = Math.max(...steps.map(({ kind }) => words[kind].name.length))
  return {
    title: topic.title,
    header: [stageLine(steps, left, screen), ''],
    question: left === undefined ? track.allDone : track.next({ step: words[left.kind].name.toLowerCase() }),
    choices: steps.map(({ kind, done }) => {
      const { name, does } = words[kind]
      const step = `${name.padEnd(width)}  ${does}`
      return done ? track.done({ step }) : step
    }),
    selected: left === undefined ? 0 : steps.indexOf(left),
  }
}

/** What was left without being done is offered last: nobody is held up by it. */
function nextAfter(steps: readonly TrackStep[], last: StepKind | undefined): TrackStep | undefined {
  const from = steps.findIndex(({ kind }) => kind === last) + 1
  return steps.slice(from).find(({ done }) => !done) ?? nextStep(steps)
}

/** `[x] lesson > [ ] diagram > ...` with brackets instead of colour alone. */
function stageLine(steps: readonly TrackStep[], next: TrackStep | undefined, screen: ScreenOptions): string {
  const { color, unicode = true } = screen
  const { paint } = lessonTheme({ color, unicode })
  const words = screenWords().steps
  const [done, open, arrow] = unicode && !isLinear(screen) ? ['●', '○', '─'] : ['[x]', '[ ]', '-']
  return steps
    .map((step) => {
      const name = `${step.done ? done : open} ${words[step.kind].name.toLowerCase()}`
      return step === next ? paint.strong(name) : name
    })
    .join(` ${arrow} `)
}
