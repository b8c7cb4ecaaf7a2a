import { describe, expect, it } from 'vitest'
import type { ExamRequirement } from '../../../src/corpus/certificate.ts'
import { checkCaseStudy, rubricText } from '../../../src/learning/certify/case-study.ts'
import { foldExams, isOver, passes, scoreOfExam } from '../../../src/learning/certify/exam.ts'
import type { ProgressEvent } from '../../../src/learning/events.ts'
import { foldProgress } from '../../../src/learning/progress.ts'

const MINUTE = 60_000
const REQUIREMENT: ExamRequirement = { type: 'exam', topics: ['raft'], questions: 3, minutes: 10, share: 0.6 }
const uuid = (number: number) => `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`
const START: ProgressEvent = {
  ...{ id: uuid(1), atMs: 0, kind: 'exam-start', slug: 'basics' },
  data: { seed: '1', questions: ['raft/a', 'raft/b', 'raft/c'], minutes: 10 },
}
function answer(number: number, atMs: number, question: string, correct: boolean): ProgressEvent {
  const data = { exam: START.id, question, answer: ['x'], correct }
  return { id: uuid(number), atMs, kind: 'exam-answer', slug: 'basics', data }
}
const END: ProgressEvent = {
  ...{ id: uuid(90), atMs: 5 * MINUTE, kind: 'exam-end', slug: 'basics' },
  data: { exam: START.id },
}
function only(...events: ProgressEvent[]) {
  const [exam] = foldExams([START, ...events], 'basics')
  if (exam === undefined) throw new Error('one exam')
  return exam
}

describe('an exam', () => {
  it('is judged as one: what was not answered is wrong', () => {
    const exam = only(answer(2, 1, 'raft/a', true))
    expect(scoreOfExam(exam)).toEqual({ correct: 1, answered: 1, total: 3 })
    expect(passes(exam, REQUIREMENT)).toBe(false)
    expect(passes(only(answer(2, 1, 'raft/a', true), answer(3, 2, 'raft/b', true)), REQUIREMENT)).toBe(true)
  })
  it('lasts as long as it lasts, whatever interrupts it', () => {
    expect(isOver(only(), 10 * MINUTE)).toBe(false)
    expect(isOver(only(), 10 * MINUTE + 1)).toBe(true)
    const late = only(answer(2, 10 * MINUTE, 'raft/a', true), answer(3, 10 * MINUTE + 1, 'raft/b', true))
    expect([...late.answers.keys()]).toEqual(['raft/a'])
  })
  it('is over when all is answered, or it was handed in; later answers do not count', () => {
    const all = ['raft/a', 'raft/b', 'raft/c'].map((question, at) => answer(at + 2, at, question, false))
    expect(isOver(only(...all), 5)).toBe(true)
    const after = only(END, answer(2, 5 * MINUTE + 1, 'raft/a', true))
    expect([isOver(after, 6 * MINUTE), scoreOfExam(after).answered]).toEqual([true, 0])
  })
  it('counts the first answer to a question, and only to its own', () => {
    const exam = only(
      ...[answer(2, 1, 'raft/a', false), answer(3, 2, 'raft/a', true), answer(4, 3, 'raft/z', true)],
    )
    expect(scoreOfExam(exam)).toEqual({ correct: 0, answered: 1, total: 3 })
  })
  it('that was shorter, or took longer, than is asked today does not pass', () => {
    const exam = only(
      answer(2, 1, 'raft/a', true),
      answer(3, 2, 'raft/b', true),
      answer(4, 3, 'raft/c', true),
    )
    expect(passes(exam, { ...REQUIREMENT, questions: 4 })).toBe(false)
    expect(passes(exam, { ...REQUIREMENT, minutes: 9 })).toBe(false)
  })
  it('is no topic of the progress', () => {
    const progress = foldProgress([START, END], { nowMs: 0, dayOf: () => 0 })
    expect(progress.topics).toEqual({})
  })
})

describe('a case study', () => {
  const RUBRIC = {
    type: 'case-study',
    sections: [
      { heading: 'System', words: 4, asks: 'What it does.' },
      { heading: 'Failures', words: 3, asks: 'What fails.' },
    ],
    criteria: ['Every number has a source'],
  } as const
  const good = [
    '# Title\n\n## System\nIt stores all orders.\n\n## Failures ##\nDisks, links, clocks.\n',
    '## Self-assessment\n- [x] Every number has a source\n',
  ].join('\n')

  it('with its sections, their words and the ticks is accepted', () => {
    expect(checkCaseStudy(good, RUBRIC)).toMatchObject({ problems: [], words: 7 })
    expect(checkCaseStudy(good.replaceAll('\n', '\r\n'), RUBRIC).problems).toEqual([])
  })
  it('as it is handed out is not', () => {
    const { problems } = checkCaseStudy(rubricText('Basics', RUBRIC), RUBRIC)
    expect(problems).toEqual([
      '"System" has 0 words and needs 4.',
      '"Failures" has 0 words and needs 3.',
      'Not ticked under "## Self-assessment": Every number has a source',
    ])
  })
  it.each([
    ['a section is missing', good.replace('## Failures ##', '### Failures'), /no section "## Failures"/],
    [
      'words are code',
      good.replace('It stores all orders.', '```\nIt stores all orders.\n```'),
      /has 0 words/,
    ],
    [
      'words are a comment',
      good.replace('It stores all orders.', '<!-- It stores all orders. -->'),
      /has 0 words/,
    ],
    ['nothing is ticked', good.replace('[x]', '[ ]'), /Not ticked/],
    ['the tick is elsewhere', good.replace('## Self-assessment', '## Notes'), /Not ticked/],
  ])('is refused when %s', (_, text, message) => {
    expect(checkCaseStudy(text, RUBRIC).problems.join()).toMatch(message)
  })
})
