// Makes a fresh clone ready with nothing but Node: installs what package-lock.json names and builds
// dist/, each only if it is missing or out of date. Plain JavaScript, because it runs before any install.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const BUILD_INPUTS = [
  'bin',
  'src',
  'commands',
  'content',
  'templates',
  'scripts/build',
  'scripts/build.ts',
  'package.json',
]

if (!nodeIsNewEnough()) {
  fail(`compendium needs Node 20.19 or newer; this is ${process.version}. See https://nodejs.org`)
}
if (!isInstalled()) npm('ci', '--no-audit', '--no-fund')
if (!isBuilt()) npm('run', '--silent', 'build')

function nodeIsNewEnough() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  return major > 20 || (major === 20 && minor >= 19)
}

/** Compares what npm installed with what the lock file names, not dates: a checkout changes those. */
function isInstalled() {
  const installed = readPackages('node_modules/.package-lock.json')
  if (installed === undefined) return false
  const wanted = Object.entries(readPackages('package-lock.json') ?? {})
  return wanted.every(
    ([name, { version, optional, link }]) =>
      name === '' || optional || link || installed[name]?.version === version,
  )
}

function readPackages(file) {
  const full = path.join(root, file)
  return existsSync(full) ? JSON.parse(readFileSync(full, 'utf8')).packages : undefined
}

function isBuilt() {
  const stamp = statSync(path.join(root, 'dist', 'built'), { throwIfNoEntry: false })
  return (
    stamp !== undefined && BUILD_INPUTS.every((input) => newestMs(path.join(root, input)) <= stamp.mtimeMs)
  )
}

/** Folders count too: theirs changes when a file in them is removed. */
function newestMs(file) {
  const info = statSync(file, { throwIfNoEntry: false })
  if (info === undefined) return 0
  if (!info.isDirectory()) return info.mtimeMs
  const inside = readdirSync(file).map((name) => newestMs(path.join(file, name)))
  return Math.max(info.mtimeMs, ...inside)
}

/** Its output goes to stderr: `npm start -- learn --json` must print one object. */
function npm(...args) {
  process.stderr.write(`$ npm ${args.join(' ')}\n`)
  const cli = process.env.npm_execpath
  const [command, first] = cli ? [process.execPath, [cli]] : ['npm', []]
  const windows = !cli && process.platform === 'win32'
  const { status } = spawnSync(command, [...first, ...args], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: windows,
  })
  if (status !== 0) fail(`npm ${args.join(' ')} failed; its own message is above`)
}

function fail(message) {
  process.stderr.write(`Error: ${message}\n`)
  process.exit(1)
}
