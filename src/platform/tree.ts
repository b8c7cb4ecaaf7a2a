import { lstat, readdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'

/** A text file by its path below some folder, always written with forward slashes. */
export interface TreeFile {
  readonly path: string
  readonly text: string
}

export type PathKind = 'missing' | 'file' | 'folder' | 'link' | 'other'

/** Every file below `folder`, sorted by path so that the order is the same on every machine. */
export async function readTree(folder: string): Promise<TreeFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .map((name) => name.split(path.sep).join('/'))
    .sort()
  return Promise.all(
    files.map(async (file) => ({ path: file, text: await readFile(path.join(folder, file), 'utf8') })),
  )
}

/** The names inside `folder`, sorted. */
export async function listFolder(folder: string): Promise<string[]> {
  return (await readdir(folder)).sort()
}

/** What stands at `target` itself: a link is a link, whatever it points to. */
export async function pathKind(target: string): Promise<PathKind> {
  try {
    const found = await lstat(target)
    if (found.isSymbolicLink()) return 'link'
    if (found.isDirectory()) return 'folder'
    return found.isFile() ? 'file' : 'other'
  } catch (error) {
    if (isErrno(error, 'ENOENT', 'ENOTDIR')) return 'missing'
    throw error
  }
}

/** Exact bytes, because a comparison must not call two different files the same. */
export async function sameContent(file: string, text: string): Promise<boolean> {
  return (await readBytes(file)).equals(Buffer.from(text))
}

/** For a comparison that must not call two different files the same. */
export async function readBytes(file: string): Promise<Buffer> {
  return readFile(file)
}

/** No error when it is gone already. */
export async function removeFile(file: string): Promise<void> {
  await rm(file, { force: true })
}

export async function readText(file: string): Promise<string> {
  return readFile(file, 'utf8')
}

export function isErrno(error: unknown, ...codes: readonly string[]): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code))
}
