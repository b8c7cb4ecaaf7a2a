import { isAnswer } from '../../../../platform/http-call.ts'
import { answerText } from '../../answer-text.ts'
import { type Drill, fail, pass, weak } from '../../drills/drill.ts'
import { filledIn } from '../../program-contract.ts'
import type { GatewayBed } from '../gateway-bed.ts'
import { forgedToken } from '../tokens.ts'

/** Upstreams believe who the gateway says it is, so that it has to be sure. */
export const asksWho: Drill<GatewayBed> = {
  id: 'asks-who',
  title: 'turns away who has no token, one of somebody else, or an old one, before an upstream is asked',
  patterns: ['api-gateway'],
  needs: ['token'],
  async run(bed) {
    const { token: claims, headers: usual } = bed.contract.gateway
    if (claims === undefined) return weak('The contract names no token.')
    const tokens = {
      'with no token': '',
      'with a token that another key had signed': forgedToken(claims, 'client-0'),
      'with a token that ended an hour ago': bed.issuer.token(claims, 'client-0', true),
    }
    for (const upstream of bed.upstreams) {
      const well = await bed.read(upstream)
      if (!isAnswer(well) || well.status !== 200)
        return weak(`A request to ${upstream.name} with a good token got ${answerText(well)}.`)
      for (const [what, token] of Object.entries(tokens)) {
        const id = bed.fresh()
        const answer = await bed.read(upstream, { id, headers: filledIn(usual, { token }) })
        if (upstream.with(id).length > 0) return fail(`A request ${what} was passed on to ${upstream.name}.`)
        if (!isAnswer(answer) || answer.status !== 401)
          return fail(`A request ${what} got ${answerText(answer)}, not 401.`)
      }
    }
    return pass(
      'Requests without a token, with a forged one and with an old one got 401, and no upstream saw them.',
    )
  },
}
