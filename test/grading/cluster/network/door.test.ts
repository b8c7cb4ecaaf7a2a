import { expect, it } from 'vitest'
import { Door } from '../../../../src/grading/cluster/network/door.ts'
import type { Message } from '../../../../src/grading/cluster/wire/message.ts'

const message = (src: string, type: string): Message => ({ src, dest: 'n1', body: { type } })

it('a node hears init first, then what others sent while it was being started', () => {
  const soon: (() => void)[] = []
  const heard: string[] = []
  const door = new Door((act) => soon.push(act))
  door.take(message('n0', 'vote'))
  door.open(({ body }) => heard.push(body.type))
  door.take(message('n2', 'init'))
  expect(heard).toEqual([])
  door.take(message('c0', 'init'))
  expect(heard).toEqual(['init'])
  for (const act of soon) act()
  door.take(message('c1', 'read'))
  expect(heard).toEqual(['init', 'vote', 'init', 'read'])
})
