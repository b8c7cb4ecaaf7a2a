import { UserError } from '../lib/user-error.ts'
import { machineWords } from '../messages/machine/index.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** What the place that text is printed to can show. */
export interface OutputShape {
  /** Columns; 80 when nobody knows. Text is easier to read when it is not wider than 100. */
  readonly width: number
  /** False where box characters and symbols would come out as question marks. */
  readonly unicode: boolean
  /** Sentences are wanted, and nothing that is drawn. */
  readonly plain?: boolean
}

const WIDEST = 100
const NARROWEST = 20

export function outputShape(
  stdout: { readonly columns?: number } = process.stdout,
  env: Environment = process.env,
): OutputShape {
  const columns = stdout.columns || Number(env['COLUMNS']) || 80
  const width = Math.min(WIDEST, Math.max(NARROWEST, Math.floor(columns)))
  return { width, unicode: showsUnicode(env), ...(wantsLinear(env) && { plain: true }) }
}

/**
 * The Linux console has a font of 512 signs. Elsewhere the locale decides, and a machine without one,
 * such as a container, is taken for a modern one.
 */
function showsUnicode(env: Environment): boolean {
  if (env['TERM'] === 'linux') return false
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG']
  return locale === undefined || locale === '' || /utf-?8/i.test(locale)
}

/** Whether somebody sits there: screens open and keys are read only if so. */
export function isInteractive(
  stdin: { readonly isTTY?: boolean } = process.stdin,
  stdout: { readonly isTTY?: boolean } = process.stdout,
): boolean {
  return stdin.isTTY === true && stdout.isTTY === true
}

/** @throws UserError (exit 2) when nobody sits at a terminal; `instead` says what works without one. */
export function requireTerminal(what: string, instead: readonly string[]): void {
  if (isInteractive()) return
  throw new UserError(machineWords().needsTerminal({ what }), {
    code: 'no-terminal',
    next: instead,
  })
}

/**
 * Whether sentences are wanted instead of drawings. INK_SCREEN_READER is Ink's own switch, which people who need it may
 * have set already. A dumb terminal, such as a shell inside an editor, cannot move its cursor at all.
 */
export function wantsLinear(env: Environment = process.env): boolean {
  return env['INK_SCREEN_READER'] === 'true' || env['TERM'] === 'dumb' || env[PLAIN] === 'true'
}

/** How `--plain` reaches whoever draws, and the programs that we start. */
const PLAIN = 'COMPENDIUM_PLAIN'

/** From now on sentences are wanted, whatever the terminal can do. */
export function imposePlain(env: Record<string, string | undefined>): void {
  env[PLAIN] = 'true'
}
