import path from 'node:path'
import * as z from 'zod'
import { UserError } from '../../lib/user-error.ts'
import { readTextFile } from '../../platform/text-file.ts'

/** What a project says of itself, in its root. */
export const CONTRACT_FILE = 'compendium.project.json'

const command = z.array(z.string().min(1)).min(1)
const place = z.string().regex(/^\/\S*$/, 'a path that begins with /')
const route = z.string().regex(/^[A-Z]+ \/\S*$/, 'a method and a path, such as "POST /charges"')

const dependency = z.strictObject({
  /** The request that has an effect there. `*` stands for any part of a path. */
  do: route,
  /** The request that takes it back. */
  undo: route.optional(),
})

const schema = z.strictObject({
  /** Run once, before the first start. */
  build: command.optional(),
  start: command,
  /** Of the program. `{port}`, `{data}` (a folder of its own) and `{payments}`, `{stock}`, ... are filled in. */
  environment: z.record(z.string().min(1), z.string()),
  live: place.default('/health/live'),
  ready: place.default('/health/ready'),
  orders: z.strictObject({
    place: z.strictObject({
      method: z.enum(['PUT', 'POST']).default('PUT'),
      path: place.default('/orders/{id}'),
      headers: z.record(z.string(), z.string()).default({}),
      body: z.record(z.string(), z.json()),
      /** The field of the body that another order may have otherwise. */
      varies: z.string().optional(),
    }),
    look: place.default('/orders/{id}'),
    /** All orders: an array, or an object that holds one. */
    list: place.optional(),
    /** How many one client may place, of patterns that limit the rate. */
    limit: z
      .strictObject({ requests: z.int().min(1).max(10_000), perSeconds: z.number().positive() })
      .optional(),
    /** The field that says how far an order is. */
    status: z.string().default('status'),
    done: z.array(z.string()).min(1),
    undone: z.array(z.string()).min(1),
  }),
  dependencies: z.strictObject({
    payments: dependency,
    stock: dependency.optional(),
    notifications: dependency.optional(),
  }),
})

export type ProjectContract = z.infer<typeof schema>
export type DependencyName = keyof ProjectContract['dependencies']

const HOW = 'docs/projects.md shows what stands in it; projects of `compendium generate project` have one.'

/** @throws UserError (exit 2) where there is no such file, or it is not as it should be, with the places. */
export async function readContract(folder: string): Promise<ProjectContract> {
  const file = path.join(folder, CONTRACT_FILE)
  const text = await readTextFile(file)
  if (text === undefined) {
    throw new UserError(
      `${folder} has no ${CONTRACT_FILE}, so nobody can tell how it is started and asked.`,
      {
        code: 'no-project-contract',
        next: [HOW],
      },
    )
  }
  const result = schema.safeParse(parsed(text, file))
  if (result.success) return result.data
  const problems = result.error.issues.map(
    ({ path: at, message }) => `${at.join('.') || 'the file'}: ${message}`,
  )
  throw new UserError(`${file} is not as it should be. ${problems.join('; ')}.`, {
    code: 'bad-project-contract',
    next: [HOW],
  })
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new UserError(`${file} is not JSON: ${(error as Error).message}.`, {
      code: 'bad-project-contract',
      next: [HOW],
    })
  }
}

/** `text` with what stands in braces filled in; what is unknown stays. */
export function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
}
