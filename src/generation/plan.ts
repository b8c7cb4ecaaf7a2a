import { mergeJson } from './merge-json.ts'
import { orderImports } from './order-imports.ts'
import { fillSlots, fillVariables, slotsOf, type Variables } from './render.ts'
import type { Layer } from './template.ts'

export interface PlannedFile {
  /** Below the project folder, with forward slashes. */
  readonly path: string
  readonly text: string
}

/**
 * The files of a project: those of all layers, lowest first, with the lines that each layer puts into
 * slots and the objects it merges. Pure: the same layers and variables give the same files. Throws on
 * a fault in a template, never for what a user typed.
 */
export function planProject(layers: readonly Layer[], variables: Variables): PlannedFile[] {
  const raw = new Map<string, string>()
  for (const layer of layers) addFiles(raw, layer)
  const contents = collectSlots(layers, raw)
  const files = new Map([...raw].map(([path, text]) => [path, composed(path, text, contents)]))
  for (const layer of layers) addMerges(files, layer)
  return [...files]
    .map(([path, text]) => ({ path, text: fillVariables(text, variables, path) }))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}

function composed(path: string, text: string, contents: ReadonlyMap<string, readonly string[]>): string {
  const filled = fillSlots(text, contents)
  return path.endsWith('.ts') ? orderImports(filled) : filled
}

function addFiles(files: Map<string, string>, { id, files: own, removes }: Layer): void {
  for (const name of removes) {
    if (!files.delete(targetPath(name))) throw new Error(`${id} removes ${name}, which is not there`)
  }
  for (const file of own) {
    const path = targetPath(file.path)
    if (files.has(path)) throw new Error(`${id} brings ${path}, which is there already`)
    files.set(path, file.text)
  }
}

function addMerges(files: Map<string, string>, { id, merges }: Layer): void {
  for (const [name, addition] of merges) {
    const path = targetPath(name)
    const text = files.get(path)
    if (text === undefined) throw new Error(`${id} adds to ${path}, which is not there`)
    files.set(path, mergeJson(text, addition, `${path} of ${id}`))
  }
}

/** What each slot gets, in the order of the layers. A slot with a default has one filler at most. */
function collectSlots(layers: readonly Layer[], files: ReadonlyMap<string, string>): Map<string, string[]> {
  const texts = [...files.values(), ...layers.flatMap((layer) => [...layer.slots.values()])]
  const declared = texts.flatMap(slotsOf)
  const contents = new Map(declared.map(({ id }): [string, string[]] => [id, []]))
  for (const layer of layers) {
    for (const [id, content] of layer.slots) {
      const slot = contents.get(id)
      if (slot === undefined) throw new Error(`${layer.id} fills the slot ${id}, which no template declares`)
      slot.push(content)
    }
  }
  for (const { id, kind } of declared) {
    if (kind === 'default' && (contents.get(id)?.length ?? 0) > 1)
      throw new Error(`the slot ${id} has a default, and more than one layer takes its place`)
  }
  return contents
}

/** npm leaves out or obeys files such as .gitignore when it packs us, so templates spell the dot. */
export function targetPath(templatePath: string): string {
  return templatePath
    .split('/')
    .map((part) => part.replace(/^dot-/, '.'))
    .join('/')
}
