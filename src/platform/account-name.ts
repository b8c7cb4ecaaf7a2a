import os from 'node:os'

/** How the system calls whoever runs this; undefined where it has no name for them. */
export function accountName(): string | undefined {
  try {
    return os.userInfo().username || undefined
  } catch {
    return undefined
  }
}
