import { runDrill } from './drill.ts'

/**
 * Takes the orders service away and gives it back: the command says that nobody knows what happened, with an exit code
 * of its own, and the same command again ends well, with one order. `kill` cuts connections, `hang` never answers,
 * `fail` answers 500.
 */
const BREAKAGES = ['kill', 'hang', 'fail'] as const
const breakage = BREAKAGES.find((name) => name === (process.argv[2] ?? 'kill'))
if (breakage === undefined) {
  console.error(`npm run drill -- ${BREAKAGES.join(' | ')}`)
  process.exit(2)
}
const PLACE = ['place', '--id', 'a1', '--item', 'tea', '--amount', '350']

await runDrill({}, async (drill) => {
  console.log(`# orders: ${breakage}`)
  drill.fakes.mode = breakage
  const failed = await drill.run(...PLACE)
  drill.expect('it ends with 3: no answer', failed.code === 3)
  drill.expect('it says what to do', failed.err.includes('Run the same command again'))
  const json = await drill.run(...PLACE, '--json')
  drill.expect('programs are told, too', JSON.parse(json.out).error.code.length > 0)

  console.log('# orders is back; the same command again')
  drill.fakes.mode = 'ok'
  const again = await drill.run(...PLACE)
  drill.expect('it ends with 0', again.code === 0)
  drill.expect('there is one order', drill.fakes.orders.size === 1)
})
