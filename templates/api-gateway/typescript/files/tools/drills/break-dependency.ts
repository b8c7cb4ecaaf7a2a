import { type Drill, runDrill } from './drill.ts'

/**
 * Takes orders away from behind the running gateway and gives it back: what needs orders is refused in
 * time and in words, and everything else goes on. `kill` cuts its connections, `hang` makes it never
 * answer, `fail` makes it answer 500.
 */
const BREAKAGES = ['kill', 'hang', 'fail'] as const
const breakage = BREAKAGES.find((name) => name === (process.argv[2] ?? 'kill'))
if (breakage === undefined) {
  console.error(`npm run drill -- ${BREAKAGES.join(' | ')}`)
  process.exit(2)
}

await runDrill({}, async (drill) => {
  console.log('# orders is well')
  drill.expect('an order is placed', (await drill.order('before')).status === 201)

  console.log(`# orders: ${breakage}`)
  drill.fakes.modes.orders = breakage
  await withoutOrders(drill)

  console.log('# orders is back; whoever was refused comes again')
  drill.fakes.modes.orders = 'ok'
  const isPlaced = async () => (await drill.order('during')).status < 300
  await drill.eventually('the order is placed', isPlaced, 30_000)
})

async function withoutOrders(drill: Drill): Promise<void> {
  const { status, body, tookMs } = await drill.order('during')
  drill.expect('an order is refused for now (502, 503, 504)', [502, 503, 504].includes(status))
  drill.expect('in words', typeof (body as { error?: { code?: string } }).error?.code === 'string')
  drill.expect('in time', tookMs < 3000)
  drill.expect('customers still answers', (await drill.get('/customers/c1')).status === 200)
  const overview = await drill.get('/customers/c1/overview')
  const { missing } = overview.body as { missing?: string[] }
  drill.expect('the overview says what is missing', missing?.join() === 'orders')
}
