import { stripVTControlCharacters } from 'node:util'
import stringWidth from 'string-width'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Fault } from '../../../src/simulation/kernel/fault.ts'
import type { NodeChange, Trace } from '../../../src/simulation/kernel/trace.ts'
import { clusterLines } from '../../../src/ui/screens/cluster/cluster-lines.ts'
import { blockedBy, cutTexts } from '../../../src/ui/screens/cluster/cuts.ts'
import { logLines, tableLines } from '../../../src/ui/screens/cluster/logs.ts'
import { pageText } from '../../../src/ui/screens/cluster/pages.ts'
import { pathBetween, ringFits, ringLines, ringPlaces } from '../../../src/ui/screens/cluster/ring.ts'
import type { ClusterState } from '../../../src/ui/screens/cluster/state.ts'
import { flightsAt, happeningAt, timelineOf } from '../../../src/ui/screens/cluster/timeline.ts'
import { lookOf } from '../../../src/ui/screens/cluster/view.tsx'
import { openRaft, raftSetup, send } from '../helpers/cluster.ts'

const PLAIN = lookOf({ color: 0, unicode: true })
const ASCII = lookOf({ color: 0, unicode: false })
const COLORED = lookOf({ color: 1, unicode: true })
const time = { atUs: 0, durationUs: 10 }
const node = (
  role: string,
  fields = {},
  log?: string[],
  status: NodeChange['status'] = 'up',
): NodeChange => ({
  atUs: 0,
  node: 0,
  status,
  view: { role, fields, ...(log && { log }) },
})
const whole = () => false

let states: ClusterState[] = []
beforeAll(async () => {
  const first = await openRaft()
  const killed = await send(first, ':goto 2s', ':kill leader', 'n')
  const cut = await send(killed, ':partition 0,1 | 2,3,4', ':run 20ms')
  const broken = await openRaft(raftSetup(['duration_ms=4s'], 'votes-twice'))
  const [violation] = broken.watched.run.result.violations
  states = [first, killed, cut, { ...broken, atUs: violation?.atUs ?? 0 }]
})

const SIZES = [
  [20, 5],
  [40, 12],
  [60, 20],
  [80, 24],
  [100, 30],
  [120, 40],
  [200, 60],
] as const

