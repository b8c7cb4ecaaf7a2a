import { randomUUID } from 'node:crypto'
import { constants, copyFile, link, rename, rm, rmdir, unlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { makeFolder } from './files.ts'
import { isErrno, pathKind, type TreeFile } from './tree.ts'

/** A file to put in place; `replace` says that whatever stands there now may go. */
export interface TogetherFile extends TreeFile {
  readonly replace: boolean
}

/** A step failed. `leftBehind` names what was written and could not be taken back; usually nothing. */
export class WriteTogetherError extends Error {
  readonly leftBehind: readonly string[]

  constructor(cause: unknown, leftBehind: readonly string[]) {
    super(cause instanceof Error ? cause.message : String(cause), { cause })
    this.name = 'WriteTogetherError'
    this.leftBehind = leftBehind
  }
}

/**
 * Puts all `files` below `folder`, or none of them. Everything is first written aside; a new
 * folder then appears in one step, and in a folder that exists each file is moved into place and
 * taken back if a later one fails. Throws `WriteTogetherError`.
 */
export async function writeTogether(folder: string, files: readonly TogetherFile[]): Promise<void> {
  const isNew = (await pathKind(folder)) === 'missing'
  const aside = isNew
    ? `${folder}.${randomUUID().slice(0, 8)}.tmp`
    : path.join(folder, `.compendium-${randomUUID().slice(0, 8)}.tmp`)
  const undo: Undo[] = []
  try {
    await makeFolderFor(path.dirname(aside), undo)
    undo.push({ path: aside, run: () => rm(aside, { recursive: true, force: true }) })
    await writeAside(path.join(aside, 'new'), files)
    if (isNew) await rename(path.join(aside, 'new'), folder)
    else await moveIntoPlace(aside, folder, files, undo)
  } catch (error) {
    throw new WriteTogetherError(error, await takeBack(undo))
  }
  await rm(aside, { recursive: true, force: true })
}

interface Undo {
  readonly path: string
  readonly run: () => Promise<void>
}

async function writeAside(aside: string, files: readonly TogetherFile[]): Promise<void> {
  await makeFolder(aside)
  for (const file of files) {
    const draft = path.join(aside, file.path)
    await makeFolder(path.dirname(draft))
    await writeFile(draft, file.text, { flag: 'wx' })
  }
}

async function moveIntoPlace(
  aside: string,
  folder: string,
  files: readonly TogetherFile[],
  undo: Undo[],
): Promise<void> {
  for (const file of files) {
    const target = path.join(folder, file.path)
    const draft = path.join(aside, 'new', file.path)
    await makeFolderFor(path.dirname(target), undo)
    if (file.replace) await replaceFile(draft, target, path.join(aside, 'old', file.path), undo)
    else await placeNew(draft, target, undo)
  }
}

async function replaceFile(draft: string, target: string, kept: string, undo: Undo[]): Promise<void> {
  await makeFolder(path.dirname(kept))
  await copyFile(target, kept)
  await rename(draft, target)
  undo.push({ path: target, run: () => rename(kept, target) })
}

/** A link fails where a file has turned up meanwhile; a rename would have destroyed it. */
async function placeNew(draft: string, target: string, undo: Undo[]): Promise<void> {
  try {
    await link(draft, target)
  } catch (error) {
    if (!isErrno(error, 'EPERM', 'ENOTSUP', 'ENOSYS', 'EMLINK')) throw error
    await copyFile(draft, target, constants.COPYFILE_EXCL)
  }
  undo.push({ path: target, run: () => unlink(target) })
}

/** Makes `folder` and the folders above it; each one made can be taken back while it is empty. */
async function makeFolderFor(folder: string, undo: Undo[]): Promise<void> {
  for (const made of await makeFolder(folder)) undo.push({ path: made, run: () => rmdir(made) })
}

/** Newest step first. A step that fails does not stop the others. */
async function takeBack(undo: readonly Undo[]): Promise<string[]> {
  const leftBehind: string[] = []
  for (const step of [...undo].reverse()) {
    try {
      await step.run()
    } catch {
      leftBehind.push(step.path)
    }
  }
  return leftBehind.reverse()
}
