interface ProgressStream {
  readonly isTTY?: boolean
  write(text: string): unknown
}

/** One line on stderr that says what is going on, on a terminal only; nothing is left of it after `undefined`. */
export function phaseLine(stream: ProgressStream = process.stderr): (text: string | undefined) => void {
  return (text) => {
    if (stream.isTTY) stream.write(`\r\u001B[K${text ?? ''}`)
  }
}
