import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { copyFile, link, mkdir, open, rename, stat, unlink } from 'node:fs/promises'
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
export async function writeFileNew(file: string, text: string, mode?: number): Promise<boolean> {
  const draft = await writeDraft(file, text, mode)
  try {
    if (await claimName(draft, file)) return true
  } catch (error) {
    await unlink(draft)
    throw error
  }
  await unlink(draft)
  return false
}

/** What a file system answers that has no second names for files, such as FAT. */
const NO_LINKS = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']

/** Gives the draft its name, only if nothing has it yet: false means something had, and the draft stays as it is. */
export async function claimName(draft: string, file: string): Promise<boolean> {
  try {
    await link(draft, file).catch((error: NodeJS.ErrnoException) => {
      if (!NO_LINKS.includes(error.code ?? '')) throw error
      return copyFile(draft, file, constants.COPYFILE_EXCL)
    })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
  await unlink(draft)
  return true
}

/** Beside its target, so that the final step stays within one file system. */
async function writeDraft(file: string, text: string, mode?: number): Promise<string> {
  await makeFolder(path.dirname(file))
  const draft = `${file}.${randomUUID().slice(0, 8)}.tmp`
  const handle = await open(draft, 'wx', mode)
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
  const error = await makeOne(folder, mode)
  if (error === undefined) return [folder]
  if (await isFolder(folder)) return []
  if (error.code === 'EEXIST') throw notAFolder(folder)
  const parent = path.dirname(folder)
  if (error.code !== 'ENOENT' || parent === folder) throw error
  const above = await makeFolder(parent, mode)
  // Where nothing was missing above, somebody else has just made it; or the system will never have it.
  const still = await makeOne(folder, mode)
  if (still === undefined) return [...above, folder]
  if (await isFolder(folder)) return above
  throw still
}

async function makeOne(folder: string, mode?: number): Promise<NodeJS.ErrnoException | undefined> {
  try {
    await mkdir(folder, mode === undefined ? {} : { mode })
    return undefined
  } catch (error) {
    return error as NodeJS.ErrnoException
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
