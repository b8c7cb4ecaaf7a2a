/** 0 none, 1 the 16 basic colours, 2 the 256 colours, 3 true colour: chalk's own scale. */
export type ColorLevel = 0 | 1 | 2 | 3

interface ColorQuestion {
  /** `--color` or `--no-color`, when given. */
  readonly flag: boolean | undefined
  readonly env: Readonly<Record<string, string | undefined>>
  readonly isTerminal: boolean
  /** `--plain`, which `--color` does not overrule. */
  readonly plain?: boolean
}

/**
 * The one place that decides on colour: flag, then NO_COLOR, then FORCE_COLOR, then whether the
 * output is a terminal. We decide ourselves because chalk 5 does not read NO_COLOR.
 */
export function colorLevel({ flag, env, isTerminal, plain = false }: ColorQuestion): ColorLevel {
  if (plain) return 0
  if (flag !== undefined) return flag ? (Math.max(1, depth(env)) as ColorLevel) : 0
  if (env['NO_COLOR']) return 0
  const forced = env['FORCE_COLOR']
  if (forced !== undefined) return forcedLevel(forced, env)
  if (!isTerminal || env['TERM'] === 'dumb') return 0
  return depth(env)
}

function forcedLevel(forced: string, env: ColorQuestion['env']): ColorLevel {
  if (forced === 'false' || forced === '0') return 0
  if (forced === '1' || forced === '2' || forced === '3') return Number(forced) as ColorLevel
  return depth(env)
}

function depth(env: ColorQuestion['env']): ColorLevel {
  if (env['COLORTERM'] === 'truecolor' || env['COLORTERM'] === '24bit') return 3
  return /256/.test(env['TERM'] ?? '') ? 2 : 1
}

/** Makes the libraries that look at the environment for themselves come to the same answer. */
export function imposeColorLevel(level: ColorLevel, env: Record<string, string | undefined>): void {
  delete env['NO_COLOR']
  env['FORCE_COLOR'] = String(level)
}

/** Read before the flags are parsed, so that errors about them are coloured as asked too. */
export function colorFlag(argv: readonly string[]): boolean | undefined {
  const given = argv.filter((word) => word === '--color' || word === '--no-color').at(-1)
  return given === undefined ? undefined : given === '--color'
}
