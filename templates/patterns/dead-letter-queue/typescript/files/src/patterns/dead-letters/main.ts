import { readConfig } from '../../config.ts'
import { openDatabase } from '../../database/database.ts'
import { runCommand, USAGE } from './commands.ts'

/** `npm run dead-letters -- list`: works on the database of the service, which may be running. */
async function main(args: readonly string[]): Promise<number> {
  const url = readConfig(process.env).DATABASE_URL
  if (url === 'sqlite::memory:') {
    process.stderr.write('DATABASE_URL: nobody else can look into the memory of the service\n')
    return 2
  }
  const database = await openDatabase(url)
  try {
    const { text, exitCode } = await runCommand(database, args)
    const stream = exitCode === 0 ? process.stdout : process.stderr
    stream.write(`${text}\n`)
    return exitCode
  } finally {
    await database.destroy()
  }
}

main(process.argv.slice(2)).then(
  (exitCode) => {
    process.exitCode = exitCode
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n${USAGE}\n`)
    process.exitCode = 2
  },
)
