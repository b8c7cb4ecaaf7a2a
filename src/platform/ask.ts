import { createInterface } from 'node:readline/promises'

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
