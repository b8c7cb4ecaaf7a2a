import { describe, expect, it } from 'vitest'
import type { Passing } from '../../../../src/grading/cluster/network/network.ts'
import { Remarks } from '../../../../src/grading/cluster/network/remarks.ts'

const S = 1_000_000

class Told {
  readonly remarks = new Remarks(['n0', 'n1'], 5000)

  passes(
    atUs: number,
    what: Passing,
    way: string,
    body: { type: string; msg_id?: number },
    from?: string,
  ): this {
    const [src = '', dest = ''] = way.split('>')
    const passed = { what, atUs, message: { src, dest, body } }
    this.remarks.observe(from === undefined ? passed : { ...passed, from })
    return this
  }

  asks(atUs: number, client: string, node: string): this {
    const body = { type: 'echo', msg_id: 1 }
    return this.passes(atUs, 'sent', `${client}>${node}`, body).passes(
      atUs,
      'received',
      `${client}>${node}`,
      body,
    )
  }

  answers(atUs: number, node: string, client: string, from?: string): this {
    const body = { type: 'echo_ok', in_reply_to: 1 }
    return this.passes(atUs, 'sent', `${node}>${client}`, body, from).passes(
      ...([atUs, 'received', `${node}>${client}`, body] as const),
      from,
    )
  }
}

describe('what a learner should know of a run', () => {
  it('is nothing where answers come in time', () => {
    const { remarks } = new Told().asks(0, 'c0', 'n0').answers(4 * S, 'n0', 'c0')
    expect(remarks.texts).toEqual([])
    expect(remarks.silent(20 * S)).toEqual([])
  })

  it('is that an answer came too late', () => {
    const { remarks } = new Told().asks(S, 'c0', 'n0').answers(7 * S, 'n0', 'c0')
    expect(remarks.texts).toEqual([
      '1 answer came too late for the client, first echo_ok of n0 at 7.000 s, 6.000 s after the request.',
    ])
  })

  it('is that a node wrote in the name of another, but for a request that it hands on', () => {
    const told = new Told().asks(0, 'c0', 'n0')
    told.passes(S, 'sent', 'c0>n1', { type: 'echo', msg_id: 1 }, 'n0')
    expect(told.remarks.texts).toEqual([])
    told.answers(2 * S, 'n1', 'c0', 'n0')
    expect(told.remarks.texts).toEqual([
      '1 message named another sender than the node that wrote it, first n0, as "n1", in echo_ok to c0 at 2.000 s; the protocol allows it.',
    ])
  })

  it('is that a node was asked and has said nothing since, for longer than a client waits', () => {
    const { remarks } = new Told()
      .asks(S, 'c0', 'n0')
      .asks(2 * S, 'c1', 'n1')
      .answers(3 * S, 'n1', 'c1')
    expect(remarks.silent(5 * S)).toEqual([])
    expect(remarks.silent(6 * S)).toEqual([{ node: 'n0', sinceUs: S, type: 'echo', written: 0 }])
  })

  it('is that a node was asked and only talks to others, if it talks very much', () => {
    const told = new Told().asks(S, 'c0', 'n0')
    for (let at = 0; at < 10_000; at += 1) told.passes(2 * S, 'sent', 'n0>n1', { type: 'x' })
    expect(told.remarks.silent(9 * S)).toEqual([])
    told.passes(2 * S, 'sent', 'n0>n1', { type: 'x' })
    expect(told.remarks.silent(9 * S)).toMatchObject([{ node: 'n0', written: 10_001 }])
  })
})
