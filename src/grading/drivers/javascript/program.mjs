import { SourceMap } from 'node:module'
import path from 'node:path'

const SOURCE_NAME = 'learner-program'

/**
 * The learner's module, evaluated afresh for every sequence, so that nothing that one sequence leaves
 * behind in the module or the class can reach the next.
 */
export class Program {
  constructor(file, code, map) {
    this.file = file
    const named = `${code}\n//# sourceURL=${SOURCE_NAME}\n`
    this.url = `data:text/javascript;base64,${Buffer.from(named).toString('base64')}`
    this.map = map
    this.loads = 0
  }

  async load() {
    this.loads += 1
    const namespace = await import(`${this.url}#${this.loads}`)
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
