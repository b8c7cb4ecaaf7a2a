import path from 'node:path'
import * as z from 'zod'
import { UserError } from '../../lib/user-error.ts'
import { readTextFile } from '../../platform/text-file.ts'
import { type GatewayContract, gatewayContract } from './gateway/contract.ts'
import { place, programFields } from './program-contract.ts'
import { type StoreContract, storeContract } from './store/contract.ts'
import { type ToolContract, toolContract } from './tool/contract.ts'

/** What a project says of itself, in its root. */
export const CONTRACT_FILE = 'compendium.project.json'

const route = z.string().regex(/^[A-Z]+ \/\S*$/, 'a method and a path, such as "POST /charges"')

const dependency = z.strictObject({
  /** The request that has an effect there. `*` stands for any part of a path. */
  do: route,
  /** The request that takes it back. */
  undo: route.optional(),
})

const orders = z.strictObject({
  kind: z.literal('orders').default('orders'),
  /** Of the environment, `{payments}`, `{stock}`, ... are filled in, too. */
  ...programFields,
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

export type OrdersContract = z.infer<typeof orders>
export type DependencyName = keyof OrdersContract['dependencies']

/** What a project is to those who use it; each kind has a contract and drills of its own. */
const KINDS = { orders, store: storeContract, gateway: gatewayContract, tool: toolContract }

export type ProjectContract = OrdersContract | StoreContract | GatewayContract | ToolContract

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
  const said = parsed(text, file)
  const result = schemaOf(said).safeParse(said)
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

/** The schema of the kind that it names, so that what is wrong is told of that kind alone. */
function schemaOf(said: unknown): z.ZodType<ProjectContract> {
  const { kind = 'orders' } = (said ?? {}) as { kind?: unknown }
  if (typeof kind === 'string' && Object.hasOwn(KINDS, kind)) return KINDS[kind as keyof typeof KINDS]
  return z.never(`kind: ${JSON.stringify(kind)} is none of ${Object.keys(KINDS).join(', ')}`)
}
