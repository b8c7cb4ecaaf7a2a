type Json = Readonly<Record<string, unknown>>

/** As wide as the formatter of generated projects lets a line be. */
const WIDTH = 100

/**
 * A JSON file with `addition` merged in, printed as npm prints package.json, and any other with short lists in one line. Objects are merged, and keys
 * that are new make the object sorted, as npm does with dependencies; anything else must not
 * already be there with another value, since two patterns would then fight over it.
 */
export function mergeJson(text: string, addition: unknown, where: string): string {
  const printed = JSON.stringify(merge(JSON.parse(text), addition, where), null, 2)
  return `${/^package\.json\b/.test(where) ? printed : inLines(printed)}\n`
}

/** Lists of plain values that fit into a line, in one: as the formatter of generated projects has JSON. */
export function inLines(printed: string): string {
  return printed.replace(
    /^( *(?:"[^"]*": )?)\[\n((?: *(?:"(?:[^"\\\n]|\\.)*"|[-+.\w]+),?\n)+) *\]/gm,
    (whole, before: string, inside: string) => {
      const line = `${before}[${inside
        .trimEnd()
        .split('\n')
        .map((one) => one.trim())
        .join(' ')}]`
      return line.length < WIDTH ? line : whole
    },
  )
}

function merge(base: unknown, addition: unknown, where: string): unknown {
  if (isObject(base) && isObject(addition)) return mergeObjects(base, addition, where)
  if (base === undefined || JSON.stringify(base) === JSON.stringify(addition)) return addition
  throw new Error(`${where} is ${JSON.stringify(base)} already; it cannot be ${JSON.stringify(addition)} too`)
}

function mergeObjects(base: Json, addition: Json, where: string): Json {
  const merged: Record<string, unknown> = { ...base }
  let hasNew = false
  for (const [key, value] of Object.entries(addition)) {
    hasNew ||= !Object.hasOwn(base, key)
    merged[key] = merge(base[key], value, `${where}.${key}`)
  }
  return hasNew && isSorted(Object.keys(base)) ? sortKeys(merged) : merged
}

/** A hand-ordered object, such as the top of package.json, keeps its order. */
function isSorted(keys: readonly string[]): boolean {
  return keys.every((key, index) => index === 0 || (keys[index - 1] ?? '') < key)
}

function sortKeys(object: Json): Json {
  return Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)))
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
