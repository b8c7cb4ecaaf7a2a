import { Command, CommanderError } from 'commander'
import { EXIT, type ExitCode, UsageError } from './exit-codes.ts'
import { importOrders, readOrders } from './orders/import-orders.ts'
import { type Order, orderId, orderRequest } from './orders/order.ts'
import { waitForOrder } from './orders/wait-for-order.ts'
import { type GlobalOptions, type Outcome, perform } from './perform.ts'
import { Problem } from './problem.ts'
import type { Shop } from './shop.ts'
import type { Terminal } from './terminal.ts'
// compendium:slot commands-imports

const EXIT_HELP = `
Exit codes: 0 done, 1 refused by the service, 2 a mistake in the command or the configuration,
3 no answer (run the same command again), 70 a fault of this program, 130 interrupted.`

/** Runs one command line. Gives the exit code; never throws and never ends the process. */
export async function run(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let code: ExitCode = EXIT.done
  const program = createProgram(terminal, (ended) => {
    code = ended
  })
  if (argv.length === 0) {
    program.outputHelp()
    return EXIT.done
  }
  try {
    await program.parseAsync([...argv], { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    return error.exitCode === 0 ? EXIT.done : EXIT.usage
  }
  return code
}

function createProgram(terminal: Terminal, end: (code: ExitCode) => void): Command {
  const program = new Command('{{name}}')
    .description('Places orders and tells what became of them.')
    .option('--json', 'print one JSON object and nothing else')
    .option('--url <url>', 'where the orders service is')
    .option('--metrics-file <file>', 'write metrics there at the end, for a textfile collector')
    .addHelpText('after', EXIT_HELP)
    .exitOverride()
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
  const act = async (work: (shop: Shop) => Promise<Outcome>): Promise<void> =>
    end(await perform(terminal, program.opts<GlobalOptions>(), work))

  program
    .command('place')
    .description('place an order')
    .requiredOption('--item <item>', 'what is ordered')
    .requiredOption('--amount <cents>', 'the total, in the smallest unit of the currency')
    .option('--quantity <number>', 'how many', '1')
    .option('--id <id>', 'its id; the same id is never ordered twice')
    .option('--wait', 'until it is no longer pending')
    .option('--timeout <seconds>', 'how long to wait at most', '30')
    .action((options: PlaceOptions) => act((shop) => place(shop, options)))

  program
    .command('show <id>')
    .description('show an order')
    .action((id: string) => act((shop) => show(shop, id)))

  program
    .command('wait <id>')
    .description('wait until an order is no longer pending')
    .option('--timeout <seconds>', 'how long at most', '30')
    .action((id: string, { timeout }: { timeout: string }) =>
      act(async (shop) => told(await waitForOrder(shop, idOf(id), millisecondsOf(timeout)))),
    )

  program
    .command('import <file>')
    .description('place an order for each line of a file: {"id","item","quantity","amountCents"}')
    .action((file: string) => act((shop) => importFile(shop, file)))
  // compendium:slot commands
  return program
}

interface PlaceOptions {
  readonly item: string
  readonly amount: string
  readonly quantity: string
  readonly id?: string
  readonly wait?: boolean
  readonly timeout: string
}

async function place(shop: Shop, options: PlaceOptions): Promise<Outcome> {
  const { item, quantity, amount: amountCents } = options
  const request = orderRequest.safeParse({ item, quantity, amountCents })
  if (!request.success) throw mistake(request.error.issues)
  const withinMs = millisecondsOf(options.timeout)
  const id = options.id === undefined ? undefined : idOf(options.id)
  const order = await shop.operation(() => shop.place(id, request.data))
  return told(options.wait ? await waitForOrder(shop, order.id, withinMs) : order)
}

async function show(shop: Shop, id: string): Promise<Outcome> {
  const order = await shop.operation(() => shop.find(idOf(id)))
  if (order === undefined) {
    throw new Problem(`there is no order ${id}`, { status: 404, code: 'not-found' })
  }
  return { ...told(order), code: EXIT.done }
}

async function importFile(shop: Shop, file: string): Promise<Outcome> {
  const { code, ...data } = await importOrders(shop, await readOrders(file))
  const { placed, refused, left } = data
  const refusals = refused.map(({ id, why }) => `refused ${id}: ${why}`)
  const again = left > 0 ? ['Run the same command again: what was placed stays as it is.'] : []
  const sum = `${placed} placed, ${refused.length} refused, ${left} left`
  return { code, data, text: [...refusals, sum, ...again].join('\n') }
}

/** An order that ended otherwise than hoped for is a refusal. */
function told(order: Order): Outcome {
  const { id, item, quantity, amountCents, status } = order
  const isRefused = status === 'declined' || status === 'out-of-stock'
  const text = `${id}  ${status}  ${quantity} x ${item}, ${amountCents} cents`
  return { text, data: order, code: isRefused ? EXIT.refused : EXIT.done }
}

function idOf(text: string): string {
  const result = orderId.safeParse(text)
  if (!result.success) throw new UsageError(`${text} is no id: letters, digits, hyphens, up to 64`)
  return result.data
}

function millisecondsOf(seconds: string): number {
  const ms = Number(seconds) * 1000
  if (ms > 0 && ms <= 86_400_000) return ms
  throw new UsageError(`--timeout ${seconds} is no number of seconds`)
}

function mistake(issues: readonly { path: PropertyKey[]; message: string }[]): UsageError {
  return new UsageError(
    issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '),
  )
}
