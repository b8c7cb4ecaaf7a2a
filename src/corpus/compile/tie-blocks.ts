import type { Block, Inline } from '../blocks.ts'
import type { Ties, Topic } from '../topic.ts'
import { type ParsedPrinciples, tiesOf } from './principles.ts'

/** The topics, each with what it is tied to, as data and as words at the end of its lesson. */
export function withTies(topics: readonly Topic[], principles: ParsedPrinciples): readonly Topic[] {
  const titles = new Map(topics.map((topic) => [topic.slug, topic]))
  return topics.map((topic) => {
    const ties = tiesOf(topic, principles, topics)
    const says = LINES[topic.kind].flatMap(([key, lead]) => line(topic, lead, ties[key], titles))
    return says.length === 0 ? topic : { ...topic, ties, blocks: [...topic.blocks, ...says] }
  })
}

type Line = readonly [keyof Ties, lead: string]

/** By kind of topic: what is said, in which order. */
const LINES: Readonly<Record<Topic['kind'], readonly Line[]>> = {
  axiom: [
    ['laws', 'Laws that follow from it'],
    ['pillars', 'Pillars on which they bear'],
    ['patterns', 'Patterns to begin with'],
  ],
  law: [
    ['axioms', 'Axioms behind it'],
    ['pillars', 'Pillars on which it bears'],
    ['patterns', 'Patterns that answer it'],
  ],
  pillar: [
    ['laws', 'Laws that bear on it'],
    ['patterns', 'Patterns that carry it'],
  ],
  pattern: [
    ['laws', 'Laws that it answers'],
    ['pillars', 'Pillars that it is part of'],
  ],
}

function line(
  from: Topic,
  lead: string,
  slugs: readonly string[],
  topics: ReadonlyMap<string, Topic>,
): Block[] {
  if (slugs.length === 0) return []
  const links = slugs.flatMap((slug, index): Inline[] => {
    const to = topics.get(slug)
    if (to === undefined) return []
    const link: Inline = { type: 'link', href: hrefOf(from, to), children: [text(to.title)] }
    return index === 0 ? [link] : [text(', '), link]
  })
  const strong: Inline = { type: 'strong', children: [text(`${lead}:`)] }
  return [{ type: 'paragraph', children: [strong, text(' '), ...links, text('.')] }]
}

/** As an author would write it, from one folder to the other. */
function hrefOf(from: Topic, to: Topic): string {
  const [here, there] = [rootOf(from), rootOf(to)]
  return here === there ? `../${to.slug}/lesson.md` : `../../${there}/${to.slug}/lesson.md`
}

function rootOf({ kind }: Topic): 'patterns' | 'principles' {
  return kind === 'pattern' ? 'patterns' : 'principles'
}

function text(words: string): Inline {
  return { type: 'text', text: words }
}
