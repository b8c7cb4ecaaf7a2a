import { closest } from '../../../lib/closest.ts'
import { screenWords } from '../../../messages/screens/index.ts'
import type { ReaderCommand } from './command-line.ts'
import type { Heading } from './document.ts'
import { find, goToHeading, goToLine } from './moves.ts'
import type { ReaderState } from './state.ts'

/** Carries a parsed command line out. */
export function runCommand(state: ReaderState, command: ReaderCommand): ReaderState {
  switch (command.do) {
    case 'nothing':
      return state
    case 'complain':
      return complain(state, command.message)
    case 'find':
      return find(state, command.text)
    case 'goto':
      return goTo(state, command.target)
    case 'help':
      return { ...state, mode: 'help', selected: 0 }
    case 'quit':
      return { ...state, ending: 'quit' }
    case 'quiz':
      return openQuizMode(state)
  }
}

export function openQuizMode(state: ReaderState): ReaderState {
  if (state.quiz === undefined) return complain(state, screenWords().reader.noQuiz)
  return { ...state, mode: 'quiz' }
}

/** Lines count from 1, as people do. */
function goTo(state: ReaderState, target: string): ReaderState {
  if (/^\d+$/.test(target)) return goToNumber(state, Number(target))
  const heading = headingNamed(state.document.headings, target)
  if (heading !== undefined) return goToHeading(state, heading)
  const names = state.document.headings.map(({ text }) => text)
  const near = closest(target, names, 1)[0]
  const { reader } = screenWords()
  const hint = near === undefined ? reader.contentsHint : reader.didYouMean({ guess: near })
  return complain(state, reader.noSuchHeading({ target, hint }))
}

function goToNumber(state: ReaderState, number: number): ReaderState {
  const { lessonLength } = state.document
  if (number >= 1 && number <= lessonLength) return goToLine(state, number - 1)
  return complain(state, screenWords().reader.noLine({ line: number, length: lessonLength }))
}

/** The heading that is so called, or begins so, or has it somewhere: in this order. */
function headingNamed(headings: readonly Heading[], name: string): Heading | undefined {
  const wanted = name.toLowerCase()
  const has = (test: (text: string) => boolean) => headings.find(({ text }) => test(text.toLowerCase()))
  return (
    has((text) => text === wanted) ??
    has((text) => text.startsWith(wanted)) ??
    has((text) => text.includes(wanted))
  )
}

function complain(state: ReaderState, text: string): ReaderState {
  return { ...state, message: { text, isError: true } }
}
