import type { Operation } from '../history/operation.ts'
import { conclude, forClients } from './conclude.ts'
import { by, field, sameValue, show } from './evidence.ts'
import type { Finding } from './verdict.ts'

/** Maelstrom keeps the body of the reply, of which `echo` is a field; others keep what came back. */
const cameBack = (one: Operation) => field(one.output, 'echo') ?? one.output

const isEcho = (one: Operation) => sameValue(one.input, one.output) || sameValue(one.input, cameBack(one))

const differs = (one: Operation): Finding => ({
  kind: 'differs',
  text: `${by(one)} sent ${show(one.input)} and got ${show(cameBack(one))} back`,
  operations: [one],
})

/**
 * What comes back is what was sent (Maelstrom's workload echo). Linear in the history. Calls without an answer prove
 * nothing, neither good nor bad; a history of such calls alone is `unknown`.
 */
export const checkEcho = forClients((operations) => {
  const asked = operations.filter((one) => one.f === 'echo')
  const answered = asked.filter((one) => one.outcome === 'ok')
  const wrong = answered.filter((one) => !isEcho(one))
  return conclude({
    model: 'echo',
    operations: asked,
    findings: wrong.map(differs),
    missing: answered.length > 0 ? undefined : 'no echo came back: nothing to compare',
    right: `${answered.length} echoes, each as it was sent`,
    stats: {
      'attempted-count': asked.length,
      'acknowledged-count': answered.length,
      'different-count': wrong.length,
    },
  })
})
