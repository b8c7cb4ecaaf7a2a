import path from 'node:path'
import { UserError } from '../lib/user-error.ts'
import { projectWords } from '../messages/projects/index.ts'
import { packageRoot } from '../platform/package-root.ts'
import { listFolder, pathKind, readText } from '../platform/tree.ts'
import { loadLayer } from './layer.ts'
import { patternManifest, templateManifest } from './manifest.ts'
import type { Layer, PatternManifest, Template } from './template.ts'
import { unknownName } from './unknown-name.ts'
import { isMinimalVariant, variantOf } from './variant.ts'

/** Folders of `templates/` that are no project type. */
const PATTERNS = 'patterns'
const BASE = 'base'
const OPTIONS = 'options'
/** The SDK of nodes, one file for each language, which is no project. */
const NODES = 'nodes'
const NO_TYPES = new Set([PATTERNS, BASE, OPTIONS, NODES])

/** Where the templates that ship are. */
export function templatesFolder(): string {
  return path.join(packageRoot(), 'templates')
}

/** The project types that `templates/` holds. */
export async function listTypes(root: string): Promise<string[]> {
  return (await listFolders(root)).filter((name) => !NO_TYPES.has(name))
}

/** The languages that projects of a type can be written in. Throws `UserError` when there is no such type. */
export async function listLanguages(root: string, type: string): Promise<string[]> {
  const types = await listTypes(root)
  if (!types.includes(type)) throw unknownName('type', type, types)
  return (await listFolders(path.join(root, type))).filter((name) => !isMinimalVariant(name))
}

/** Throws `UserError` when there is no such type, or not in that language, or not in its minimal form. */
export async function loadTemplate(
  root: string,
  type: string,
  asked: string,
  isMinimal = false,
): Promise<Template> {
  const languages = await listLanguages(root, type)
  if (!languages.includes(asked)) throw unknownName('language', asked, languages)
  const language = variantOf(asked, isMinimal)
  const folder = path.join(root, type, language)
  if ((await pathKind(folder)) !== 'folder') throw noMinimal(type, asked)
  const text = await readText(path.join(folder, 'template.json'))
  const { base, options, ...manifest } = templateManifest.parse(JSON.parse(text))
  const layers = [...(await loadParts(root, base, language)), await loadLayer(folder, type)]
  const kinds = Object.entries(options).map(([kind, values]) => ({ kind, values }))
  return { type, language, ...manifest, options: kinds, parts: base, layers }
}

/** Parts of the base, lowest first. */
export async function loadParts(root: string, parts: readonly string[], language: string): Promise<Layer[]> {
  return Promise.all(parts.map((part) => loadLayer(path.join(root, BASE, language, part), `${BASE}/${part}`)))
}

function noMinimal(type: string, language: string): UserError {
  const { options: say } = projectWords()
  return new UserError(say.noMinimal({ type, language }), {
    code: 'no-minimal',
    next: [say.leaveOut({ flag: '--minimal' }), say.oneMinimal],
  })
}

/** All patterns that can go into a project, by slug. */
export async function loadPatterns(root: string): Promise<Map<string, PatternManifest>> {
  const slugs = await listFolders(path.join(root, PATTERNS))
  return new Map(
    await Promise.all(
      slugs.map(async (slug): Promise<[string, PatternManifest]> => {
        const folder = path.join(root, PATTERNS, slug)
        const manifest = patternManifest.parse(JSON.parse(await readText(path.join(folder, 'pattern.json'))))
        return [slug, { slug, languages: await listFolders(folder), ...manifest }]
      }),
    ),
  )
}

/** What the choices of a project, such as its database, add in one language: for all types, and for this one alone. */
export async function loadOptions(
  root: string,
  chosen: Readonly<Record<string, string>>,
  { type, language }: Pick<Surroundings, 'type' | 'language'>,
): Promise<Layer[]> {
  const layers = Object.entries(chosen).map(async ([kind, value]) => {
    const id = `${OPTIONS}/${kind}/${value}`
    const folder = path.join(root, id, language)
    const special = path.join('types', type)
    return [await loadLayer(folder, id), await loadLayer(path.join(folder, special), `${id}/${special}`)]
  })
  return (await Promise.all(layers)).flat()
}

/**
 * What a pattern adds: the same for all types, what is for those with one part of the base (`parts/<part>/`) or for one
 * type alone (`types/<type>/`), and what is needed where it meets another pattern (`with/<slug>/`). `all` are the
 * patterns of the project, `parts` what it has of the base.
 */
export async function loadPattern(
  root: string,
  slug: string,
  { type, language, all, parts }: Surroundings,
): Promise<Layer[]> {
  const folder = path.join(root, PATTERNS, slug, language)
  const id = `${PATTERNS}/${slug}`
  const load = async (part: string): Promise<Layer[]> => {
    if ((await pathKind(path.join(folder, part))) !== 'folder') return []
    return [await loadLayer(path.join(folder, part), part === '.' ? id : `${id}/${part}`)]
  }
  const general = ['.', ...parts.map((part) => path.join('parts', part))]
  const special = await load(path.join('types', type))
  const forAll = special.some(({ alone }) => alone) ? [] : await Promise.all(general.map(load))
  const meetings = await Promise.all(all.map((other) => load(path.join('with', other))))
  return [...forAll.flat(), ...special, ...meetings.flat()]
}

/** The project that a pattern goes into. */
interface Surroundings {
  readonly type: string
  readonly language: string
  readonly all: readonly string[]
  readonly parts: readonly string[]
}

async function listFolders(folder: string): Promise<string[]> {
  return (await listFolder(folder)).filter((name) => !name.includes('.'))
}
