import type { Block, Inline } from '../blocks.ts'
import type { ClusterExercise } from '../cluster-exercise-schema.ts'
import type { Topic } from '../topic.ts'

/** The topic with a word on each exercise on a cluster that it teaches, at the end of its part Exercises. */
export function withClusters(topic: Topic, clusters: readonly ClusterExercise[]): Topic {
  const own = clusters.filter(({ lesson }) => lesson === topic.slug)
  if (own.length === 0) return topic
  const { blocks } = topic
  const start = blocks.findIndex((block) => isPart(block) && block.id === 'exercises')
  const next = blocks.findIndex((block, index) => index > start && isPart(block))
  const at = start < 0 || next < 0 ? blocks.length : next
  return { ...topic, blocks: [...blocks.slice(0, at), ...own.flatMap(words), ...blocks.slice(at)] }
}

function isPart(block: Block): block is Extract<Block, { type: 'heading' }> {
  return block.type === 'heading' && block.level === 2
}

function words({ id, title, summary, stages, languages }: ClusterExercise): Block[] {
  const [language = 'python'] = Object.keys(languages)
  const file = Object.values(languages)[0]?.file ?? ''
  const text = (words: string): Inline => ({ type: 'text', text: words })
  const count = stages.length === 1 ? '' : ` In ${stages.length} stages.`
  const says = [
    { type: 'strong' as const, children: [text(`${title}, on a cluster.`)] },
    text(` ${summary}${count}`),
  ]
  const code = [
    `compendium generate exercise ${id} --language ${language}`,
    `compendium test ${file} --pattern ${id}`,
  ].join('\n')
  return [
    { type: 'paragraph', children: says },
    { type: 'code', language: 'sh', text: code },
  ]
}
