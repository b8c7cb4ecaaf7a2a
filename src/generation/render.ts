/** The few words a template may ask for, written `{{name}}`. */
export interface Variables {
  readonly name: string
  /** Slugs, separated by commas. */
  readonly patterns: string
  /** The command that writes this project again. */
  readonly command: string
}

const SLOT = /^([ \t]*)(?:\/\/|#|<!--|%%)[ \t]*compendium:slot ([a-z-]+)(?: (sorted))?[ \t]*(?:-->)?$/
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
 * Replaces each marked line (`// compendium:slot id`) by what the patterns put there, indented as
 * the mark was; a slot that nobody fills leaves no line. `sorted` slots, such as imports, have
 * each line once and in alphabetical order, all others keep the nesting order of the patterns.
 */
export function fillSlots(text: string, contents: ReadonlyMap<string, readonly string[]>): string {
  return text
    .split('\n')
    .flatMap((line) => {
      const mark = SLOT.exec(line)
      return mark === null ? [line] : slotLines(mark, contents)
    })
    .join('\n')
}

function slotLines(mark: RegExpExecArray, contents: ReadonlyMap<string, readonly string[]>): string[] {
  const [, indent = '', id = '', sorted] = mark
  const lines = (contents.get(id) ?? []).flatMap((content) => content.replace(/\n$/, '').split('\n'))
  const ordered = sorted === undefined ? lines : [...new Set(lines)].sort()
  return ordered.map((line) => (line === '' ? '' : indent + line))
}

/** The ids of the slots that a file offers. */
export function slotIds(text: string): string[] {
  return text.split('\n').flatMap((line) => SLOT.exec(line)?.[2] ?? [])
}
