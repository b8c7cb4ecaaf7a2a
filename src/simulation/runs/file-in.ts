import path from 'node:path'
import type { DataFile } from './read-data.ts'

/** A file as the user named it, from the folder in which they typed it. */
export function fileIn(cwd: string, name: string): DataFile {
  return { path: path.resolve(cwd, name), name }
}
