import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { UnreadableText, whyUnreadable } from './read-text.ts'

const CHUNK_BYTES = 1024 * 1024

/**
 * The bytes of a file or, for `-`, of standard input, piece by piece, so that a large file is never in memory whole.
 * @throws UnreadableText when it is missing, a folder, or may not be read.
 */
export async function* readChunks(file: string, stdin: Readable = process.stdin): AsyncGenerator<Uint8Array> {
  try {
    yield* file === '-' ? stdin : createReadStream(file, { highWaterMark: CHUNK_BYTES })
  } catch (error) {
    if (error instanceof Error && 'syscall' in error)
      throw new UnreadableText(whyUnreadable(error as NodeJS.ErrnoException))
    throw error
  }
}
