import * as z from 'zod'
import type { Block, Inline } from '../blocks.ts'
import type { Insight } from '../topic.ts'
import type { Citations } from './citations.ts'
import { inlineMarkdown } from './inlines.ts'
import type { Problems } from './problem.ts'
import { slug, words } from './words.ts'
import type { YamlData } from './yaml-data.ts'

/** `insights.yaml`: what to ask so that an insight of the lesson is the answer. */
export const insightsSchema = z.strictObject({
  insights: z
    .array(
      z.strictObject({
        id: slug,
        /** Its number in the lesson's list. */
        insight: z.int().min(1),
        prompt: words.refine((text) => !text.includes('[@'), 'a prompt cites nothing'),
      }),
    )
    .min(1, 'name at least one insight'),
})

export type InsightsFile = z.infer<typeof insightsSchema>

/** A lesson's insights by their numbers; undefined without a callout `[!IMPORTANT]` that holds a numbered list. */
export type KeyInsights = ReadonlyMap<number, readonly Inline[]>

/** The first such callout counts; an insight is one paragraph. */
export function keyInsights(blocks: readonly Block[]): KeyInsights | undefined {
  for (const block of blocks) {
    if (block.type !== 'callout' || block.kind !== 'important') continue
    const list = block.children.find((child) => child.type === 'list' && child.ordered)
    if (list?.type !== 'list') continue
    return new Map(list.items.map(({ children }, index) => [list.start + index, inlinesOf(children)]))
  }
  return undefined
}

function inlinesOf(blocks: readonly Block[]): readonly Inline[] {
  return blocks.flatMap((block) => (block.type === 'paragraph' ? block.children : []))
}

/** In the order of the file; a number that the lesson does not have is reported. */
export function compileInsights(
  file: InsightsFile,
  yaml: YamlData,
  known: KeyInsights,
  { problems, citations }: { readonly problems: Problems; readonly citations: Citations },
): Insight[] {
  const context = { file: yaml.file, problems, citations, definitions: new Map() }
  return file.insights.flatMap(({ id, insight, prompt }, index) => {
    const text = known.get(insight)
    if (text !== undefined) {
      const line = yaml.lineOf(['insights', index, 'prompt'])
      return [{ id, prompt: inlineMarkdown(prompt, line, context), text }]
    }
    const message = `the lesson has no insight ${insight}: its list has ${known.size}`
    problems.error(yaml.file, yaml.lineOf(['insights', index, 'insight']), 'unknown-insight', message)
    return []
  })
}
