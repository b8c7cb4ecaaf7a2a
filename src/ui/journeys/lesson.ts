import { loadIndex, loadTopic } from '../../corpus/corpus.ts'
import type { Topic } from '../../corpus/topic.ts'
import { studyLog } from '../../learning/study.ts'
import { screenWords } from '../../messages/screens/index.ts'
import { openReader, type ReaderOptions, type ReaderOutcome } from '../index.ts'
import { type Sitting, type Way, wayOf } from './sitting.ts'
import type { Standing } from './topic.ts'

type Where = Pick<ReaderOptions, 'place' | 'spot'>

/** A lesson that was opened, and where. */
interface Page {
  readonly topic: Topic
  readonly where: Where
}

/**
 * The lesson, where it was left, and whatever its links lead to, with the ways back and forward; `on` when its reader wants
 * to see what comes next on the track.
 */
export async function visitLesson(
  topic: Topic,
  sitting: Sitting,
  { steps, visit }: Standing,
): Promise<Way | 'on'> {
  const after = steps.find(({ kind }) => kind !== 'lesson')
  const next = after === undefined ? {} : { next: screenWords().steps[after.kind].within }
  const behind: Page[] = []
  const ahead: Page[] = []
  let page: Page = { topic, where: visit.place === undefined ? {} : { place: visit.place } }
  while (true) {
    const history = { back: behind.length > 0, forward: ahead.length > 0 }
    const onTrack = page.topic.slug === topic.slug ? next : {}
    const { went, spot, ending } = await read(page.topic, sitting, { ...page.where, ...onTrack, history })
    if (went === undefined) return wayOf(ending)
    if (went.to === 'next') return 'on'
    const left: Page = { topic: page.topic, where: spot === undefined ? {} : { spot } }
    if (went.to === 'topic') {
      const target = lessonOf(went.slug)
      page = target === undefined ? left : { topic: target, where: went.anchor ? { place: went.anchor } : {} }
      if (target !== undefined) behind.push(left)
      ahead.length = 0
    } else {
      const [from, to] = went.to === 'back' ? [behind, ahead] : [ahead, behind]
      to.push(left)
      page = from.pop() ?? left
    }
  }
}

function lessonOf(slug: string): Topic | undefined {
  return loadIndex().items.some((item) => item.slug === slug) ? loadTopic(slug) : undefined
}

/** One lesson, once; how far it was read is kept. */
async function read(
  topic: Topic,
  sitting: Sitting,
  how: Where & Pick<ReaderOptions, 'next' | 'history'>,
): Promise<ReaderOutcome> {
  const { onAnswer, note, end } = studyLog(topic, sitting.now)
  const keep = (finished: boolean, place?: string) =>
    note({ kind: 'read', slug: topic.slug, data: { finished, ...(place !== undefined && { place }) } })
  const onFinished = () => keep(true)
  const outcome = await openReader({ ...sitting.screen, topic, ...how, onAnswer, onFinished })
  if (!outcome.finished) await keep(false, outcome.spot?.place)
  for (const warning of await end()) sitting.warnings.add(warning)
  return outcome
}
