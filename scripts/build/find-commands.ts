import { readdirSync } from 'node:fs'
import path from 'node:path'

export interface CommandFile {
  /** As oclif writes it: `generate:exercise`. */
  readonly id: string
  /** Relative to the package root, with forward slashes. */
  readonly file: string
}

/** The path of a command's file is its id, as with oclif's own `pattern` strategy. */
export function findCommands(root: string): CommandFile[] {
  return readdirSync(path.join(root, 'commands'), { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll(path.sep, '/'))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
    .sort()
    .map((file) => ({ id: idOf(file), file: `commands/${file}` }))
}

function idOf(file: string): string {
  return file
    .replace(/\.ts$/, '')
    .replace(/\/index$/, '')
    .replaceAll('/', ':')
}
