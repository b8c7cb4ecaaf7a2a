import { createInterface } from 'node:readline/promises'

/**
 * Asks the person at the terminal for line after line. What was typed ahead counts. An answer is undefined when they left:
 * Ctrl-C, or the end of the input.
 */
export function askLines(): {
  readonly ask: (question: string) => Promise<string | undefined>
  readonly close: () => void
} {
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  const ahead: string[] = []
  let hasLeft = false
  let answer: ((line: string | undefined) => void) | undefined
  lines.on('line', (line) => {
    if (answer === undefined) ahead.push(line)
    else answer(line)
    answer = undefined
  })
  lines.once('close', () => {
    hasLeft = true
    answer?.(undefined)
  })
  return {
    ask: async (question) => {
      if (ahead.length === 0 && hasLeft) return undefined
      lines.setPrompt(question)
      lines.prompt()
      const typed = ahead.shift()
      if (typed !== undefined) return typed
      return new Promise((resolve) => {
        answer = resolve
      })
    },
    close: () => lines.close(),
  }
}

/**
 * Asks the person at the terminal, and waits. Only a whole `yes` counts: no answer, the end of the input and Ctrl-C
 * all mean no.
 */
export async function askYes(question: string): Promise<boolean> {
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  const closed = new Promise<string>((resolve) => void lines.once('close', () => resolve('')))
  try {
    const answer = await Promise.race([lines.question(`${question} Type yes to go on: `), closed])
    return answer.trim().toLowerCase() === 'yes'
  } finally {
    lines.close()
  }
}
