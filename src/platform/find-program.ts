import { accessSync, constants, realpathSync, statSync } from 'node:fs'
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
  return placesOf(name, env).some(isExecutable)
}

/** Where a program of the PATH, or of an absolute path, really lies, past links; undefined if nowhere. */
export function findExecutable(
  name: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
): string | undefined {
  const found = placesOf(name, env).find(isExecutable)
  return found === undefined ? undefined : realpathSync(found)
}

function placesOf(name: string, env: Readonly<Record<string, string | undefined>>): string[] {
  const endings = process.platform === 'win32' ? (env['PATHEXT'] ?? '.EXE;.CMD').split(';') : ['']
  const folders = path.isAbsolute(name) ? [''] : (env['PATH'] ?? env['Path'] ?? '').split(path.delimiter)
  return folders
    .filter((folder) => folder !== '' || path.isAbsolute(name))
    .flatMap((folder) => endings.map((ending) => path.join(folder, name + ending)))
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return statSync(file).isFile()
  } catch {
    return false
  }
}
