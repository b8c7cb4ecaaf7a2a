import path from 'node:path'
import * as z from 'zod'
import { Problems } from '../../corpus/compile/problem.ts'
import { checkShape, readYaml } from '../../corpus/compile/yaml-data.ts'
import { UserError } from '../../lib/user-error.ts'
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

/** @throws UserError `no-audit-shape` when `dir` has no such file, `broken-audit-shape` when it does not fit. */
export async function readAuditShape(dir: string): Promise<AuditShape> {
  const file = path.join(dir, 'audit.yaml')
  if ((await pathKind(file)) !== 'file') {
    throw new UserError(`${file} is not there: it says what a whole lesson holds.`, {
      code: 'no-audit-shape',
      next: ['Copy audit.yaml from the content folder of the package.'],
    })
  }
  const problems = new Problems()
  const yaml = readYaml('audit.yaml', await readText(file), problems)
  const shape = yaml && checkShape(yaml, auditShapeSchema, 'audit', problems)
  if (shape !== undefined) return shape
  const [first] = problems.list
  throw new UserError(`${file}:${first?.line ?? 1}: ${first?.message}`, {
    code: 'broken-audit-shape',
    next: ['Compare it with audit.yaml in the content folder of the package.'],
  })
}
