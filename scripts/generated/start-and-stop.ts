import assert from 'node:assert/strict'
import { interrupt, startServer } from './process-group.ts'

/** A generated project, as far as starting it goes. */
interface Startable {
  readonly dir: string
  readonly commands: { readonly start: string }
}

/**
 * A service says where it listens, lives, is measured, and ends at Ctrl-C; a command line ends with 0 by itself.
 * Throws with what it said when one of that is not so.
 */
export async function startAndStop(
  { dir, commands }: Startable,
  env: Readonly<Record<string, string>> = {},
): Promise<void> {
  const server = await startServer(commands.start, { cwd: dir, env: { PORT: '0', ...env } })
  if (server === undefined) return
  for (const place of ['/health/live', '/metrics']) {
    const answer = await fetch(`${server.url}${place}`)
    assert.equal(answer.status, 200, `${place} answers ${answer.status}`)
    const text = await answer.text()
    if (place === '/metrics') assert.match(text, /^# HELP /m)
  }
  await interrupt(server.child)
}
