import { readdir, readFile } from 'node:fs/promises'

/** The file's text; undefined when there is no such file. Other failures are thrown. */
export async function readTextFile(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Names of what lies in the folder. */
export async function readFolder(folder: string): Promise<readonly string[]> {
  return readdir(folder)
}
