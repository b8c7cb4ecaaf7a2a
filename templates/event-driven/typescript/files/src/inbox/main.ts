import { parseArgs } from 'node:util'
import { readConfig } from '../config.ts'
import { openDatabase } from '../database/database.ts'
import { inbox } from './inbox.ts'

const USAGE = `replay list             messages that could not be read, and why
replay --parked         have the running service handle all of them once more
replay MESSAGE-ID...    have it handle these once more, also if they were handled
`
const LISTED = 1000

/** `npm run replay`: marks messages in the inbox; the running service takes them up. */
async function main(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { parked: { type: 'boolean' } },
  })
  const isAll = values.parked === true
  if (isAll === positionals.length > 0) return say(process.stderr, USAGE, 2)
  const url = readConfig(process.env).DATABASE_URL
  if (url === 'sqlite::memory:') {
    return say(
      process.stderr,
      'DATABASE_URL: nobody else can look into the memory of the service\n',
      2,
    )
  }
  const database = await openDatabase(url)
  try {
    if (positionals[0] === 'list') {
      const rows = await inbox.list(database, 'parked', LISTED)
      const lines = rows.map((row) => `${row.message_id}  ${row.received_at}  ${row.reason}\n`)
      return say(process.stdout, lines.join('') || 'Nothing is parked.\n', 0)
    }
    const which = isAll ? ({ state: 'parked' } as const) : { ids: positionals }
    const count = await inbox.askReplay(database, which)
    const isWell = isAll || count === positionals.length
    return say(process.stdout, `${count} will be replayed\n`, isWell ? 0 : 1)
  } finally {
    await database.destroy()
  }
}

function say(stream: NodeJS.WriteStream, text: string, exitCode: number): number {
  stream.write(text)
  return exitCode
}

main(process.argv.slice(2)).then(
  (exitCode) => {
    process.exitCode = exitCode
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n${USAGE}`)
    process.exitCode = 2
  },
)
