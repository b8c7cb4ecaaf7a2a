import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { requireWorkload } from '../../../../src/grading/cluster/grade-cluster.ts'
import { lint } from '../../../../src/grading/cluster/lint/lint.ts'
import { DEFAULTS } from '../../../../src/grading/cluster/options.ts'

/** A node of a few lines; `init` and `echo` say what it does about them. */
function node({ start = '', init = OK, echo = ECHO_OK, say = SAY }: Deeds = {}): string {
  return `
import json, sys
me = None
${say}
${start}
while True:
    line = sys.stdin.readline()
    if not line:
        break
    message = json.loads(line)
    body, client = message["body"], message["src"]
    if body["type"] == "init":
        me = body["node_id"]
        ${init}
    elif body["type"] == "echo":
        ${echo}
`
}

interface Deeds {
  readonly start?: string
  readonly init?: string
  readonly echo?: string
  readonly say?: string
}

const OK = 'say(client, {"type": "init_ok", "in_reply_to": body["msg_id"]})'
const ECHO_OK = 'say(client, {"type": "echo_ok", "echo": body["echo"], "in_reply_to": body["msg_id"]})'
const sayWith = (how: string) =>
  `def say(dest, body): print(json.dumps({"src": me, "dest": dest, "body": body})${how})`
const SAY = sayWith(', flush=True')

const SERVICE_FIRST = `
me = "n0"
say("seq-kv", {"type": "write", "key": "k", "value": 1, "msg_id": 1})
say("seq-kv", {"type": "read", "key": "k", "msg_id": 2})
first = [json.loads(sys.stdin.readline()) for _ in range(3)]
for message in first:
    if message["body"]["type"] == "init":
        say(message["src"], {"type": "init_ok", "in_reply_to": message["body"]["msg_id"]})
`

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lint-'))
})
afterAll(() => rm(folder, { recursive: true }))

const LIMITS = { memoryBytes: 512 * 1024 ** 2, processes: 32, outputBytes: 1024 ** 2 }

async function slipsOf(text: string, name = 'node.py') {
  const file = path.join(await mkdtemp(path.join(folder, 'node-')), name)
  await writeFile(file, text)
  await chmod(file, 0o755)
  const command = name.endsWith('.py') ? ['python3', file] : [file]
  // As whoever has not asked for it elsewhere.
  const program = { command, cwd: folder, env: { PYTHONUNBUFFERED: '' } }
  const options = { ...DEFAULTS, workload: 'echo', nodeCount: 3 }
  const run = await lint({ program, limits: LIMITS, workload: requireWorkload('echo'), options })
  return run?.slips.map(({ kind, text: said }) => `${kind}: ${said}`) ?? []
}

describe.concurrent('the first look at a node', { timeout: 30_000 }, () => {
  it('has nothing to say of one that keeps to the protocol', async () => {
    expect(await slipsOf(node())).toEqual([])
  })

  it.each([
    ['does not flush', { say: sayWith('') }, /^no-init-ok: n0 has read init, answered nothing.*flush=True/],
    [
      'ends no line',
      { say: sayWith(', end="", flush=True') },
      /^no-newline: n0 wrote a message without a newl/,
    ],
    ['never answers init', { init: 'pass' }, /^no-init-ok: n0 has read init, answered nothing/],
    ['prints', { start: 'print("hello", flush=True)' }, /^not-json: .*Standard output is for messages/],
    [
      'answers another request',
      { init: OK.replace('body["msg_id"]', '7') },
      /init_ok with in_reply_to 7, and sho/,
    ],
    [
      'answers none',
      { init: OK.replace(', "in_reply_to": body["msg_id"]', '') },
      /init_ok without in_reply_to/,
    ],
    [
      'answers itself',
      { init: OK.replace('client', 'me') },
      /wrote init_ok from "n0" to "n0", and c0 had asked/,
    ],
    ['names requests by texts', { init: OK.replace('body["msg_id"]', '"1"') }, /in_reply_to is the text "1"/],
    [
      'has a key too many',
      { echo: ECHO_OK.replace('{', '{"x": 1, ') },
      /^bad-reply: n0: echo_ok has a key "x"/,
    ],
    [
      'always answers the first',
      { echo: ECHO_OK.replace('body["msg_id"]', '1') },
      /with in_reply_to 1, and should/,
    ],
    ['lacks a module', { start: 'import nowhere' }, /^ended: .*it imports nowhere, which is not there/],
    ['is no Python', { start: 'while True' }, /^ended: .*node\.py cannot be read at line \d+: SyntaxError/],
    ['fails at init', { init: 'body["no"]' }, /^ended: .*KeyError: 'no' \(node\.py, line \d+\)/],
  ])('names what is wrong with one that %s', async (_, deeds, words) => {
    const found = await slipsOf(node(deeds))
    expect(found).toHaveLength(1)
    expect(found[0]).toMatch(words)
  })

  it.each([
    ['no first line that names its interpreter', node(), /node does not begin with a line such as #!/],
    [
      'an interpreter that is not there',
      `#!/no/python\n${node()}`,
      /begins with #!\/no\/python, and there is no \/no/,
    ],
    ['lines that end in CRLF', '#!/usr/bin/env python3\r\nprint()\r\n', /its lines end in CRLF/],
  ])('says that a script has %s', async (_, text, words) => {
    expect((await slipsOf(text, 'node'))[0]).toMatch(words)
  })

  it.each([
    ['sleeps before it answers', { init: `import time; time.sleep(2.5); ${OK}` }],
    [
      'answers from a thread that sleeps',
      { init: `import threading; threading.Timer(2.5, lambda: ${OK}).start()` },
    ],
    ['waits for a service first', { start: SERVICE_FIRST }],
    ['dies of a request, which it may do without its peers', { echo: 'sys.exit(1)' }],
    ['leaves a request open, as without a majority', { echo: 'pass' }],
  ])('leaves one to the run that %s', async (_, deeds) => {
    expect(await slipsOf(node(deeds))).toEqual([])
  })
})
