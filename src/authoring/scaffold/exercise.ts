import { authoringWords } from '../../messages/authoring/index.ts'
import { quotedToWrite, type ScaffoldInput, type ScaffoldPlan, titleOf, toWrite } from './plan.ts'

/** The contract of an exercise in Python, a starter, a reference and a wrong program, for a lesson that has none. */
export function planExercise({ slug, lesson }: ScaffoldInput): ScaffoldPlan {
  const folder = lesson?.path ?? `patterns/${slug}`
  const type = titleOf(slug).replaceAll(' ', '').replace(/^\d/, 'The$&')
  const file = `${slug.replaceAll('-', '_')}.py`
  const at = (name: string) => `${folder}/exercise/${name}`
  return {
    create: [
      { path: at('exercise.yaml'), text: contract(slug, type, file) },
      { path: at('hints.md'), text: HINTS },
      { path: at('mutants.yaml'), text: MUTANTS },
      { path: at(`starter/python/${file}`), text: program(type, 'raise NotImplementedError') },
      { path: at(`solution/python/${file}`), text: program(type, 'return value') },
    ],
    edit: [
      {
        path: `${folder}/lesson.md`,
        ...{ find: 'exercises: []', replace: `exercises: [${slug}]` },
        otherwise: authoringWords().nameInFrontMatter({
          file: `${folder}/lesson.md`,
          entry: `exercises: [${slug}]`,
        }),
      },
    ],
  }
}

function contract(slug: string, type: string, file: string): string {
  return `# Another name than the lesson's is right where another model judges it.
model: ${slug} # ${toWrite('a reference model of this name in src/grading/models/, or the name of one that is there')}
type: ${type}
subject: ${quotedToWrite('what an instance is called in a sentence')}
summary: ${quotedToWrite('what to write, in one sentence')}
options: []
given: []
methods:
  - name: call # ${toWrite('the methods, their parameters and what they return')}
    parameters: [{ name: value, type: int }]
    returns: int
    meaning: ${quotedToWrite('what it does')}
attributes: []
errors: []
properties:
  - id: first-property
    title: ${quotedToWrite('a property of every right program')}
    statement: ${quotedToWrite('the property, so that one can check it')}
    source: ${quotedToWrite('where it is stated')}
languages:
  python: { file: ${file} }
defaults: { seed: 1, sequences: 200, timeoutSeconds: 10 }
`
}

const HINTS = [
  ['A direction', 'where to look'],
  ['The idea', 'the idea by its name'],
  ['Nearly the answer', 'nearly the answer'],
]
  .map(([title = '', what = ''], index) => `## ${index + 1}. ${title}\n\n${toWrite(what)}\n`)
  .join('\n')

const MUTANTS = `# Each is the reference with a few places replaced; \`find\` occurs once in it.
- id: first-mutant
  breaks: first-property
  title: ${quotedToWrite('the mistake in this program')}
  misconception: first-misconception # ${toWrite('an id of the bank of the model')}
  subtle: false
  edits:
    python:
      - find: "return value"
        replace: "return value + 1"
`

function program(type: string, body: string): string {
  return `class ${type}:
    def call(self, value: int) -> int:
        ${body}
`
}
