import { authoringWords } from '../../messages/authoring/index.ts'
import { quotedToWrite, type ScaffoldInput, type ScaffoldPlan } from './plan.ts'

/** Five questions of four types for a lesson that has none. */
export function planQuiz({ slug, lesson }: ScaffoldInput): ScaffoldPlan {
  const folder = lesson?.path ?? `patterns/${slug}`
  return {
    create: [{ path: `${folder}/quiz.yaml`, text: quizText(lesson?.source ?? 'source-1') }],
    edit: [
      {
        path: `${folder}/lesson.md`,
        ...{ find: 'quizzes: []', replace: `quizzes: [${slug}]` },
        otherwise: authoringWords().nameInFrontMatter({
          file: `${folder}/lesson.md`,
          entry: `quizzes: [${slug}]`,
        }),
      },
    ],
  }
}

/** Each question cites `source`, an id of the lesson's. */
export function quizText(source: string): string {
  const end = `    explanation: ${quotedToWrite('why, and what is wrong with the others')}
    source: ${source}`
  const head = (id: string, type: string, asks: string) => `  - id: ${id} # never changes once published
    type: ${type}
    prompt: ${quotedToWrite(asks)}`
  const choices = (count: number) =>
    ['a', 'b', 'c', 'd']
      .slice(0, count)
      .map((id) => `      - { id: ${id}, text: ${quotedToWrite(`answer ${id}`)} }`)
      .join('\n')
  const single = (id: string, asks: string) =>
    `${head(id, 'single', asks)}\n    choices:\n${choices(4)}\n    answer: [a] # the right one\n${end}`
  return `questions:
${[
  single('prediction', 'what happens next, on a given timeline'),
  single('choice', 'which way to take, in a given situation'),
  `${head('judgement', 'multiple', 'which of these hold')}\n    choices:\n${choices(4)}\n    answer: [a, c] # the right ones\n${end}`,
  `${head('order', 'order', 'in which order')}
    steps: # in the right order
      - { id: m, text: ${quotedToWrite('the first step')} }
      - { id: c, text: ${quotedToWrite('the second step')} }
      - { id: x, text: ${quotedToWrite('the third step')} }
${end}`,
  `${head('arithmetic', 'number', 'how much, with what is given')}
    value: 1 # the right number
    unit: count
${end}`,
].join('\n\n')}
`
}
