import { randomUUID } from 'node:crypto'
import { link, mkdir, open, rename, stat, unlink } from 'node:fs/promises'
import path from 'node:path'

/** Replaces `file` in one step: a reader sees the old text or the new, also after a crash. */
export async function writeFileAtomic(file: string, text: string): Promise<void> {
  const draft = await writeDraft(file, text)
  try {
    await rename(draft, file)
  } catch (error) {
    await unlink(draft)
    throw error
  }
}

/** Writes `file` only if nothing is there. False means something was, and it is untouched. */
export async function writeFileNew(file: string, text: string): Promise<boolean> {
  const draft = await writeDraft(file, text)
  try {
    await link(draft, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    await unlink(draft)
  }
}

/** Beside its target, so that the final step stays within one file system. */
async function writeDraft(file: string, text: string): Promise<string> {
  await makeFolder(path.dirname(file))
  const draft = `${file}.${randomUUID().slice(0, 8)}.tmp`
  const handle = await open(draft, 'wx')
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
  return draft
}

/**
 * With the folders above it; gives those that it had to make, the outermost first. Not mkdir's own `recursive`:
 * that never returns where the system says ENOENT for a folder whose parent is there, as Linux does under /proc.
 */
export async function makeFolder(folder: string, mode?: number): Promise<readonly string[]> {
  try {
    await mkdir(folder, mode === undefined ? {} : { mode })
    return [folder]
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (await isFolder(folder)) return []
    if (code === 'EEXIST') throw notAFolder(folder)
    const parent = path.dirname(folder)
    if (code !== 'ENOENT' || parent === folder || (await isFolder(parent))) throw error
    const above = await makeFolder(parent, mode)
    return [...above, ...(await makeFolder(folder, mode))]
  }
}

/** What the system says of anything below it. */
function notAFolder(place: string): NodeJS.ErrnoException {
  const error = new Error(`ENOTDIR: not a directory, mkdir '${place}'`)
  return Object.assign(error, { code: 'ENOTDIR', syscall: 'mkdir', path: place })
}

async function isFolder(place: string): Promise<boolean> {
  return (await stat(place).catch(() => undefined))?.isDirectory() ?? false
}
