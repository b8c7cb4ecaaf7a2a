/** Where the formatter of the generated projects breaks a line. */
const LINE_WIDTH = 100
const IMPORT = /^import (?<type>type )?(?:\{(?<names>[^}]*)\}|(?<whole>[^{}]*?)) from '(?<source>[^']+)'\n?/

interface Import {
  readonly source: string
  readonly isType: boolean
  /** The names in braces; empty for `import * as z` and its kin. */
  readonly names: readonly string[]
  readonly whole: string
}

/**
 * The imports at the beginning of a TypeScript file in the order that Biome wants, those of one module
 * as one statement. Layers each bring the imports that their own lines need, and may bring the same.
 */
export function orderImports(text: string): string {
  const imports: Import[] = []
  let rest = text
  for (let found = IMPORT.exec(rest); found !== null; found = IMPORT.exec(rest)) {
    imports.push(readImport(found))
    rest = rest.slice(found[0].length)
  }
  if (imports.length < 2) return text
  return [...merged(imports).sort(compareImports).map(printImport), rest].join('\n')
}

function readImport({ groups = {} }: RegExpExecArray): Import {
  const { type, names = '', whole = '', source = '' } = groups
  const list = names.split(',').map((name) => name.trim())
  return { source, isType: type !== undefined, names: list.filter((name) => name !== ''), whole }
}

function merged(imports: readonly Import[]): Import[] {
  const byModule = new Map<string, Import>()
  for (const one of imports) {
    const key = JSON.stringify([one.source, one.isType, one.whole])
    const names = new Set([...(byModule.get(key)?.names ?? []), ...one.names])
    // A name that one layer wants as a value is no type for another.
    byModule.set(key, {
      ...one,
      names: [...names].filter((name) => name === bare(name) || !names.has(bare(name))),
    })
  }
  return [...byModule.values()]
}

function printImport({ source, isType, names, whole }: Import): string {
  const sorted = [...names].sort((a, b) => compareNatural(bare(a), bare(b)))
  const what = names.length === 0 ? whole : `{ ${sorted.join(', ')} }`
  const line = `import ${isType ? 'type ' : ''}${what} from '${source}'`
  if (line.length <= LINE_WIDTH) return line
  return `import ${isType ? 'type ' : ''}{\n${sorted.map((name) => `  ${name},\n`).join('')}} from '${source}'`
}

/** What the name is in this file, without its marks. */
const bare = (name: string): string => name.replace(/^type /, '').replace(/^.* as /, '')

function compareImports(a: Import, b: Import): number {
  return (
    distance(a.source) - distance(b.source) ||
    compareNatural(a.source, b.source) ||
    Number(b.isType) - Number(a.isType)
  )
}

/** Node's own modules, packages, then files, the furthest first. */
function distance(source: string): number {
  if (source.startsWith('node:')) return 0
  if (!source.startsWith('.')) return 1
  return 100 - (source.match(/\.\.\//g)?.length ?? 0)
}

/** Of characters that are no letters, in the order in which they sort. */
const SIGNS = '/._-'

function compareNatural(a: string, b: string): number {
  const left = a.match(/\d+|\D/g) ?? []
  const right = b.match(/\d+|\D/g) ?? []
  for (let at = 0; at < Math.min(left.length, right.length); at++) {
    const order = comparePart(left[at] ?? '', right[at] ?? '')
    if (order !== 0) return order
  }
  return left.length - right.length
}

function comparePart(a: string, b: string): number {
  const byRank = rank(a) - rank(b)
  if (byRank !== 0) return byRank
  if (/^\d/.test(a)) return Number(a) - Number(b)
  const [lowA, lowB] = [a.toLowerCase(), b.toLowerCase()]
  if (lowA !== lowB) return lowA < lowB ? -1 : 1
  return a < b ? -1 : a > b ? 1 : 0
}

function rank(part: string): number {
  const sign = SIGNS.indexOf(part)
  if (sign !== -1) return sign
  return /^\d/.test(part) ? SIGNS.length : SIGNS.length + 1
}
