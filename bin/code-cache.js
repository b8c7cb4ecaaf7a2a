'use strict'

const fs = require('node:fs')
const path = require('node:path')

const HEADER_BYTES = 8
const KEEP_FILES = 120
const MONTH_MS = 30 * 24 * 3600 * 1000

/**
 * V8 code caches, one file a chunk. Chunk names carry a hash of their content; the folder carries
 * Node's version and the architecture. V8 itself checks neither, and crashes on damaged data, so
 * each file starts with a checksum. Whatever goes wrong here, the program runs without the cache.
 */
function openCodeCache(env) {
  const base = cacheFolder(env)
  const folder = base && path.join(base, `code-${process.version}-${process.arch}`)
  const usable = folder !== undefined && isPrivate(folder)
  return {
    read: (name) => (usable ? readSound(path.join(folder, `${name}.bin`)) : undefined),
    save: (loaded, dist) => {
      try {
        if (folder !== undefined) save(folder, loaded, dist)
      } catch {
        // A cache that cannot be written costs the next start a few milliseconds, nothing else.
      }
    },
  }
}

function cacheFolder(env) {
  if (env.COMPENDIUM_HOME) return path.resolve(env.COMPENDIUM_HOME, 'cache')
  const xdg = env.XDG_CACHE_HOME
  if (xdg && path.isAbsolute(xdg)) return path.join(xdg, 'compendium')
  return env.HOME && path.isAbsolute(env.HOME) ? path.join(env.HOME, '.cache', 'compendium') : undefined
}

/** Cached code is run as it is: only a folder that nobody else can write to is trusted. */
function isPrivate(folder) {
  try {
    const { uid, mode } = fs.statSync(folder)
    return process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0)
  } catch {
    return false
  }
}

function readSound(file) {
  try {
    const bytes = fs.readFileSync(file)
    const data = bytes.subarray(HEADER_BYTES)
    const sound = bytes.readInt32LE(0) === checksum(data) && bytes.readInt32LE(4) === data.length
    return sound ? data : undefined
  } catch {
    return undefined
  }
}

/** Finds damage, not malice. Four bytes a step, because it runs at every start. */
function checksum(bytes) {
  const whole = bytes.length >> 2
  const words =
    bytes.byteOffset % 4 === 0
      ? new Int32Array(bytes.buffer, bytes.byteOffset, whole)
      : new Int32Array(Uint8Array.from(bytes).buffer, 0, whole)
  let sum = bytes.length
  for (let i = 0; i < whole; i++) sum = Math.imul(sum ^ words[i], 0x9e3779b1) ^ (sum >>> 15)
  for (let i = whole * 4; i < bytes.length; i++) sum = Math.imul(sum ^ bytes[i], 0x9e3779b1)
  return sum | 0
}

/**
 * After a run that took new ways through the code, writes the caches of what it loaded: they then
 * hold the functions that such runs compile. A marker file remembers each set of chunks.
 */
function save(folder, loaded, dist) {
  const marker = path.join(folder, `${hashOfNames(loaded)}.seen`)
  const allFresh = [...loaded.values()].every((chunk) => chunk.fresh)
  if (allFresh && fs.existsSync(marker)) return
  makeFolder(folder)
  if (!isPrivate(folder)) return
  for (const [name, { script }] of loaded) {
    const data = script.createCachedData()
    const header = Buffer.alloc(HEADER_BYTES)
    header.writeInt32LE(checksum(data), 0)
    header.writeInt32LE(data.length, 4)
    replace(path.join(folder, `${name}.bin`), Buffer.concat([header, data]))
  }
  replace(marker, '')
  prune(folder, new Set(fs.readdirSync(dist).map((name) => `${name}.bin`)))
}

/** Not mkdir's own `recursive`: that never returns below /proc, where none can be made though its parent is there. */
function makeFolder(folder) {
  if (fs.existsSync(folder)) return
  makeFolder(path.dirname(folder))
  fs.mkdirSync(folder, { mode: 0o700 })
}

function hashOfNames(loaded) {
  return (checksum(Buffer.from([...loaded.keys()].sort().join('\n'))) >>> 0).toString(16)
}

function replace(file, data) {
  const draft = `${file}.${process.pid}.tmp`
  fs.writeFileSync(draft, data, { mode: 0o600 })
  fs.renameSync(draft, file)
}

/** Drops what earlier builds and other versions of Node left: the oldest beyond a fixed number. */
function prune(folder, current) {
  const others = fs
    .readdirSync(folder)
    .filter((name) => !current.has(name))
    .map((name) => ({ name, mtimeMs: fs.statSync(path.join(folder, name)).mtimeMs }))
    .sort((a, b) => b.mtimeMs - a.mtimeMs)
  const old = Date.now() - MONTH_MS
  others.forEach(({ name, mtimeMs }, rank) => {
    if (rank >= KEEP_FILES || mtimeMs < old) fs.rmSync(path.join(folder, name), { force: true })
  })
  const parent = path.dirname(folder)
  for (const name of fs.readdirSync(parent)) {
    const sibling = path.join(parent, name)
    if (!name.startsWith('code-') || sibling === folder) continue
    if (fs.statSync(sibling).mtimeMs < old) fs.rmSync(sibling, { recursive: true, force: true })
  }
}

module.exports = { openCodeCache }
