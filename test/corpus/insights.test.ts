import { expect, test } from 'vitest'
import { loadIndex, loadTopic } from '../../src/corpus/corpus.ts'
import { inlineText } from '../../src/corpus/inline-text.ts'
import type { Insight, Topic } from '../../src/corpus/topic.ts'

const TOPICS = loadIndex().items.map(({ slug }) => loadTopic(slug))
const prompts = ({ insights = [] }: Topic) => insights.map(({ prompt }) => inlineText(prompt))

/** The items of the callout, as the lesson shows them. */
function toldBy({ blocks }: Topic): string[] {
  return blocks
    .flatMap((block) => (block.type === 'callout' && block.kind === 'important' ? block.children : []))
    .flatMap((block) => (block.type === 'list' ? block.items : []))
    .map(({ children: [first] }) => (first?.type === 'paragraph' ? inlineText(first.children) : ''))
}

/** All runs of four words. */
function runs(text: string): string[] {
  const words = text.toLowerCase().match(/[a-zφ0-9]+/g) ?? []
  return words.slice(3).map((_, at) => words.slice(at, at + 4).join(' '))
}

test('every insight of every lesson is asked for, in its order', () => {
  expect(TOPICS.length).toBeGreaterThanOrEqual(60)
  for (const topic of TOPICS) {
    const told = toldBy(topic)
    expect(topic.insights?.map(({ text }) => inlineText(text))).toEqual(told)
    expect(told.length, topic.slug).toBeGreaterThanOrEqual(3)
  }
})

test('no prompt shares a run of four words with its insight', () => {
  const telling = ({ prompt, text }: Insight) => {
    const told = new Set(runs(inlineText(text)))
    return runs(inlineText(prompt)).filter((run) => told.has(run))
  }
  expect(TOPICS.flatMap(({ insights = [] }) => insights.flatMap(telling))).toEqual([])
})

test('no two prompts are the same, and none is answered by yes or no', () => {
  const all = TOPICS.flatMap(prompts)
  expect(new Set(all).size).toBe(all.length)
  const yesOrNo = /(?:^|[.:] )(?:Is|Are|Does|Do|Did|Can|May|Must|Should|Has|Have|Will|Would) [^?]*\?$/
  expect(all.filter((prompt) => yesOrNo.test(prompt))).toEqual([])
})
