import { UserError } from '../lib/user-error.ts'
import { troubleWords } from '../messages/trouble/index.ts'

type Environment = Readonly<Record<string, string | undefined>>

const VARIABLE = 'COMPENDIUM_DATABASE_URL'

/** The database that a class shares, as the user gave it, with its password; undefined when everybody has a file of their own. */
export function classUrl(env: Environment = process.env): string | undefined {
  return env[VARIABLE] || undefined
}

/**
 * Where the database is, for people: without password and options.
 * @throws UserError for what is no address of PostgreSQL. It says nothing of the text itself, in which a password may
 * stand in any place once its signs are not escaped.
 */
export function classPlace(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (parsed === undefined || !/^postgres(ql)?:$/.test(parsed.protocol) || hasStraySigns(parsed))
    throw badUrl()
  const { username, host, pathname, searchParams } = parsed
  const place = host || searchParams.get('host') || 'localhost'
  return `postgresql://${username ? `${username}@` : ''}${place}${pathname}`
}

/** A password with a bare slash or question mark ends up in the path or the options, and the host after it. */
function hasStraySigns({ pathname, search, hash }: URL): boolean {
  return hash !== '' || `${pathname}${search}`.includes('@')
}

function badUrl(): UserError {
  const words = troubleWords().databaseUrl
  return new UserError(words.bad({ variable: VARIABLE }), {
    code: 'bad-database-url',
    next: [words.form, words.escape],
  })
}
