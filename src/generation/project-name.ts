import { UserError } from '../lib/user-error.ts'

const LONGEST = 64

/** Names that a file system, npm or Node takes for something else. */
const RESERVED = new Set(
  [
    'con prn aux nul com1 com2 com3 com4 com5 com6 com7 com8 com9',
    'lpt1 lpt2 lpt3 lpt4 lpt5 lpt6 lpt7 lpt8 lpt9 node-modules',
    'assert buffer child-process cluster console constants crypto dgram dns domain events fs http http2 https',
    'inspector module net os path perf-hooks process punycode querystring readline repl stream string-decoder',
    'sys test timers tls trace-events tty url util v8 vm wasi worker-threads zlib',
  ]
    .join(' ')
    .split(' '),
)

/**
 * The name of a project is also the name of a folder, an npm package and a container, so it takes
 * what all of them accept: lower-case letters, digits and single hyphens. Throws `UserError`.
 */
export function checkProjectName(name: string): string {
  const problem = problemOf(name)
  if (problem === undefined) return name
  const better = suggestion(name)
  throw new UserError(`"${printable(name)}" cannot be a project name: ${problem}.`, {
    code: 'bad-project-name',
    next: [
      'Use lower-case letters, digits and single hyphens, and start with a letter.',
      ...(better === undefined ? [] : [`For example: compendium generate project ${better}`]),
    ],
  })
}

function problemOf(name: string): string | undefined {
  if (name.trim() === '') return 'it is empty'
  if (/[/\\]/.test(name) || name === '.' || name === '..') return 'it is a path; choose the folder with --dir'
  if (name.length > LONGEST) return `it has more than ${LONGEST} characters`
  if (!/^[a-z]/.test(name)) return 'it does not start with a lower-case letter'
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) return 'it has characters that a package name may not have'
  if (RESERVED.has(name)) return 'that name is reserved by the system, by npm or by Node'
  return undefined
}

/** The nearest name that would do: accents dropped, everything else turned into hyphens. */
function suggestion(name: string): string | undefined {
  const plain = name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST)
    .replace(/^[^a-z]+|-+$/g, '')
  if (plain === '') return undefined
  const better = RESERVED.has(plain) ? `${plain}-service` : plain
  return problemOf(better) === undefined ? better : undefined
}

/** A name may hold control characters; they are shown, not sent to the terminal. */
function printable(name: string): string {
  const short = name.length > LONGEST ? `${name.slice(0, LONGEST)}...` : name
  return JSON.stringify(short).slice(1, -1)
}
