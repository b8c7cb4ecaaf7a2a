/**
 * The lines that are typed, one by one, in the terminal's own line mode. `next` gives undefined when
 * there is no more input (Ctrl-D). `close` lets the process end.
 */
export interface InputLines {
  next(): Promise<string | undefined>
  close(): void
}

/** One for each input: what was typed ahead is for whoever asks next. */
const known = new WeakMap<NodeJS.ReadStream, InputLines>()

export function inputLines(stdin: NodeJS.ReadStream): InputLines {
  const lines = known.get(stdin) ?? linesOf(stdin)
  known.set(stdin, lines)
  return lines
}

function linesOf(stdin: NodeJS.ReadStream): InputLines {
  const chunks = stdin.iterator({ destroyOnReturn: false })
  let pending = ''
  return {
    async next() {
      while (!pending.includes('\n')) {
        const { value, done } = await chunks.next()
        if (done === true) return undefined
        pending += String(value)
      }
      const end = pending.indexOf('\n')
      const line = pending.slice(0, end)
      pending = pending.slice(end + 1)
      return line
    },
    close() {
      stdin.pause()
    },
  }
}
