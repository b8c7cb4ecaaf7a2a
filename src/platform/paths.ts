import os from 'node:os'
import path from 'node:path'

const APP = 'compendium'

type Environment = Readonly<Record<string, string | undefined>>

/** Where progress is kept: `$COMPENDIUM_HOME`, else the XDG data directory. */
export function dataDir(env: Environment = process.env): string {
  return override(env) ?? path.join(xdg(env['XDG_DATA_HOME']) ?? path.join(home(env), '.local', 'share'), APP)
}

/** Files that may be deleted at any time: `$COMPENDIUM_HOME/cache`, else the XDG cache directory. */
export function cacheDir(env: Environment = process.env): string {
  const overridden = override(env)
  if (overridden !== undefined) return path.join(overridden, 'cache')
  return path.join(xdg(env['XDG_CACHE_HOME']) ?? path.join(home(env), '.cache'), APP)
}

function override(env: Environment): string | undefined {
  const chosen = env['COMPENDIUM_HOME']
  return chosen ? path.resolve(chosen) : undefined
}

/** The XDG base directory specification says: a relative path is invalid and must be ignored. */
function xdg(value: string | undefined): string | undefined {
  return value && path.isAbsolute(value) ? value : undefined
}

function home(env: Environment): string {
  return env['HOME'] || os.homedir()
}
