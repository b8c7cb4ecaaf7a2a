import { exercisesOf, type TrackSubject } from '../../learning/track/steps.ts'
import { isUserError } from '../../lib/user-error.ts'
import { screenWords } from '../../messages/screens/index.ts'
import { edit, editorOf } from '../../platform/editor.ts'
import { openChoice, openExercise } from '../index.ts'
import type { Graded, Workplace } from '../screens/exercise/state.ts'
import { grader } from './grader.ts'
import type { Sitting, Way } from './sitting.ts'
import { type Offer, offersOf, workplaceOf } from './workplace.ts'

/** The exercise: a starter in the language of choice, graded at every save. */
export async function visitExercise(subject: TrackSubject, sitting: Sitting): Promise<Way> {
  const offers = await offersOf(exercisesOf(subject))
  let message: string | undefined
  while (true) {
    const { ending, chosen } = await openChoice({
      ...sitting.screen,
      title: screenWords().exercise.title(subject.topic),
      question: screenWords().exercise.which,
      choices: offers.map(({ label }) => label),
      ...(message !== undefined && { message }),
    })
    const offer = chosen === undefined ? undefined : offers[chosen]
    if (offer === undefined) return ending === 'interrupted' ? 'interrupted' : 'back'
    try {
      return await workOn(offer, await workplaceOf(offer, sitting.cwd), sitting)
    } catch (error) {
      if (!isUserError(error)) throw error
      message = error.message
    }
  }
}

async function workOn(offer: Offer, workplace: Workplace, sitting: Sitting): Promise<Way> {
  const { grade, cancel } = grader(workplace, offer, sitting)
  const words = screenWords().exercise
  let before: Graded | undefined
  for (let gradeAtOnce = workplace.found; ; gradeAtOnce = true) {
    const { left, graded } = await openExercise({
      ...{ ...sitting.screen, workplace, grade, cancel, gradeAtOnce },
      ...(before !== undefined && { before }),
    })
    if (left !== 'edit') return left === 'interrupted' ? left : 'back'
    before = graded
    const editor = editorOf()
    const trouble =
      editor === undefined ? words.noneNamed : await sitting.aside(() => edit(editor, workplace.file))
    if (trouble !== undefined) before = { verdict: 'refused', lines: [words.noEditor({ trouble })] }
  }
}
