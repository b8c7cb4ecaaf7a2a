import { SourceMap } from 'node:module'
import path from 'node:path'
import { compileFunction } from 'node:vm'

const SOURCE_NAME = 'learner-program'

/**
 * The learner's module, evaluated afresh for every sequence, so that nothing that one sequence leaves
 * behind in the module or the class can reach the next. The first time as the module that it is. Then, where
 * it can be one, as a function that is called again: V8 compiles a function once, a module each time.
 */
export class Program {
  constructor(file, code, map) {
    this.file = file
    const named = `${code}\n//# sourceURL=${SOURCE_NAME}\n`
    this.url = `data:text/javascript;base64,${Buffer.from(named).toString('base64')}`
    this.code = code
    this.map = map
    this.loads = 0
  }

  async load() {
    this.loads += 1
    const namespace = await (this.body === undefined ? import(`${this.url}#${this.loads}`) : this.body())
    if (this.loads === 1) this.body = bodyOf(this.code)
    return { ...namespace, ...exportsOf(namespace.default) }
  }

  /** The innermost line of the learner's own file in a stack. */
  lineOf(stack) {
    for (const match of String(stack).matchAll(/learner-program:(\d+):(\d+)/g)) {
      this.sourceMap ??= new SourceMap(JSON.parse(this.map))
      const entry = this.sourceMap.findEntry(Number(match[1]) - 1, Number(match[2]) - 1)
      if (entry.originalSource && path.resolve(path.dirname(this.file), entry.originalSource) === this.file) {
        return entry.originalLine + 1
      }
    }
    return undefined
  }
}

/** `export default class X` and `module.exports = { X }` are as good as `export class X`. */
function exportsOf(value) {
  if (typeof value === 'function' && value.name) return { [value.name]: value, ...value }
  return typeof value === 'object' && value !== null ? value : {}
}

const EXPORTS = /\nexport (?:\{([^{}]*)\}|default ([^;]+));\s*$/

/**
 * The module as a function that gives what it exports, with every line where it was; undefined for one that
 * imports, or that says anything else which only a module can.
 */
function bodyOf(code) {
  const found = EXPORTS.exec(code)
  if (found === null || /\bimport\b/.test(code)) return undefined
  const [, names, value] = found
  const given = value === undefined ? names.split(',').map(asProperty).join() : `default: ${value}`
  const text = `"use strict"; return async () => { ${code.slice(0, found.index)}\nreturn { ${given} } }`
  try {
    return compileFunction(text, [], { filename: SOURCE_NAME })()
  } catch {
    return undefined
  }
}

/** `a as b` is `b: a`. */
function asProperty(name) {
  const [own, exported = own] = name.trim().split(/\s+as\s+/)
  return own === '' ? '' : `${exported}: ${own}`
}
