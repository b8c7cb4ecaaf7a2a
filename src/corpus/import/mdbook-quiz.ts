import { parse, TomlError } from 'smol-toml'
import { plainPattern } from '../../lib/expand-pattern.ts'
import { shuffled } from '../../lib/shuffled.ts'
import { UserError } from '../../lib/user-error.ts'
import type { AuthoredQuestion } from '../compile/questions/registry.ts'
import {
  type MdbookQuestion,
  type MdbookQuiz,
  type MultipleChoice,
  mdbookQuiz,
  type ShortAnswer,
  type Tracing,
} from './mdbook-schema.ts'
import { codeLines, oneParagraph } from './one-paragraph.ts'

/** Something that could not be carried over as it was. */
export interface ImportNote {
  /** Id of the question; of one that was left out, its place, such as `question 3`. */
  readonly question: string
  readonly message: string
  readonly isLeftOut: boolean
}

export interface ImportedQuiz {
  readonly questions: readonly AuthoredQuestion[]
  readonly notes: readonly ImportNote[]
}

/** Every question needs a source; whoever makes a lesson of the quiz puts it into the lesson's list. */
export const IMPORTED_SOURCE = 'imported'

/** The questions of a quiz of mdbook-quiz. @throws UserError (exit 2) that says where the file is wrong. */
export function fromMdbookQuiz(toml: string, file: string): ImportedQuiz {
  const { questions, multipart } = parseQuiz(toml, file)
  const ids = new Set<string>()
  const notes: ImportNote[] = []
  const made = questions.flatMap((question, index) => {
    const id = uniqueId(question.id ?? '', index, ids)
    const note = (message: string, isLeftOut = false) => {
      notes.push({ question: isLeftOut ? `question ${index + 1}` : id, message, isLeftOut })
    }
    const parts = partsOf(question, note)
    if (parts === undefined) return []
    const group = question.multipart === undefined ? undefined : multipart?.[question.multipart]
    const prompt = [...(group === undefined ? [] : [oneParagraph(group)]), parts.prompt].join('\\\n')
    if (question.promptExplanation) note('the learner is not asked to explain the answer')
    if (question.context === undefined) note('it has no context, so there is no explanation')
    const explanation = oneParagraph(question.context ?? '') || 'No explanation came with this question.'
    return [{ id, ...parts, prompt, explanation, source: IMPORTED_SOURCE } as AuthoredQuestion]
  })
  return { questions: made, notes }
}

type Note = (message: string, isLeftOut?: boolean) => void
/** What is special to the type; undefined, after saying so, of what cannot be asked here. */
type Parts = { readonly type: AuthoredQuestion['type']; readonly prompt: string } & Record<string, unknown>

function partsOf(question: MdbookQuestion, note: Note): Parts | undefined {
  switch (question.type) {
    case 'ShortAnswer':
      return shortAnswer(question, note)
    case 'MultipleChoice':
      return multipleChoice(question, note)
    case 'Tracing':
      return tracing(question, note)
  }
}

function shortAnswer({ prompt, answer }: ShortAnswer, note: Note): Parts | undefined {
  const accept = [answer.answer, ...(answer.alternatives ?? [])].map((text) => text.trim())
  if (accept.some((text) => text === '' || text.includes('\n') || text.length > 200)) {
    note('left out: its answer is not one line of at most 200 characters', true)
    return undefined
  }
  if (prompt.response === 'long' || prompt.response === 'code') {
    note(`it is answered on one line; it was meant for a ${prompt.response} answer`)
  }
  return { type: 'short', prompt: oneParagraph(prompt.prompt), accept: accept.map(plainPattern) }
}

function multipleChoice({ prompt, answer }: MultipleChoice, note: Note): Parts {
  const right = (Array.isArray(answer.answer) ? answer.answer : [answer.answer]).map(oneParagraph)
  const wrong = prompt.distractors.map(oneParagraph)
  const isFixed = prompt.answerIndex !== undefined || prompt.sortAnswers || prompt.doNotShuffle
  if (isFixed) note('its choices keep their order, but --seed shuffles them')
  const texts = ordered(right, wrong, prompt)
  const choices = texts.map((text, place) => ({ id: choiceId(place), text }))
  return {
    type: right.length === 1 ? 'single' : 'multiple',
    prompt: oneParagraph(prompt.prompt),
    choices,
    answer: choices.filter(({ text }) => right.includes(text)).map(({ id }) => id),
  }
}

/** Where the file asks for no order, one that does not put what is right first. */
function ordered(
  right: readonly string[],
  wrong: readonly string[],
  prompt: MultipleChoice['prompt'],
): string[] {
  const { answerIndex, sortAnswers, doNotShuffle } = prompt
  if (answerIndex !== undefined)
    return [...wrong.slice(0, answerIndex), ...right, ...wrong.slice(answerIndex)]
  if (sortAnswers) return [...right, ...wrong].sort()
  if (doNotShuffle) return [...right, ...wrong]
  return [...shuffled([...right, ...wrong], `imported ${prompt.prompt}`)]
}

/** a to z, then a1, b1 ... */
function choiceId(place: number): string {
  const letter = String.fromCharCode('a'.charCodeAt(0) + (place % 26))
  return place < 26 ? letter : `${letter}${Math.floor(place / 26)}`
}

/** Asks for the line of the error, or for what is printed; one thing of the two that tracing asks. */
function tracing({ prompt: { program }, answer }: Tracing, note: Note): Parts | undefined {
  const code = codeLines(program)
  const { doesCompile, lineNumber, stdout } = answer
  if (!doesCompile && lineNumber !== undefined) {
    note('it asks for the line of the error; whether the program compiles it tells')
    const prompt = `This program does not compile. In which of its lines is the error?\\\n${code.replace(/\\$/, '')}`
    return { type: 'number', prompt, value: lineNumber, unit: 'count' }
  }
  const printed = (stdout ?? '').trim()
  if (!doesCompile || printed === '' || printed.includes('\n') || printed.length > 200) {
    note(
      doesCompile
        ? 'left out: the program prints nothing, or more than one line'
        : 'left out: it does not say in which line the error is',
      true,
    )
    return undefined
  }
  note('it asks what the program prints; that it compiles it tells')
  const prompt = `This program compiles. What does it print?\\\n${code.replace(/\\$/, '')}`
  return { type: 'short', prompt, accept: [plainPattern(printed)] }
}

function parseQuiz(toml: string, file: string): MdbookQuiz {
  const parsed = mdbookQuiz.safeParse(parseToml(toml, file))
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.slice(0, 5).map(({ path, message }) => `${path.join('.')}: ${message}`)
  throw refuse(`${file} is no quiz of mdbook-quiz.`, problems)
}

function parseToml(toml: string, file: string): unknown {
  try {
    return parse(toml)
  } catch (error) {
    if (!(error instanceof TomlError)) throw error
    const [reason = 'it cannot be read'] = error.message.split('\n')
    throw refuse(`${file}:${error.line}:${error.column}: ${reason}`, [])
  }
}

function refuse(message: string, next: readonly string[]): UserError {
  return new UserError(message, { code: 'bad-quiz-file', next: [...next, 'Nothing was imported.'] })
}

/** In kebab-case, and like no other. */
function uniqueId(written: string, index: number, ids: Set<string>): string {
  const slug = written
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  const wanted = slug === '' ? `question-${index + 1}` : slug
  let id = wanted
  for (let copy = 2; ids.has(id); copy += 1) id = `${wanted}-${copy}`
  ids.add(id)
  return id
}
