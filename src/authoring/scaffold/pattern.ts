import { quotedToWrite, type ScaffoldInput, type ScaffoldPlan, titleOf, toWrite } from './plan.ts'
import { quizText } from './quiz.ts'

/** A lesson with all that `content audit` asks for, its quiz and its insights; of a short entry what that says already. */
export function planPattern(input: ScaffoldInput): ScaffoldPlan {
  const folder = `patterns/${input.slug}`
  const create = [
    { path: `${folder}/lesson.md`, text: lesson(input) },
    { path: `${folder}/quiz.yaml`, text: quizText('source-1') },
    { path: `${folder}/insights.yaml`, text: insights() },
  ]
  return { create, edit: [] }
}

interface WrittenSource {
  readonly id: string
  readonly title: string
  readonly url: string
  readonly isOpen: boolean
}

function sourcesOf({ short }: ScaffoldInput): WrittenSource[] {
  const known = short?.sources ?? []
  if (known.length > 0) return known.map((one, at) => ({ id: `source-${at + 1}`, ...one, isOpen: false }))
  const title = toWrite('the title of a work that you have opened')
  return [{ id: 'source-1', title, url: 'https://example.org/', isOpen: true }]
}

function lesson(input: ScaffoldInput): string {
  const sources = sourcesOf(input)
  return `---\n${frontMatter(input, sources)}\n---\n\n${[overview(input, sources), THEORY, PRACTICE, ...rest(input, sources)].join('\n\n')}\n`
}

function frontMatter({ slug, short, today }: ScaffoldInput, sources: readonly WrittenSource[]): string {
  const category = short?.category ?? 'architecture'
  const related = (short?.related ?? []).join(', ')
  const open = short === undefined ? ` # ${toWrite('the category that it belongs to')}` : ''
  return [
    `slug: ${slug}`,
    'kind: pattern',
    `title: ${JSON.stringify(short?.title ?? titleOf(slug))}`,
    `description: ${short === undefined ? quotedToWrite('what it does, in one sentence') : JSON.stringify(short.definition)}`,
    `category: ${category}${open}`,
    `difficulty: intermediate # ${toWrite('beginner, intermediate, advanced or expert')}`,
    'estimated_time: "20 min"',
    'prerequisites:',
    `  concepts: [] # ${toWrite('concepts that the reader must know, by title or id')}`,
    '  patterns: []',
    `  experience: ${quotedToWrite('what the reader has done before')}`,
    'learning_outcomes:',
    `  - ${quotedToWrite('what the reader can do afterwards')}`,
    'interactive_elements:',
    '  simulations: []',
    '  exercises: []',
    `  quizzes: [${slug}]`,
    'related_content:',
    '  papers: []',
    `  patterns: [${related}]`,
    '  tools: []',
    'laws: []',
    'pillars: []',
    `tags: [${category}]`,
    `last_reviewed: "${today}"`,
    `contributors: [${quotedToWrite('your name')}]`,
    'sources:',
    ...sources.flatMap(({ id, title, url, isOpen }) => [
      `  - id: ${id}`,
      `    title: ${JSON.stringify(title)}`,
      `    url: ${url}${isOpen ? ` # ${toWrite('its address')}` : ''}`,
    ]),
  ].join('\n')
}

function overview({ short }: ScaffoldInput, sources: readonly WrittenSource[]): string {
  const first = sources[0]?.id ?? 'source-1'
  const when = short?.when ?? toWrite('when to use it')
  const whenNot = short?.when_not ?? toWrite('when not to use it')
  return `## Overview

${toWrite('what it is, and which problem it solves')} [@${first}]

**When.** ${when}

**When not.** ${whenNot}`
}

const THEORY = `## Theory

${toWrite('the idea, and why it works')}

\`\`\`mermaid
flowchart LR
  accDescr: ${toWrite('what the diagram shows, in words')}
  A[caller] --> B[callee]
\`\`\`

### How it works inside

**Concurrency.** ${toWrite('what happens when several act at once')}

**Failure modes.** ${toWrite('what breaks, what one sees, what to do')}

**Resources.** ${toWrite('memory, network, disk and processor time, with the arithmetic')}

**Tuning.** ${toWrite('each parameter, where to start, too low and too high')}

**On the wire.** ${toWrite('fields, headers or bytes as they really are')}`

const PRACTICE = `## Practice

| Way | Strength | Price |
| --- | --- | --- |
| ${toWrite('this pattern')} | ${toWrite('strength')} | ${toWrite('price')} |

### Why not something else?

**${toWrite('an alternative')}.** ${toWrite('the trade-off, quantified')}

### Misconceptions

**${toWrite('what people believe')}.** ${toWrite('why it is tempting, and what is true')}`

function rest({ slug }: ScaffoldInput, sources: readonly WrittenSource[]): string[] {
  const first = sources[0]?.id ?? 'source-1'
  return [
    `## Examples\n\n${toWrite('a real system that does it, as its documentation says')} [@${first}]`,
    `## Exercises\n\n${toWrite('what to try')}`,
    `## Quiz\n\n\`\`\`sh\ncompendium quiz ${slug}\n\`\`\``,
    `## Projects\n\n${toWrite('something to build')}`,
    `## Resources\n\n${sources.map(({ id, title }) => `- ${title} [@${id}]`).join('\n')}

> [!IMPORTANT]
> Key insights
>
> 1. ${toWrite('the first thing that should stay')}
> 2. ${toWrite('the second one')}
> 3. ${toWrite('the third one')}`,
  ]
}

function insights(): string {
  const ask = (number: number) => `  - id: insight-${number}
    insight: ${number}
    prompt: "${toWrite(`a short question that has number ${number} as its answer`)}?"`
  return `insights:\n${[1, 2, 3].map(ask).join('\n')}\n`
}
