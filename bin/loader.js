'use strict'

const fs = require('node:fs')
const path = require('node:path')
const vm = require('node:vm')
const { openCodeCache } = require('./code-cache.js')

/**
 * Returns what the built program exports: `start`, and `work` for workers. Chunks require each other by name; each is
 * compiled with V8's code cache of an earlier run, if there is a sound one.
 */
function loadProgram(dist, { save = true } = {}) {
  const entry = readEntryName(dist)
  if (entry === undefined) return undefined
  const cache = openCodeCache(process.env)
  const loaded = new Map()

  function load(name) {
    const known = loaded.get(name)
    if (known) return known.module.exports
    const module = { exports: {} }
    const filename = path.join(dist, name)
    const cachedData = cache.read(name)
    // The build escapes everything beyond ASCII, and one-byte strings are read fastest as latin1.
    const script = new vm.Script(fs.readFileSync(filename, 'latin1'), { filename, cachedData })
    loaded.set(name, { module, script, fresh: cachedData !== undefined && !script.cachedDataRejected })
    script.runInThisContext()(module.exports, requireFromChunk, module, filename, dist)
    return module.exports
  }

  function requireFromChunk(id) {
    return id.startsWith('./') ? load(id.slice(2)) : require(id)
  }

  process.on('exit', (code) => {
    // 128 and above: a signal is ending us, and whoever sent it waits.
    if (save && code < 128) cache.save(loaded, dist)
  })
  return load(entry)
}

function readEntryName(dist) {
  try {
    return fs.readFileSync(path.join(dist, 'entry'), 'latin1')
  } catch {
    process.stderr.write('Error: compendium has not been built here\n  Run: npm run build\n')
    process.exitCode = 70
    return undefined
  }
}

module.exports = { loadProgram }
