import { beforeEach, describe, expect, it } from 'vitest'
import { Activity } from '../../../../src/grading/cluster/faults/activity.ts'
import { drawFaults } from '../../../../src/grading/cluster/faults/draw-faults.ts'
import {
  type Aim,
  type ClusterFault,
  faultText,
  type Shot,
} from '../../../../src/grading/cluster/faults/fault.ts'
import { Nemesis } from '../../../../src/grading/cluster/faults/nemesis.ts'
import { VirtualTime } from '../../../../src/grading/cluster/steps/virtual-time.ts'
import { sleep } from '../../../../src/grading/cluster/timeline.ts'

const NODES = ['n0', 'n1', 'n2', 'n3', 'n4']

/** A cluster of which only the messages are there: `n0` leads until `n1` does. */
class Scene {
  readonly time = new VirtualTime()
  readonly activity = new Activity(NODES)
  readonly done: string[] = []
  readonly nemesis = new Nemesis({
    timeline: this.time,
    nodes: NODES,
    activity: this.activity,
    inFlight: () => 3,
    victim: {
      cut: (pairs) => void this.done.push(`cut ${pairs.map((pair) => pair.join('>')).join(' ')}`.trim()),
      kill: (node) => void this.done.push(`kill ${node}`),
      restart: (node) => void this.done.push(`restart ${node}`),
      pause: (node) => void this.done.push(`pause ${node}`),
      resume: (node) => void this.done.push(`resume ${node}`),
      slow: (node, times) => void this.done.push(`slow ${node} ${times}`),
    },
  })

  passes(what: 'sent' | 'received', src: string, dest: string): void {
    this.activity.observe({ what, atUs: this.time.nowUs(), message: { src, dest, body: { type: 'x' } } })
  }

  speech(src: string): void {
    for (const dest of NODES) if (dest !== src) this.passes('sent', src, dest)
  }

  answer(src: string, dest: string): void {
    this.passes('received', dest, src)
    this.passes('sent', src, dest)
  }

  /** Does what it is told at the millisecond it is told, and all that follows from it. */
  play(fault: ClusterFault, acts: Readonly<Record<number, () => void>>): Promise<void> {
    return this.time.run(async () => {
      this.speech('n0')
      this.speech('n0')
      this.nemesis.start([fault])
      for (const [ms, act] of Object.entries(acts)) this.time.after(Number(ms) * 1000, act)
      await sleep(this.time, 2000)
      this.nemesis.stop()
    })
  }
}

function kill(...shots: Shot[]): ClusterFault {
  return { kind: 'kill', nodes: ['n4'], fromMs: 10, toMs: 1000, aim: { shots } }
}

function partition(aim: Aim): ClusterFault {
  return { kind: 'partition', cuts: [['n4', 'n3']], shape: 'n4 -x> n3', fromMs: 10, toMs: 1000, aim }
}

let scene = new Scene()

beforeEach(() => {
  scene = new Scene()
})

