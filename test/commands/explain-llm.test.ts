import http from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import { afterEach, describe, expect, it } from 'vitest'
import { chatEndpoint } from '../../src/platform/chat-endpoint.ts'
import { explain } from '../../src/search/explain.ts'
import { loadSearch } from '../../src/search/load.ts'
import { wordAnswer } from '../../src/search/worded/word-answer.ts'
import { start } from '../learning/helpers/cli.ts'

type Respond = (response: http.ServerResponse, request: http.IncomingMessage) => void

let server: http.Server | undefined
afterEach(() => {
  server?.closeAllConnections()
  server?.close()
  server = undefined
})

interface Asked {
  readonly path: string
  readonly authorization: string | undefined
  readonly body: { model: string; messages: { role: string; content: string }[] }
}

/** A real server on loopback that answers as it is told, and what it was asked. */
async function serve(respond: Respond): Promise<{ url: string; asked: Asked[] }> {
  const asked: Asked[] = []
  server = http.createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString()
      if (body !== '') {
        const { authorization } = request.headers
        asked.push({ path: request.url ?? '', authorization, body: JSON.parse(body) })
      }
      respond(response, request)
    })
  })
  await new Promise<void>((ready) => server?.listen(0, '127.0.0.1', ready))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/`, asked }
}

const says =
  (content: unknown, more: object = {}): Respond =>
  (response) =>
    response.end(JSON.stringify({ choices: [{ message: { content }, finish_reason: 'stop', ...more }] }))

const QUESTION = ['explain', 'etcdserver: leader changed', '--llm']

function ask(url: string, args: readonly string[] = QUESTION, env: Record<string, string> = {}, input = '') {
  const model = { COMPENDIUM_LLM_BASE_URL: url, COMPENDIUM_LLM_MODEL: 'small', ...env }
  return start(args, os.tmpdir(), { PATH: process.env['PATH'] ?? '', NO_COLOR: '1', ...model }, input)
}

const OFFLINE = 'Probable causes'

describe('compendium explain --llm', () => {
  it('shows what the model worded, says that a model did, and lists what it cites', async () => {
    const { url, asked } = await serve(says('A new leader was elected while the request was under way [1].'))
    const { status, stdout, stderr } = await ask(url, QUESTION, { COMPENDIUM_LLM_API_KEY: 'sesame' })
    expect(status).toBe(0)
    expect(stdout).toContain('Worded by the model small')
    expect(stdout).toContain('A new leader was elected while the request was under way [1].')
    expect(stdout).toMatch(/^\[1\] Leader Election,\s+\S+/m)
    expect(stdout).not.toContain(OFFLINE)
    expect(stderr).toMatch(/sends 1 line of the input and the passages found to 127\.0\.0\.1:\d+, for small/)
    const [{ path, authorization, body } = {} as Asked] = asked
    expect([path, authorization, body.model]).toEqual(['/v1/chat/completions', 'Bearer sesame', 'small'])
    expect(body.messages[1]?.content).toMatch(/\[1\] [\s\S]*<asked>\netcdserver: leader changed\n<\/asked>/)
  })

  it('gives the words and what they cite in the data too', async () => {
    const { url } = await serve(says('It says [2, 1]. The rest follows from it [1].'))
    const { stdout } = await ask(url, [...QUESTION, '--json'])
    const { worded, results } = JSON.parse(stdout)
    expect([worded.model, worded.text]).toEqual(['small', 'It says [2, 1]. The rest follows from it [1].'])
    expect(worded.passages.map(({ citation }: { citation: number }) => citation)).toEqual([2, 1])
    expect(worded.passages[1].title).toBe(results[0].title)
  })

  it('sends of a log the telling lines alone', async () => {
    const { url, asked } = await serve(says('The lease ran out before the work was done [1].'))
    const frames = Array.from({ length: 30 }, (_, n) => `    at Worker.run${n} (/srv/secret.js:${n}:1)`)
    const log = ['Error: job stalled more than allowable limit', ...frames].join('\n')
    const { stderr } = await ask(url, ['explain', '--llm'], {}, log)
    expect(stderr).toContain('sends 1 line of the input')
    expect(asked[0]?.body.messages[1]?.content).toContain('job stalled')
    expect(JSON.stringify(asked[0])).not.toContain('secret')
  })

  const FAULTY: [string, Respond, RegExp, Record<string, string>?][] = [
    [
      'cites what it was not given',
      says('Some other thing did it, as everybody knows [42].'),
      /cited \[42\]/,
    ],
    ['cites nothing', says('Restart everything and all will be well again.'), /cited nothing/],
    [
      'leaves a paragraph uncited',
      says('The leader changed [1].\n\nAlso you should buy a larger machine, and soon.'),
      /said something without a citation/,
    ],
    ['names an address of its own', says('See https://example.org/fix for it [1].'), /named an address/],
    ['says too much', says(`${'very '.repeat(2000)}long [1].`), /said more than 6000 characters/],
    ['is cut short', says('The leader [1]', { finish_reason: 'length' }), /cut its answer short/],
    ['answers with garbage', (response) => response.end('<html>no</html>'), /other than a completion/],
    ['answers with no text', says(null), /other than a completion/],
    ['fails', (response) => response.writeHead(500).end('oh'), /answered with status 500/],
    ['refuses the key', (response) => response.writeHead(401).end(), /refused the key/],
    [
      'sends elsewhere',
      (response) => response.writeHead(307, { location: 'http://127.0.0.1:9/' }).end(),
      /answered with status 307/,
    ],
    ['answers without end', (response) => void response.write('x'.repeat(2 << 20)), /more than 1 MiB/],
    ['does not answer', () => {}, /did not answer within 0\.3 s/, { COMPENDIUM_LLM_TIMEOUT: '0.3' }],
    ['hangs up', (response) => void response.destroy(), /cannot be reached/],
  ]

  it.each(FAULTY)('takes no words of a model that %s', async (_, respond, why, env = {}) => {
    const { url } = await serve(respond)
    const data = loadSearch()
    const explanation = explain('etcdserver: leader changed', data, { limit: 5 })
    const endpoint = chatEndpoint({ COMPENDIUM_LLM_BASE_URL: url, COMPENDIUM_LLM_MODEL: 'small', ...env })
    expect(await wordAnswer(explanation, data, endpoint)).toEqual({ problem: expect.stringMatching(why) })
  })

  it('falls back on the corpus then, and says so', async () => {
    const { url } = await serve(says('Some other thing did it, as everybody knows [42].'))
    const { status, stdout, stderr } = await ask(url)
    expect(status).toBe(0)
    expect(stdout).toContain(OFFLINE)
    expect(stdout).not.toContain('Worded by')
    expect(stderr).toContain(
      'small cited [42], which it was not given. The answer is that of the corpus alone.',
    )
  })

  it('tells why in the data', async () => {
    const { url } = await serve(says('Nobody knows.'))
    const { problem, worded } = JSON.parse((await ask(url, [...QUESTION, '--json'])).stdout)
    expect([problem, worded]).toEqual(['small cited nothing.', undefined])
  })

  it('asks nobody unless it is told to, and nobody about what the corpus does not know', async () => {
    const { url, asked } = await serve(says('It is so [1].'))
    expect((await ask(url, ['explain', 'etcdserver: leader changed'])).stdout).toContain(OFFLINE)
    expect((await ask(url, ['explain', 'qqqq', '--llm'])).status).toBe(3)
    expect(asked).toEqual([])
  })

  it('falls back when nobody listens', async () => {
    const { stdout, stderr } = await ask('http://127.0.0.1:1')
    expect(stdout).toContain(OFFLINE)
    expect(stderr).toMatch(/127\.0\.0\.1:1 cannot be reached/)
  })

  it('lets no sign of the model move the cursor', async () => {
    const { url } = await serve(says('It was \u001B[2Jthe leader [1].'))
    expect((await ask(url)).stdout).not.toContain('\u001B')
  })

  it('needs to be told whom to ask', async () => {
    const { status, stderr } = await ask('')
    expect(status).toBe(2)
    expect(stderr).toContain('COMPENDIUM_LLM_BASE_URL names none')
  })

  it.each([
    ['names no model', 'http://127.0.0.1:1', { COMPENDIUM_LLM_MODEL: '' }, /COMPENDIUM_LLM_MODEL names none/],
    ['names no address', 'localhost', {}, /is no web address/],
    ['holds a password', 'http://a:b@127.0.0.1/', {}, /a password has no place in it/],
    ['has a bad timeout', 'http://127.0.0.1:1', { COMPENDIUM_LLM_TIMEOUT: 'soon' }, /no number of seconds/],
  ])('refuses when the environment %s', (_, url, env, why) => {
    const all = { COMPENDIUM_LLM_BASE_URL: url, COMPENDIUM_LLM_MODEL: 'small', ...env }
    expect(() => chatEndpoint(all)).toThrow(why)
  })
})
