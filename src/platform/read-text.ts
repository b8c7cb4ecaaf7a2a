import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { machineWords } from '../messages/machine/index.ts'
import { readBounded } from './read-bounded.ts'

/** Why text could not be taken in; the message is a phrase that follows the name of the file. */
export class UnreadableText extends Error {
  override readonly name = 'UnreadableText'
}

/**
 * The text of a file or, for `-`, of standard input. Reads at most `limitBytes`, whatever the file's
 * size claims to be, so that a device or an endless pipe cannot fill the memory.
 * @throws UnreadableText when it is missing, a folder, too large, or not UTF-8.
 */
export async function readText(
  file: string,
  limitBytes: number,
  stdin: Readable = process.stdin,
): Promise<string> {
  const bytes = await collect(file === '-' ? stdin : createReadStream(file), limitBytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new UnreadableText(machineWords().unreadable.noUtf8)
  }
}

async function collect(stream: Readable, limitBytes: number): Promise<Buffer> {
  const bytes = await readBounded(stream, limitBytes).catch((error: NodeJS.ErrnoException) => {
    throw new UnreadableText(whyUnreadable(error))
  })
  if (bytes === undefined)
    throw new UnreadableText(machineWords().unreadable.tooLarge({ mib: limitBytes / 1024 ** 2 }))
  return bytes
}

/** An answer of the file system as a phrase that follows the name of the file. */
export function whyUnreadable(error: NodeJS.ErrnoException): string {
  const words = machineWords().unreadable
  switch (error.code) {
    case 'ENOENT':
      return words.missing
    case 'EISDIR':
      return words.folder
    case 'EACCES':
      return words.forbidden
    default:
      return words.other({ said: error.message })
  }
}