describe('the screen', () => {
  it('fits any terminal, in rows and in columns', () => {
    for (const [columns, rows] of SIZES) {
      for (const state of states) {
        const lines = clusterLines({ ...state, size: { columns, rows } }, COLORED)
        expect(lines.length).toBeLessThanOrEqual(rows - 2)
        if (columns >= 40) {
          for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(columns - 1)
        }
      }
    }
  })

  it('tells on its pages, and at a broken rule, all that there is to be read', () => {
    const [, , , broken] = states
    if (broken === undefined) throw new Error('no run breaks a rule')
    const narrow: ClusterState = { ...broken, size: { columns: 40, rows: 24 }, page: 'violations' }
    const lines = pageText(narrow)
    for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(38)
    const words = (text: string) => text.split(/\s+/).filter(Boolean)
    const story = broken.watched.run.result.violations.flatMap((one) => one.story)
    expect(words(lines.join(' '))).toEqual(expect.arrayContaining(words(story.join(' '))))
  })

  it('says the same without colour', () => {
    for (const state of states) {
      expect(clusterLines(state, COLORED).map(stripVTControlCharacters)).toEqual(clusterLines(state, PLAIN))
    }
  })

  it('needs no more than the 16 basic colours', () => {
    const codes = states.flatMap((state) =>
      [
        ...clusterLines(state, COLORED)
          .join('\n')
          .matchAll(/\[([\d;]*)m/g),
      ].map((match) => match[1]),
    )
    expect(codes.length).toBeGreaterThan(0)
    for (const code of codes) expect(code).toMatch(/^(\d|2\d|3[0-79]|9[0-7])$/)
  })

  it('is ASCII where nothing else can be shown', () => {
    for (const state of states) {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is what this is about
      expect(clusterLines(state, ASCII).join('\n')).toMatch(/^[\u0000-\u007f]*$/)
    }
  })

  it('shows who is down, in words too', () => {
    expect(clusterLines(states[1] as ClusterState, PLAIN).join('\n')).toMatch(/✗ \d down/)
  })

  it('shows the cut in the picture and in words', () => {
    const lines = clusterLines(states[2] as ClusterState, PLAIN).join('\n')
    expect(lines).toContain('cut: 0 1 -/- 2 3 4')
    expect(lines).toMatch(/[╎╌]/)
  })

  it('tells the story where a rule is broken', () => {
    const broken = { ...(states[3] as ClusterState), message: undefined }
    const lines = clusterLines(broken, PLAIN).join('\n')
    expect(lines).toContain('RULE BROKEN: ')
    expect(lines).toContain('broken: ')
    expect(pageText({ ...broken, page: 'violations' }).join('\n')).toContain('broken at')
  })
})

describe('the ring', () => {
  it('has every node inside, and no two on top of each other', () => {
    for (let count = 1; count <= 7; count += 1) {
      expect([count, ringFits(count, 46, 11)]).toEqual([count, true])
      const boxes = ringPlaces(count, 46, 11)
      for (const [at, a] of boxes.entries()) {
        expect(a.x >= 0 && a.x + a.width <= 46 && a.y >= 0 && a.y + a.height <= 11).toBe(true)
        for (const b of boxes.slice(at + 1)) {
          const apart =
            a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y
          expect([count, apart]).toEqual([count, true])
        }
      }
    }
  })

  it('moves a message from its sender to its receiver', () => {
    const [a, b] = ringPlaces(2, 46, 11)
    if (a === undefined || b === undefined) throw new Error('two places')
    const path = pathBetween(a, b)
    expect(path[0]?.y).toBe(2)
    expect(path.at(-1)?.y).toBe(8)
  })

  it('draws nodes, messages and cuts', () => {
    const message = { from: 0, to: 1, sentUs: 0, arrivesUs: 100, text: 'hello' }
    const picture = {
      nodes: [node('leader', { term: 3 }), node('follower', { term: 3 }), node('', {}, [], 'down')],
      flights: [{ message, share: 0.5, lost: false }],
      blocked: blockedBy([{ kind: 'partition', side: [2], ...time }]),
      chosen: 1,
      marked: [2],
    }
    expect(
      ringLines(picture, 46, 9, PLAIN)
        .map((line) => line.trimEnd())
        .join('\n'),
    ).toMatchInlineSnapshot(`
      "           ╎╌╌  ★ 0 leader
                   ╎╌   term 3
                    ╎╌          ···
                     ╎╌╌           ·↘
                       ╎╌            ···
        ✗ 2+ down       ╎╌╌       ▶● 1 follower
                          ╎╌         term 3
                           ╎╌
                            ╎"
    `)
  })
})

describe('cuts', () => {
  it('go both ways, or one', () => {
    const both = blockedBy([{ kind: 'partition', side: [0], ...time }])
    const one = blockedBy([{ kind: 'partition', side: [0], oneWay: true, ...time }])
    expect([both(0, 1), both(1, 0), both(1, 2)]).toEqual([true, true, false])
    expect([one(0, 1), one(1, 0)]).toEqual([true, false])
  })

  it('are links, too, that lose everything', () => {
    const link: Fault = { kind: 'link', from: [0], to: [1], loss: 1, ...time }
    expect([blockedBy([link])(0, 1), blockedBy([link])(1, 0)]).toEqual([true, false])
    expect(blockedBy([{ ...link, loss: 0.5 }])(0, 1)).toBe(false)
    expect(cutTexts([link], 3)).toEqual(['0 -/-> 1'])
  })
})

describe('the logs', () => {
  it('stand entry under entry, the committed ones before a bar', () => {
    const nodes = [
      node('leader', { committed: 2 }, ['1:a', '1:b', '2:c']),
      node('follower', { committed: 1 }, ['1:a', '1:b']),
      node('', {}, undefined, 'down'),
    ]
    expect(logLines(nodes, 60, PLAIN).map((line) => line.trimEnd())).toEqual([
      '0 ★  1:a 1:b│2:c',
      '1 ●  1:a│1:b',
      '2 ✗',
    ])
  })

  it('have colour where they are committed, and nowhere else', () => {
    const [line = ''] = logLines([node('leader', { committed: 1 }, ['1:a', '1:b'])], 60, COLORED)
    expect(line).toBe('0 ★  \u001B[32m1:a\u001B[39m│1:b ')
  })

  it('show their ends where there is no room for all', () => {
    const log = Array.from({ length: 30 }, (_, index) => `${index}`)
    const [line = ''] = logLines([node('leader', { committed: 29 }, log)], 30, PLAIN)
    expect(line).toContain('…')
    expect(line).toMatch(/28│29/)
  })

  it('are not there when no node has one', () => {
    expect(logLines([node('peer')], 60, PLAIN)).toEqual([])
  })
})

describe('many nodes', () => {
  it('are a table that scrolls to the chosen one', () => {
    const nodes = Array.from({ length: 50 }, () => node('peer', { alive: 50 }))
    const names = nodes.map((_, id) => `peer ${id}`)
    const lines = tableLines(nodes, names, 30, [], { width: 60, height: 8 }, PLAIN)
    expect(lines).toHaveLength(8)
    expect(lines.join('\n')).toContain('▶● 30  peer         peer 30    alive 50')
  })
})

describe('a timeline', () => {
  const trace: Trace = {
    nodes: [
      { name: 'server 0', role: 'server' },
      { name: 'server 1', role: 'server' },
    ],
    changes: [],
    messages: [
      { from: 0, to: 1, sentUs: 100, arrivesUs: 200, text: 'one' },
      { from: 0, to: 1, sentUs: 150, arrivesUs: 150, text: 'two', lost: 'partition' },
      { from: 1, to: 0, sentUs: 160, arrivesUs: 300, text: 'three', lost: 'receiver-down' },
    ],
    notes: [
      { atUs: 120, node: -1, text: 'server 0 crashes for 9 s', kind: 'fault' },
      { atUs: 130, node: 1, text: 'waits', kind: 'node' },
    ],
    faults: [],
    healUs: undefined,
    endUs: 400,
    truncated: false,
  }
  const kill = { kind: 'strike', atUs: 120, harms: [], text: 'kill server 0' } as const
  const timeline = timelineOf(trace, [kill])

  it('knows every time at which something happens', () => {
    expect(timeline.timesUs).toEqual([100, 120, 130, 150, 160, 200, 300])
  })

  it('tells what was done in the words in which it was done', () => {
    expect(timeline.captions.map(({ text }) => text)).toEqual(['you: kill server 0', 'server 1 waits'])
  })

  it('has the messages that are under way, and lost ones for a while', () => {
    const texts = (atUs: number) => flightsAt(timeline, atUs).map(({ message, lost }) => [message.text, lost])
    expect(texts(99)).toEqual([])
    expect(texts(100)).toEqual([['one', false]])
    expect(texts(160)).toEqual([
      ['two', true],
      ['one', false],
      ['three', false],
    ])
    expect(texts(200)).toEqual([
      ['two', true],
      ['three', false],
    ])
    expect(texts(300)).toEqual([])
  })

  it('says what happens at a moment, losses included', () => {
    expect(happeningAt(timeline, 150)).toEqual(['server 0 sends to server 1: two, lost (partition)'])
    expect(happeningAt(timeline, 300)).toEqual(['server 0 is down; lost from server 1: three'])
    expect(happeningAt(timeline, 101)).toEqual([])
  })

  it('is empty where there is nothing', () => {
    const empty = timelineOf({ ...trace, messages: [], notes: [] }, [])
    expect(flightsAt(empty, 10)).toEqual([])
    expect(
      ringLines({ nodes: [], flights: [], blocked: whole, chosen: 0, marked: [] }, 10, 3, PLAIN),
    ).toHaveLength(3)
  })
})
