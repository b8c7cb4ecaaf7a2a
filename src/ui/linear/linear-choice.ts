import { screenWords } from '../../messages/screens/index.ts'
import type { ChoiceOptions, ChoiceOutcome } from '../index.ts'
import { speaker } from './fold.ts'
import { inputLines } from './input-lines.ts'

/** One of a few things, by its number. */
export async function linearChoice(options: ChoiceOptions): Promise<ChoiceOutcome> {
  const { title, question, choices, header = [], message, stdin, stdout, selected = 0 } = options
  const say = speaker(stdout)
  const input = inputLines(stdin)
  const how = screenWords().track.how({ selected: selected + 1 })
  const complaint = message === undefined ? [] : [message]
  const numbered = choices.map((choice, index) => `${index + 1}. ${choice.trim()}`)
  say('', `${title}.`, ...header, ...complaint, question, ...numbered, how)
  try {
    while (true) {
      const line = await input.next()
      if (line === undefined || /^\s*q(uit)?\s*$/i.test(line)) return { ending: 'quit' }
      const chosen = line.trim() === '' ? selected : Number(line) - 1
      if (choices[chosen] !== undefined) return { ending: 'quit', chosen }
      say(how)
    }
  } finally {
    input.close()
  }
}
