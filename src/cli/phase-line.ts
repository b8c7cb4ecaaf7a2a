import { tellParent } from '../platform/own-program.ts'

interface ProgressStream {
  readonly isTTY?: boolean
  /** Of the terminal, in characters. */
  readonly columns?: number
  write(text: string): unknown
}

/**
 * One line on stderr that says what is going on, on a terminal only; nothing is left of it after `undefined`. A screen of
 * ours that started this run shows it itself.
 */
export function phaseLine(stream: ProgressStream = process.stderr): (text: string | undefined) => void {
  return (text) => {
    tellParent(text)
    if (stream.isTTY) stream.write(`\r\u001B[K${cut(text ?? '', stream.columns)}`)
  }
}

/** What runs on into a second row could not be taken back: the last column stays free. */
function cut(text: string, columns = 80): string {
  const fits = columns - 1
  return text.length <= fits ? text : `${text.slice(0, fits - 3)}...`
}

/** Lines on stderr that stay, beside a line that says what is going on. */
export function lineAbovePhase(stream: ProgressStream = process.stderr): (line: string) => void {
  return (line) => void stream.write(`${stream.isTTY ? '\r\u001B[K' : ''}${line}\n`)
}