describe('an aimed fault', () => {
  it('hits the busiest after so many messages to it, and says how much was under way', async () => {
    await scene.play(kill({ at: 'busiest', afterMessages: 2 }), {
      20: () => scene.passes('received', 'n1', 'n0'),
      30: () => scene.passes('received', 'n1', 'n2'),
      40: () => scene.passes('received', 'n1', 'n0'),
    })
    expect(scene.done).toEqual(['kill n0', 'restart n0'])
    const [strike] = scene.nemesis.strikes
    expect(strike).toMatchObject({ hitBusiest: true, inFlight: 3, fault: { fromMs: 40.001, toMs: 1000 } })
    expect(strike?.fault).not.toHaveProperty('aim')
    expect(strike === undefined ? '' : faultText(strike.fault, 0, strike)).toBe(
      'kill n0 from 0.04 s to 1.00 s, the busiest, with 3 operations under way',
    )
  })

  it('hits whoever takes over next, and lets the one before come back', async () => {
    await scene.play(kill({ at: 'busiest', afterMessages: 1 }, { at: 'successor', afterMessages: 7 }), {
      20: () => scene.passes('received', 'n1', 'n0'),
      30: () => scene.speech('n1'),
      40: () => scene.speech('n1'),
    })
    expect(scene.done).toEqual(['kill n0', 'restart n0', 'kill n1', 'restart n1'])
    expect(scene.nemesis.strikes.map(({ fault }) => [fault.fromMs, fault.toMs])).toEqual([
      [20.001, 40.001],
      [40.002, 1000],
    ])
  })

  it('is over as soon as another has taken over, where its last shot hits nobody', async () => {
    const mercy: Shot = { at: 'successor', afterMessages: 0, lastsMs: 0 }
    await scene.play(kill({ at: 'busiest', afterMessages: 1 }, mercy), {
      20: () => scene.passes('received', 'n1', 'n0'),
      50: () => scene.speech('n2'),
    })
    expect(scene.done).toEqual(['kill n0', 'restart n0'])
    expect(scene.nemesis.strikes[0]?.fault.toMs).toBe(50.001)
  })

  it('hits one that begins to speak to most of the others, but not the busiest', async () => {
    await scene.play(kill({ at: 'speaker', afterMessages: 0 }), {
      20: () => scene.speech('n0'),
      30: () => scene.passes('sent', 'n1', 'n2'),
      40: () => scene.speech('n3'),
    })
    expect(scene.done).toEqual(['kill n3', 'restart n3'])
    expect(scene.nemesis.strikes[0]).toMatchObject({ isAmidChange: true, hitBusiest: false })
  })

  it('hits a node right after it answered, and lets it come back at once', async () => {
    const blink: Shot = { at: 'answerer', afterMessages: 1, lastsMs: 2 }
    await scene.play(kill(blink), {
      20: () => scene.passes('sent', 'n2', 'n3'),
      30: () => scene.answer('n2', 'n3'),
    })
    expect(scene.done).toEqual(['kill n2', 'restart n2'])
    expect(scene.nemesis.strikes[0]?.fault).toMatchObject({ fromMs: 30.001, toMs: 32.001 })
  })

  it('hits the same node again once it is back and has heard something', async () => {
    const shots: Shot[] = [
      { at: 'busiest', afterMessages: 1, lastsMs: 100 },
      { at: 'same', afterMessages: 1, lastsMs: 5 },
    ]
    await scene.play(kill(...shots), {
      20: () => scene.passes('received', 'n1', 'n0'),
      60: () => scene.passes('received', 'n1', 'n0'),
      200: () => scene.passes('received', 'n1', 'n0'),
    })
    expect(scene.nemesis.strikes.map(({ fault }) => fault.fromMs)).toEqual([20.001, 200.001])
  })

  it('kills nobody more than a minority', async () => {
    const blink: Shot = { at: 'answerer', afterMessages: 1, lastsMs: 50 }
    await scene.play(kill(blink, blink, blink), {
      20: () => scene.answer('n1', 'n3'),
      30: () => scene.answer('n2', 'n3'),
      40: () => scene.answer('n3', 'n4'),
      90: () => scene.answer('n4', 'n3'),
    })
    expect(scene.done.filter((one) => one.startsWith('kill'))).toEqual(['kill n1', 'kill n2', 'kill n4'])
  })

  it('strikes as it was drawn where what it waits for does not happen', async () => {
    await scene.play(kill({ at: 'speaker', afterMessages: 0 }), {})
    expect(scene.done).toEqual(['kill n4', 'restart n4'])
    expect(scene.nemesis.strikes[0]?.fault).toMatchObject({ fromMs: 505, toMs: 1000 })
  })

  it.each([
    ['alone', 'n0 | n1 n2 n3 n4'],
    ['with-one', 'n0 n4 | n1 n2 n3'],
    ['deaf', 'n1 n2 n3 n4 -x> n0'],
    ['mute', 'n0 -x> n1 n2 n3 n4'],
    ['from-one', 'n0 | n1'],
    ['bridge', 'n1 n2 | n3 n4, n0 hears both'],
    ['unserved', 'n0 | lin-kv'],
  ] as const)('parts the busiest: %s', async (side, shape) => {
    await scene.play(partition({ side, shots: [{ at: 'busiest', afterMessages: 1 }] }), {
      15: () => scene.passes('sent', 'n1', 'lin-kv'),
      20: () => scene.passes('received', 'n1', 'n0'),
    })
    expect(scene.nemesis.strikes[0]?.fault).toMatchObject({ shape })
  })

  it('cuts a side off from the services too', async () => {
    const aim: Aim = { side: 'alone', isUnserved: true, shots: [{ at: 'busiest', afterMessages: 1 }] }
    await scene.play(partition(aim), {
      15: () => scene.passes('sent', 'n1', 'lin-kv'),
      20: () => scene.passes('received', 'n1', 'n0'),
    })
    expect(scene.nemesis.strikes[0]?.fault).toMatchObject({ shape: 'n0 | n1 n2 n3 n4 lin-kv' })
  })
})

describe('the faults of a seed in virtual time', () => {
  const plan = { nodes: NODES, lastsMs: 20_000, intervalMs: 1000, isVirtual: true }

  it('are the same for the same seed, and kill along with a partition only where kills are asked for', () => {
    let kills = 0
    for (let seed = 1; seed <= 100; seed += 1) {
      const faults = drawFaults({ ...plan, seed, kinds: ['partition'] })
      expect(drawFaults({ ...plan, seed, kinds: ['partition'] })).toEqual(faults)
      expect(faults.flatMap(({ aim }) => aim?.shots ?? []).some((shot) => shot.kills)).toBe(false)
      const both = drawFaults({ ...plan, seed, kinds: ['kill', 'partition'] })
      kills += both.filter(
        (fault) => fault.kind === 'partition' && fault.aim?.shots.some((s) => s.kills),
      ).length
    }
    expect(kills).toBeGreaterThan(100)
  })

  it('are aimed at whom nobody drew in three of four, and come one at a time in most seeds', () => {
    const all = Array.from({ length: 100 }, (_, seed) =>
      drawFaults({ ...plan, seed, kinds: ['kill', 'partition'] }),
    )
    const share = all.flat().filter(({ aim }) => aim !== undefined).length / all.flat().length
    expect(share).toBeCloseTo(0.75, 1)
    const alone = all.filter((faults) =>
      faults.every(({ fromMs }, at) => fromMs >= (faults[at - 1]?.toMs ?? 0)),
    )
    expect(alone.length).toBeGreaterThan(60)
    expect(alone.length).toBeLessThan(90)
  })
})
