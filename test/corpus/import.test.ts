import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { readQuizFile, writeQuizYaml } from '../../src/corpus/import/imported-quiz.ts'
import { fromMdbookQuiz } from '../../src/corpus/import/mdbook-quiz.ts'
import { inlineText } from '../../src/corpus/inline-text.ts'
import { gradeAnswer } from '../../src/learning/quiz.ts'
import { temporaryFolder } from './fixture.ts'

const choice = (more: string) =>
  `[[questions]]\ntype = "MultipleChoice"\nprompt.prompt = "Which?"\nprompt.distractors = ["c", "a"]\ncontext = "So."\n${more}`
const tracing = (more: string) =>
  `[[questions]]\ntype = "Tracing"\nprompt.program = "fn main() {\\n\\n  x\\n}"\ncontext = "So."\n${more}`
const short = (more: string) =>
  `[[questions]]\ntype = "ShortAnswer"\nprompt.prompt = "What?"\ncontext = "So."\n${more}`

async function asked(toml: string) {
  const folder = await temporaryFolder()
  await writeFile(path.join(folder, 'quiz.toml'), toml)
  const quiz = await readQuizFile('quiz.toml', folder)
  return { ...quiz, folder, first: quiz.questions[0] }
}

describe('a question of mdbook-quiz', () => {
  test.each([
    ['answer.answer = "b"', 'single'],
    ['answer.answer = ["b"]', 'single'],
    ['answer.answer = ["b", "d"]', 'multiple'],
  ])('with %s is %s', async (more, type) => {
    const { first, notes } = await asked(choice(more))
    expect([first?.type, notes]).toEqual([type, []])
    const right = first?.choices
      .filter(({ id }) => first.answer.includes(id))
      .map(({ text }) => inlineText(text))
    expect(right?.sort().join('')).toBe(type === 'single' ? 'b' : 'bd')
  })

  test.each([
    ['prompt.answerIndex = 1', 'cba'],
    ['prompt.sortAnswers = true', 'abc'],
    ['prompt.doNotShuffle = true', 'bca'],
  ])('with %s keeps that order, and says what --seed does', async (more, order) => {
    const { first, notes } = await asked(choice(`answer.answer = "b"\n${more}`))
    expect(first?.choices.map(({ text }) => inlineText(text)).join('')).toBe(order)
    expect(notes).toMatchObject([{ isLeftOut: false }])
  })

  test('with a short answer takes it, its alternatives, and no pattern', async () => {
    const { first } = await asked(short('answer.answer = "vec![1]"\nanswer.alternatives = ["f(x|y)"]'))
    if (first === undefined) throw new Error('no question')
    const right = ['vec![1]', 'F(x|y)', 'vec!', 'f(x'].map((text) => gradeAnswer(first, [text]).correct)
    expect(right).toEqual([true, true, false, false])
  })

  test('to trace asks for the line of the error, and blank lines count', async () => {
    const { first } = await asked(tracing('answer.doesCompile = false\nanswer.lineNumber = 3'))
    expect(first).toMatchObject({ type: 'number', value: 3 })
    expect(first?.prompt.filter(({ type }) => type === 'code')).toHaveLength(4)
  })

  test('to trace asks for one line of output; more is left out and named', async () => {
    const one = await asked(tracing('answer.doesCompile = true\nanswer.stdout = "4\\n"'))
    expect(one.first).toMatchObject({ type: 'short', answer: ['4'] })
    const two = tracing('answer.doesCompile = true\nanswer.stdout = "4\\n5"')
    const { questions, notes } = await asked(`${two}\n${choice('answer.answer = "b"')}`)
    expect(questions.map(({ id }) => id)).toEqual(['question-2'])
    expect(notes).toMatchObject([{ question: 'question 1', isLeftOut: true }])
    await expect(asked(two)).rejects.toMatchObject({ code: 'bad-quiz-file', exitCode: 2 })
  })

  test('has an id of its own, whatever was written', () => {
    const toml = ['id = "Hello World!"', 'id = "hello-world"', ''].map((id) =>
      choice(`answer.answer = "b"\n${id}\n`),
    )
    const { questions } = fromMdbookQuiz(toml.join('\n'), 'x.toml')
    expect(questions.map(({ id }) => id)).toEqual(['hello-world', 'hello-world-2', 'question-3'])
  })
})

test.each([
  ['no TOML', 'a = ', /x.toml:1:/],
  ['no quiz', 'a = 1', /no quiz of mdbook-quiz/],
  ['a type that there is not', '[[questions]]\ntype = "Essay"', /no quiz of mdbook-quiz/],
])('%s is refused', (_, toml, message) => {
  expect(() => fromMdbookQuiz(toml, 'x.toml')).toThrow(message)
})

test('quiz.yaml is written once, and never over another', async () => {
  const { yaml, folder } = await asked(choice('answer.answer = "b"'))
  expect(await writeQuizYaml(yaml, 'new/folder', folder)).toBe(path.join('new/folder', 'quiz.yaml'))
  await expect(writeQuizYaml('other', 'new/folder', folder)).rejects.toMatchObject({ code: 'file-exists' })
  expect(await readFile(path.join(folder, 'new/folder/quiz.yaml'), 'utf8')).toBe(yaml)
})
