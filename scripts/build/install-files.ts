import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'

/** Written by the build itself, not part of the program. */
const OTHERS = ['entry', 'built']

const GRACE_MS = 10 * 60 * 1000

/**
 * Makes `folder` hold these files. A program that was started before goes on: names carry a hash,
 * so nothing it needs is overwritten, and stale files go only after ten minutes (at once if `clean`).
 */
export async function installFiles(
  folder: string,
  files: ReadonlyMap<string, string>,
  options: { readonly clean: boolean; readonly nowMs: number },
): Promise<void> {
  await mkdir(folder, { recursive: true })
  for (const [name, text] of files) await writeIfChanged(path.join(folder, name), text)
  for (const name of await readdir(folder)) {
    const file = path.join(folder, name)
    const info = await stat(file)
    const stale = info.isFile() && !OTHERS.includes(name) && !files.has(name)
    if (stale && (options.clean || options.nowMs - info.mtimeMs > GRACE_MS)) await rm(file, { force: true })
  }
}

export async function writeIfChanged(file: string, text: string): Promise<void> {
  if ((await readFile(file, 'utf8').catch(() => undefined)) === text) return
  await mkdir(path.dirname(file), { recursive: true })
  const draft = `${file}.${process.pid}.tmp`
  await writeFile(draft, text)
  await rename(draft, file)
}
