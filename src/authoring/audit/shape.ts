import path from 'node:path'
import * as z from 'zod'
import { Problems } from '../../corpus/compile/problem.ts'
import { checkShape, readYaml } from '../../corpus/compile/yaml-data.ts'
import { UserError } from '../../lib/user-error.ts'
import { authoringWords } from '../../messages/authoring/index.ts'
import { packageRoot } from '../../platform/package-root.ts'
import { pathKind, readText } from '../../platform/tree.ts'

const number = z.int().min(0)

const kindShape = z.strictObject({
  sections: z.array(
    z.strictObject({ id: z.string(), part: z.string(), heads: z.array(z.string()).default([]) }),
  ),
  diagrams: number,
  tables: number,
  questions: number,
  insights: number,
  /** Works that the part Examples cites. */
  example_sources: number,
})

/** `content/audit.yaml`. */
export const auditShapeSchema = z.strictObject({
  kinds: z.intersection(z.record(z.string(), kindShape), z.object({ other: kindShape })),
  /** What a head may be called, in small letters. */
  heads: z.record(z.string(), z.array(z.string()).min(1)),
})

export type AuditShape = z.infer<typeof auditShapeSchema>
export type KindShape = z.infer<typeof kindShape>

/**
 * That of `dir`, or, where it has none, that of the content which ships.
 * @throws UserError `broken-audit-shape` when it does not fit.
 */
export async function readAuditShape(dir: string): Promise<AuditShape> {
  const own = path.join(dir, 'audit.yaml')
  const file = (await pathKind(own)) === 'file' ? own : path.join(packageRoot(), 'content', 'audit.yaml')
  const problems = new Problems()
  const yaml = readYaml('audit.yaml', await readText(file), problems)
  const shape = yaml && checkShape(yaml, auditShapeSchema, 'audit', problems)
  if (shape !== undefined) return shape
  const [first] = problems.list
  throw new UserError(`${file}:${first?.line ?? 1}: ${first?.message}`, {
    code: 'broken-audit-shape',
    next: [authoringWords().compareShape],
  })
}
