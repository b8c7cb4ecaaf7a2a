import { open, stat } from 'node:fs/promises'

export type SourceFileKind =
  | 'text'
  | 'missing'
  | 'directory'
  | 'empty'
  | 'unreadable'
  | 'binary'
  | 'not-a-file'

const LOOKED_AT = 8192

/** What stands at a path that should be a source file. Reads at most its first 8 KiB. */
export async function inspectFile(file: string): Promise<SourceFileKind> {
  try {
    const found = await stat(file)
    if (found.isDirectory()) return 'directory'
    if (!found.isFile()) return 'not-a-file'
    return await kindOfContent(file)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : 'unreadable'
  }
}

async function kindOfContent(file: string): Promise<SourceFileKind> {
  const handle = await open(file, 'r')
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(LOOKED_AT), 0, LOOKED_AT, 0)
    const start = buffer.subarray(0, bytesRead)
    if (start.includes(0)) return 'binary'
    return start.toString('utf8').trim() === '' && bytesRead < LOOKED_AT ? 'empty' : 'text'
  } finally {
    await handle.close()
  }
}
