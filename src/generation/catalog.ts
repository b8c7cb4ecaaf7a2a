import path from 'node:path'
import { listFolder, pathKind, readText, readTree, type TreeFile } from '../platform/tree.ts'
import { unknownName } from './choose-patterns.ts'
import { patternManifest, templateManifest } from './manifest.ts'
import { slotIds } from './render.ts'
import type { Overlay, PatternManifest, Template } from './template.ts'

const PATTERNS = 'patterns'
/** The SDK of nodes, one file for each language, which is no project. */
const NODES = 'nodes'

/** The project types that `templates/` holds: each folder but those of the patterns and of the SDK for nodes. */
export async function listTypes(root: string): Promise<string[]> {
  const folders = await listFolder(root)
  return folders.filter((name) => name !== PATTERNS && name !== NODES && !name.includes('.'))
}

/** Throws `UserError` when there is no such type, or not in that language. */
export async function loadTemplate(root: string, type: string, language: string): Promise<Template> {
  const types = await listTypes(root)
  if (!types.includes(type)) throw unknownName('type', type, types)
  const languages = await listFolder(path.join(root, type))
  if (!languages.includes(language)) throw unknownName('language', language, languages)
  const folder = path.join(root, type, language)
  const manifest = templateManifest.parse(JSON.parse(await readText(path.join(folder, 'template.json'))))
  const files = await readTree(path.join(folder, 'files'))
  return { type, language, ...manifest, files, slots: slotsOf(files) }
}

/** All patterns that can go into a project, by slug. */
export async function loadPatterns(root: string): Promise<Map<string, PatternManifest>> {
  const slugs = await listFolder(path.join(root, PATTERNS))
  return new Map(
    await Promise.all(
      slugs.map(async (slug): Promise<[string, PatternManifest]> => {
        const text = await readText(path.join(root, PATTERNS, slug, 'pattern.json'))
        return [slug, { slug, ...patternManifest.parse(JSON.parse(text)) }]
      }),
    ),
  )
}

/** What a pattern adds in one language: files, lines for slots, and JSON to merge. */
export async function loadOverlay(
  root: string,
  pattern: PatternManifest,
  language: string,
): Promise<Overlay> {
  const folder = path.join(root, PATTERNS, pattern.slug, language)
  if ((await pathKind(folder)) !== 'folder') {
    const known = await listFolder(path.join(root, PATTERNS, pattern.slug))
    throw unknownName(
      'language',
      language,
      known.filter((name) => !name.includes('.')),
    )
  }
  const part = async (name: string): Promise<TreeFile[]> => readTreeIfAny(path.join(folder, name))
  const [files, slots, merges] = await Promise.all([part('files'), part('slots'), part('merge')])
  return {
    pattern,
    files,
    slots: new Map(slots.map((file) => [path.parse(file.path).name, file.text])),
    merges: new Map(merges.map((file) => [file.path, JSON.parse(file.text) as unknown])),
  }
}

async function readTreeIfAny(folder: string): Promise<TreeFile[]> {
  return (await pathKind(folder)) === 'folder' ? readTree(folder) : []
}

function slotsOf(files: readonly TreeFile[]): string[] {
  return [...new Set(files.flatMap((file) => slotIds(file.text)))]
}
