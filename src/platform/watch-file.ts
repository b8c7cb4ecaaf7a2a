import { statSync, watch } from 'node:fs'
import path from 'node:path'

const DEBOUNCE_MS = 120

export interface FileChanges {
  /** Resolves when the content has changed since the last call and been still for a moment. */
  next(): Promise<void>
  stop(): void
}

/** Watches a file by its folder, because editors save by replacing the file. */
export function watchFile(file: string): FileChanges {
  let timer: NodeJS.Timeout | undefined
  let seen = stampOf(file)
  let wake: (() => void) | undefined
  const look = (): void => {
    const now = stampOf(file)
    if (now === seen || now === undefined) return
    if (wake === undefined) return
    seen = now
    wake()
    wake = undefined
  }
  const watcher = watch(path.dirname(file), () => {
    clearTimeout(timer)
    timer = setTimeout(look, DEBOUNCE_MS)
  })
  return {
    next: () =>
      new Promise((resolve) => {
        wake = resolve
        look()
      }),
    stop: () => {
      clearTimeout(timer)
      watcher.close()
    },
  }
}

/** Undefined while there is no such file, as in the middle of a save. */
function stampOf(file: string): string | undefined {
  const found = statSync(file, { throwIfNoEntry: false })
  return found && `${found.mtimeMs} ${found.size} ${found.ino}`
}
