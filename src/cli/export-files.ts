import path from 'node:path'
import { UserError } from '../lib/user-error.ts'
import { callWords } from '../messages/calls/index.ts'
import { whyNotWritten } from '../platform/file-error.ts'
import { writeFileNew } from '../platform/files.ts'
import { readTextFile } from '../platform/text-file.ts'

export interface Export<Format extends string> {
  readonly format: Format
  /** As one would type it; undefined for a name made from what is exported. */
  readonly file: string | undefined
}

export interface ExportKinds<Format extends string> {
  readonly formats: readonly Format[]
  /** A file as an example names it: `--export svg=election.svg`. */
  readonly example: string
  /** Whether a file alone says its format by its extension. */
  readonly byExtension?: boolean
}

/** Reads `svg` and `svg=FILE`. @throws UserError (exit 2) for a format that there is not, or one file for two. */
export function readExports<Format extends string>(
  texts: readonly string[],
  kinds: ExportKinds<Format>,
): Export<Format>[] {
  const exports = texts.map((text) => parseExport(text, kinds))
  requireOwnFiles(exports)
  return exports
}

function parseExport<Format extends string>(text: string, kinds: ExportKinds<Format>): Export<Format> {
  const { formats, example, byExtension = false } = kinds
  const [name, ...rest] = text.split('=')
  const file = rest.join('=')
  const format = formats.find((one) => one === name)
  if (format !== undefined && (rest.length === 0 || file !== '')) {
    return { format, file: rest.length === 0 ? undefined : file }
  }
  const ending = byExtension ? formats.find((one) => text.endsWith(`.${one}`)) : undefined
  if (format === undefined && ending !== undefined) return { format: ending, file: text }
  const words = callWords()
  throw new UserError(words.noExport({ text }), {
    code: 'unknown-export',
    next: [words.formats({ formats: formats.join(', '), example })],
  })
}

function requireOwnFiles<Format extends string>(exports: readonly Export<Format>[]): void {
  const formats = new Map<string, Format>()
  for (const { format, file } of exports) {
    if (file === undefined) continue
    const place = path.resolve(file)
    const other = formats.get(place)
    if (other !== undefined && other !== format) {
      const { oneForTwo, ownFile } = callWords()
      throw new UserError(oneForTwo({ file, other, format }), {
        code: 'one-file-for-two',
        next: [ownFile({ example: `${format}=other.${format}` })],
      })
    }
    formats.set(place, format)
  }
}

/**
 * Writes a text to a new file. What is there already stays, unless it is the same.
 * @throws UserError (exit 2) when the file cannot be written, or holds something else.
 */
export async function writeOnce(name: string, text: string, cwd: string): Promise<void> {
  const file = path.resolve(cwd, name)
  const extension = path.extname(name)
  const format = extension.slice(1)
  const same = await writeFileNew(file, text)
    .then(async (written) => written || (await readTextFile(file)) === text)
    .catch((error: unknown) => {
      const { notWritten, otherPlace } = callWords()
      throw new UserError(notWritten({ file: name, why: whyNotWritten(error) }), {
        code: 'unwritten-file',
        next: [otherPlace({ example: `${format || 'svg'}=/tmp/run.${format || 'svg'}` })],
      })
    })
  if (same) return
  const { holdsElse, otherName } = callWords()
  throw new UserError(holdsElse({ file: name }), {
    code: 'file-exists',
    next: [otherName({ example: `${format}=other${extension}` })],
  })
}
