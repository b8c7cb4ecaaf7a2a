import type { Block } from '../../corpus/blocks.ts'
import type { Topic } from '../../corpus/topic.ts'
import { recordProgress } from '../../learning/record.ts'
import { screenWords } from '../../messages/screens/index.ts'
import { openReader } from '../index.ts'
import { contextOf, type Sitting, type Way, wayOf } from './sitting.ts'

/** The diagrams of the lesson alone, each under the heading under which it stands there, in the reader. */
export async function visitDiagrams(topic: Topic, sitting: Sitting): Promise<Way> {
  const { reader } = screenWords()
  const { ending } = await openReader({
    ...sitting.screen,
    topic: { ...topic, title: reader.diagrams(topic), blocks: diagramsOf(topic.blocks), quiz: [] },
    excerpt: true,
    next: reader.theSteps,
    onAnswer: () => {},
    onFinished: () => {},
  })
  if (ending !== 'interrupted') {
    const fact = { kind: 'seen', slug: topic.slug, data: { part: 'diagram' } } as const
    await recordProgress([fact], contextOf(sitting))
  }
  return wayOf(ending)
}

function diagramsOf(blocks: readonly Block[]): Block[] {
  let heading: Block | undefined
  return blocks.flatMap((block) => {
    if (block.type === 'heading') heading = block
    if (block.type !== 'diagram') return []
    const above = heading
    heading = undefined
    return above === undefined ? [block] : [above, block]
  })
}
