import { setTimeout as sleep } from 'node:timers/promises'
import Sqlite from 'libsql'

/** What can be sent to a process. */
interface Stoppable {
  stop(): void
  goOn(): void
}

/**
 * Stops a process (SIGSTOP) at a moment at which it does not have the lock of the SQLite file. One that is stopped with
 * the lock keeps it, and nobody can take it away: then nobody else can lead.
 */
export async function stopBetweenTransactions(
  { stop, goOn }: Stoppable,
  file: string,
): Promise<void> {
  for (;;) {
    stop()
    // It takes a moment until a signal that was sent has worked.
    await sleep(50)
    if (isFree(file)) return
    goOn()
    await sleep(10)
  }
}

/** Whoever runs has it for moments only, and is waited for. */
function isFree(file: string): boolean {
  const connection = new Sqlite(file)
  try {
    connection.exec('PRAGMA busy_timeout = 1000')
    connection.exec('begin immediate')
    connection.exec('rollback')
    return true
  } catch {
    return false
  } finally {
    connection.close()
  }
}
