/** The few words a template may ask for, written `{{name}}`. */
export interface Variables {
  readonly name: string
  /** Slugs, separated by commas. */
  readonly patterns: string
  /** The command that writes this project again. */
  readonly command: string
}

type SlotKind = 'plain' | 'sorted' | 'default' | 'fallback'

const SLOT =
  /^([ \t]*)(?:\/\/|#|<!--|%%)[ \t]*compendium:slot ([a-z-]+)(?: (sorted|default|fallback))?[ \t]*(?:-->)?$/
const END = /^[ \t]*(?:\/\/|#|<!--|%%)[ \t]*compendium:end[ \t]*(?:-->)?$/
const VARIABLE = /\{\{([a-zA-Z]+)\}\}/g

/** Replaces each `{{word}}`. A word that is no variable is a fault in the template and throws. */
export function fillVariables(text: string, variables: Variables, where: string): string {
  return text.replaceAll(VARIABLE, (_, word: string) => {
    if (!Object.hasOwn(variables, word))
      throw new Error(`${where} asks for {{${word}}}, which is no variable`)
    return variables[word as keyof Variables]
  })
}

/**
 * Replaces each marked line (`// compendium:slot id`) by what the layers put there, indented as
 * the mark was; a slot that nobody fills leaves no line. `sorted` slots, such as imports, have
 * each line once and in alphabetical order, all others keep the order of the layers. A `default`
 * slot keeps its lines up to `// compendium:end` unless a layer takes their place; a `fallback` slot
 * does so too, and takes any number of layers.
 */
export function fillSlots(text: string, contents: ReadonlyMap<string, readonly string[]>): string {
  const lines = text.split('\n')
  const out: string[] = []
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? ''
    const mark = SLOT.exec(line)
    if (mark === null) {
      out.push(line)
      continue
    }
    const ownLines = mark[3] === 'default' || mark[3] === 'fallback' ? defaultLines(lines, at) : undefined
    out.push(...slotLines(mark, contents, ownLines))
    if (ownLines !== undefined) at += ownLines.length + 1
  }
  return out.join('\n')
}

function defaultLines(lines: readonly string[], start: number): string[] {
  const length = lines.slice(start + 1).findIndex((line) => END.test(line))
  if (length === -1) throw new Error(`no compendium:end follows ${lines[start]?.trim()}`)
  return lines.slice(start + 1, start + 1 + length)
}

function slotLines(
  mark: RegExpExecArray,
  contents: ReadonlyMap<string, readonly string[]>,
  ownLines: readonly string[] | undefined,
): readonly string[] {
  const [, indent = '', id = '', kind] = mark
  const filled = contents.get(id) ?? []
  if (filled.length === 0 && ownLines !== undefined) return ownLines
  // What a layer puts into a slot may offer slots of its own.
  const lines = filled.flatMap((content) => fillSlots(content.replace(/\n$/, ''), contents).split('\n'))
  const ordered = kind === 'sorted' ? [...new Set(lines)].sort() : lines
  return ordered.map((line) => (line === '' ? '' : indent + line))
}

/** The slots that a file offers. */
export function slotsOf(text: string): { id: string; kind: SlotKind }[] {
  return text.split('\n').flatMap((line) => {
    const mark = SLOT.exec(line)
    return mark === null ? [] : [{ id: mark[2] ?? '', kind: (mark[3] ?? 'plain') as SlotKind }]
  })
}
