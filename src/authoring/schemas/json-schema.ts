import path from 'node:path'
import * as z from 'zod'
import { closest } from '../../lib/closest.ts'
import { UserError } from '../../lib/user-error.ts'
import { authoringWords } from '../../messages/authoring/index.ts'
import { troubleWords } from '../../messages/trouble/index.ts'
import { writeFileAtomic } from '../../platform/files.ts'
import { keepOnly } from '../../platform/keep-only.ts'
import { pathKind, sameContent } from '../../platform/tree.ts'
import { FILE_KINDS, type FileKind } from './kinds.ts'

export interface EditorSchema {
  readonly kind: string
  readonly title: string
  readonly files: readonly string[]
  /** As an author writes the file: what has a default may be left out. Draft 2020-12. */
  readonly schema: Readonly<Record<string, unknown>>
}

/**
 * Every kind, or the one that is named. What the program checks beyond shape (refinements, names of other files) no
 * JSON Schema says: for that there is `content lint`.
 * @throws UserError `unknown-kind` (exit 2), naming the nearest.
 */
export function editorSchemas(kind?: string): readonly EditorSchema[] {
  if (kind === undefined) return FILE_KINDS.map(editorSchema)
  const found = FILE_KINDS.find((one) => one.kind === kind)
  if (found !== undefined) return [editorSchema(found)]
  const kinds = FILE_KINDS.map((one) => one.kind)
  const say = authoringWords()
  const near = closest(kind, kinds).map((names) => troubleWords().didYouMean({ names }))
  throw new UserError(say.unknownKind({ kind }), {
    code: 'unknown-kind',
    next: [...near, say.kinds({ names: kinds.join(', ') })],
  })
}

/**
 * Writes `KIND.schema.json` for each; gives their names.
 * @throws UserError `exists` when a file of that name holds something else, unless `force`; then nothing is written.
 */
export async function saveEditorSchemas(
  folder: string,
  schemas: readonly EditorSchema[],
  { force }: { readonly force: boolean },
): Promise<string[]> {
  const files = schemas.map((one) => ({ name: fileOf(one), text: textOf(one) }))
  const taken = await Promise.all(files.map(async (one) => ({ ...one, taken: await isOther(folder, one) })))
  const others = taken.filter((one) => one.taken).map(({ name }) => name)
  if (others.length > 0 && !force) {
    const say = authoringWords()
    throw new UserError(say.otherFiles({ folder, names: others.join(', ') }), {
      code: 'exists',
      next: [say.writeOver],
    })
  }
  for (const { name, text } of files) await writeFileAtomic(path.join(folder, name), text)
  return files.map(({ name }) => name)
}

/** Writes all of them to a folder that holds nothing else, such as that of the build. */
export async function buildEditorSchemas(folder: string): Promise<number> {
  const schemas = editorSchemas()
  await saveEditorSchemas(folder, schemas, { force: true })
  await keepOnly(folder, schemas.map(fileOf))
  return schemas.length
}

function fileOf({ kind }: EditorSchema): string {
  return `${kind}.schema.json`
}

function textOf({ schema }: EditorSchema): string {
  return `${JSON.stringify(schema, null, 2)}\n`
}

async function isOther(folder: string, { name, text }: { name: string; text: string }): Promise<boolean> {
  const file = path.join(folder, name)
  return (await pathKind(file)) !== 'missing' && !(await sameContent(file, text))
}

function editorSchema({ kind, title, files, schema }: FileKind): EditorSchema {
  const made = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  const { $schema, ...rest } = made
  return { kind, title, files, schema: { $schema, title, ...rest } }
}
