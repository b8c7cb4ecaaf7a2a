import { type Frame, paint } from './paint.ts'
import { type Size, sizeOf } from './screen-options.ts'

export interface Surface {
  /** What Ink is given as its output. Ink writes one whole frame at a time to it. */
  readonly stream: NodeJS.WriteStream
  /** Forgets what is on the screen, so that the next frame is drawn whole. */
  forget(): void
  /** From now on nothing is written. */
  close(): void
}

/**
 * Stands between Ink and the terminal. Ink redraws by erasing lines, and by clearing the screen and
 * its scrollback when a frame fills the screen; we compare frames and write the rows that changed.
 */
export function createSurface(stdout: NodeJS.WriteStream, cursor: () => Frame['cursor']): Surface {
  let shown: Frame | undefined
  let closed = false
  const write = (text: string): boolean => {
    if (closed) return true
    const frame: Frame = { lines: text.split('\n'), cursor: cursor() }
    const bytes = paint(shown, frame, sizeOf(stdout))
    shown = frame
    return bytes === '' || stdout.write(bytes)
  }
  return {
    stream: inkStream(write, () => sizeOf(stdout)),
    forget: () => {
      shown = undefined
    },
    close: () => {
      closed = true
    },
  }
}

/** As much of a write stream as Ink uses when it is told to write whole frames (`debug`). */
function inkStream(write: (text: string) => boolean, size: () => Size): NodeJS.WriteStream {
  const stream = {
    isTTY: false,
    get columns() {
      return size().columns
    },
    get rows() {
      return size().rows
    },
    write,
    on: () => stream,
    off: () => stream,
  }
  return stream as unknown as NodeJS.WriteStream
}
