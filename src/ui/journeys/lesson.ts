import type { Topic } from '../../corpus/topic.ts'
import { studyLog } from '../../learning/study.ts'
import { STEP_KINDS } from '../../learning/track/steps.ts'
import { openReader } from '../index.ts'
import { STEP_NAMES } from '../step-names.ts'
import { type Sitting, type Way, wayOf } from './sitting.ts'
import type { Standing } from './topic.ts'

/** The lesson, where it was left; `on` when its reader wants to see what comes next. */
export async function visitLesson(
  topic: Topic,
  sitting: Sitting,
  { steps, visit }: Standing,
): Promise<Way | 'on'> {
  const { onAnswer, note, end } = studyLog(topic, sitting.now)
  const read = (finished: boolean, place?: string) =>
    note({ kind: 'read', slug: topic.slug, data: { finished, ...(place !== undefined && { place }) } })
  const after = steps.find(({ kind }) => STEP_KINDS.indexOf(kind) > 0)
  const outcome = await openReader({
    ...sitting.screen,
    topic,
    ...(visit.place !== undefined && { place: visit.place }),
    ...(after !== undefined && { next: STEP_NAMES[after.kind] }),
    onAnswer,
    onFinished: () => read(true),
  })
  if (!outcome.finished) await read(false, outcome.place)
  for (const warning of await end()) sitting.warnings.add(warning)
  return outcome.goesOn ? 'on' : wayOf(outcome.ending)
}
