import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { chmod, statfs, unlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { makeFolder } from './files.ts'

/** Who may do what with a file or folder. */
export interface Access {
  /** By us. */
  readonly writable: boolean
  /** By anybody else, in any way. */
  readonly open: boolean
  /** Its mode is ours to change. */
  readonly own: boolean
}

/** Undefined of what is not there. Root may write anywhere: what is marked read-only counts as such all the same. */
export function accessTo(place: string): Access | undefined {
  const found = statSync(place, { throwIfNoEntry: false })
  if (found === undefined) return undefined
  const uid = process.getuid?.()
  return {
    writable: allows(place, constants.W_OK) && (found.mode & 0o222) !== 0,
    open: process.platform !== 'win32' && (found.mode & 0o077) !== 0,
    own: uid === undefined || uid === 0 || uid === found.uid,
  }
}

function allows(place: string, mode: number): boolean {
  try {
    accessSync(place, mode)
    return true
  } catch {
    return false
  }
}

/** Makes a file or folder its owner's alone. */
export async function closeToOthers(place: string, isFolder: boolean): Promise<void> {
  await chmod(place, isFolder ? 0o700 : 0o600)
}

/** Writes a file into the folder, which is made if need be, and takes it away again. Rejects as the file system does. */
export async function tryWriting(folder: string): Promise<void> {
  await makeFolder(folder)
  const file = path.join(folder, `.doctor-${process.pid}`)
  await writeFile(file, '')
  await unlink(file)
}

/** Bytes that are free where the folder is, or will be. */
export async function freeBytes(folder: string): Promise<number> {
  let place = folder
  while (!existsSync(place) && path.dirname(place) !== place) place = path.dirname(place)
  const { bavail, bsize } = await statfs(place)
  return bavail * bsize
}
