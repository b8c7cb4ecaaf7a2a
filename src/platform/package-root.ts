import { existsSync } from 'node:fs'
import path from 'node:path'

let found: string | undefined

/** The folder that holds our package.json, whether we run from TypeScript sources or from the bundle. */
export function packageRoot(): string {
  found ??= climbTo(import.meta.dirname)
  return found
}

function climbTo(start: string): string {
  let folder = start
  while (!existsSync(path.join(folder, 'package.json')) || !existsSync(path.join(folder, 'content'))) {
    const parent = path.dirname(folder)
    if (parent === folder) throw new Error(`no package root above ${start}`)
    folder = parent
  }
  return folder
}
