import { mergeJson } from './merge-json.ts'
import { fillSlots, fillVariables, type Variables } from './render.ts'
import type { Overlay, Template } from './template.ts'

export interface PlannedFile {
  /** Below the project folder, with forward slashes. */
  readonly path: string
  readonly text: string
}

/**
 * The files of a project: those of the template with the lines that each pattern puts into its
 * slots, and the patterns' own files. Pure: the same template, overlays and variables give the same files.
 * Overlays come in nesting order. Throws on a fault in a template, never for what a user typed.
 */
export function planProject(
  template: Template,
  overlays: readonly Overlay[],
  variables: Variables,
): PlannedFile[] {
  const slots = collectSlots(template, overlays)
  const files = new Map<string, string>()
  for (const file of template.files) files.set(targetPath(file.path), fillSlots(file.text, slots))
  for (const overlay of overlays) addOverlay(files, overlay, slots)
  return [...files]
    .map(([path, text]) => ({ path, text: fillVariables(text, variables, path) }))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}

function addOverlay(
  files: Map<string, string>,
  overlay: Overlay,
  slots: ReadonlyMap<string, readonly string[]>,
): void {
  const { slug } = overlay.pattern
  for (const file of overlay.files) {
    const path = targetPath(file.path)
    if (files.has(path)) throw new Error(`${slug} brings ${path}, which is there already`)
    files.set(path, fillSlots(file.text, slots))
  }
  for (const [name, addition] of overlay.merges) {
    const path = targetPath(name)
    const text = files.get(path)
    if (text === undefined) throw new Error(`${slug} adds to ${path}, which is not there`)
    files.set(path, mergeJson(text, addition, `${path} of ${slug}`))
  }
}

function collectSlots(template: Template, overlays: readonly Overlay[]): Map<string, string[]> {
  const slots = new Map(template.slots.map((id): [string, string[]] => [id, []]))
  for (const overlay of overlays) {
    for (const [id, content] of overlay.slots) {
      const slot = slots.get(id)
      if (slot === undefined)
        throw new Error(`${overlay.pattern.slug} fills the slot ${id}, which no template declares`)
      slot.push(content)
    }
  }
  return slots
}

/** npm leaves out or obeys files such as .gitignore when it packs us, so templates spell the dot. */
export function targetPath(templatePath: string): string {
  return templatePath
    .split('/')
    .map((part) => part.replace(/^dot-/, '.'))
    .join('/')
}
