import os from 'node:os'

/** What the system calls whoever runs us; undefined where it has no name for them, as in some containers. */
export function userName(): string | undefined {
  try {
    return os.userInfo().username
  } catch {
    return undefined
  }
}
