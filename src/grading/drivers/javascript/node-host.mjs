// Plays the lives of a node in virtual time: compiles its bundle once, and evaluates it anew for each life, so that
// no variable of the program outlasts a crash. The SDK within the bundle asks for the next life.
import { readFileSync } from 'node:fs'
import { createRequire, SourceMap } from 'node:module'
import vm from 'node:vm'

// Not imported: that would open process.stdin, and a read from then on gives up at once when there is nothing.
const { process } = globalThis
const [, , file] = process.argv
const names = ['require', 'module', 'exports']
const source = `(function (${names.join()}) {${readFileSync(file, 'utf8')}\n})`
const script = new vm.Script(source, { filename: file, importModuleDynamically: (name) => import(name) })
const own = createRequire(file)

/** Errors name lines of the learner's own files. */
const map = new SourceMap(JSON.parse(readFileSync(`${file}.map`, 'utf8')))
Error.prepareStackTrace = (error, frames) =>
  [String(error), ...frames.map((frame) => `    at ${placed(frame)}`)].join('\n')

function placed(frame) {
  if (frame.getFileName() !== file) return String(frame)
  const { fileName, lineNumber, columnNumber } = map.findOrigin(
    frame.getLineNumber(),
    frame.getColumnNumber(),
  )
  if (fileName === undefined) return String(frame)
  return `${frame.getFunctionName() ?? '<anonymous>'} (${fileName}:${lineNumber}:${columnNumber})`
}

function evaluate() {
  const module = { exports: {} }
  script.runInThisContext()(own, module, module.exports)
}

process.argv.splice(1, 2, file)
globalThis[Symbol.for('compendium.again')] = evaluate
evaluate()
