import { accessSync, constants, statSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'

/**
 * The first of several commands (a program and its leading arguments) that the PATH offers. No
 * candidates at all means the Node that runs us.
 */
export function findProgram(
  candidates: readonly (readonly string[])[],
  env: Readonly<Record<string, string | undefined>> = process.env,
): readonly string[] | undefined {
  if (candidates.length === 0) return [process.execPath, '--no-warnings', '--max-old-space-size=1024']
  return candidates.find(([name = '']) => isOnPath(name, env))
}

function isOnPath(name: string, env: Readonly<Record<string, string | undefined>>): boolean {
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(path.delimiter).filter((folder) => folder !== '')
  const endings = process.platform === 'win32' ? (env['PATHEXT'] ?? '.EXE;.CMD').split(';') : ['']
  return folders.some((folder) => endings.some((ending) => isExecutable(path.join(folder, name + ending))))
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return statSync(file).isFile()
  } catch {
    return false
  }
}
