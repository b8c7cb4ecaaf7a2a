import { UserError } from '../lib/user-error.ts'
import { searchWords } from '../messages/search/index.ts'
import { readBounded } from './read-bounded.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** A server that speaks `POST /chat/completions` as OpenAI's does; many that run locally do. */
export interface ChatEndpoint {
  readonly url: string
  /** For people: without path, password and key. */
  readonly host: string
  readonly model: string
  readonly key?: string
  readonly timeoutMs: number
}

export interface ChatMessage {
  readonly role: 'system' | 'user'
  readonly content: string
}

/** What came back, or why nothing did: a phrase that goes on after the name of the host. */
export type ChatOutcome = { readonly text: string } | { readonly failed: string }

const LIMIT_BYTES = 1024 * 1024
const TIMEOUT_S = 60
const LONGEST_TIMEOUT_S = 600

/**
 * What the environment names: `COMPENDIUM_LLM_BASE_URL`, `_MODEL`, `_API_KEY` and `_TIMEOUT` (seconds).
 * @throws UserError (exit 2) when it names none, or nothing that works as one.
 */
export function chatEndpoint(env: Environment = process.env): ChatEndpoint {
  const base = env['COMPENDIUM_LLM_BASE_URL'] ?? ''
  const model = env['COMPENDIUM_LLM_MODEL'] ?? ''
  if (base === '' || model === '')
    throw lacking(base === '' ? 'COMPENDIUM_LLM_BASE_URL' : 'COMPENDIUM_LLM_MODEL')
  const parsed = URL.canParse(base) ? new URL(base) : undefined
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol) || parsed.username !== '') {
    throw unusable(searchWords().model.badUrl)
  }
  const seconds = Number(env['COMPENDIUM_LLM_TIMEOUT'] || TIMEOUT_S)
  if (!(seconds > 0 && seconds <= LONGEST_TIMEOUT_S)) {
    throw unusable(searchWords().model.badTimeout({ most: LONGEST_TIMEOUT_S }))
  }
  const key = env['COMPENDIUM_LLM_API_KEY']
  return {
    url: `${parsed.origin}${parsed.pathname.replace(/\/+$/, '')}/chat/completions`,
    host: parsed.host,
    model,
    ...(key ? { key } : {}),
    timeoutMs: seconds * 1000,
  }
}

function lacking(variable: string): UserError {
  const { model: say } = searchWords()
  return new UserError(say.none({ variable }), {
    code: 'no-endpoint',
    next: [say.nameServer, say.nameModel, say.leaveOut],
  })
}

function unusable(message: string): UserError {
  return new UserError(message, { code: 'bad-endpoint', next: [searchWords().model.forExample] })
}

/** Asks once. Whatever goes wrong at the other end, or on the way, is an outcome; nothing is asked again. */
export async function chat(endpoint: ChatEndpoint, messages: readonly ChatMessage[]): Promise<ChatOutcome> {
  const { url, model, key, timeoutMs } = endpoint
  try {
    const answer = await fetch(url, {
      method: 'POST',
      // Text and key are meant for this server, and go to no other.
      redirect: 'manual',
      headers: { 'content-type': 'application/json', ...(key ? { authorization: `Bearer ${key}` } : {}) },
      body: JSON.stringify({ model, messages, temperature: 0, stream: false }),
      signal: AbortSignal.timeout(timeoutMs),
    })
    const body = answer.body === null ? Buffer.alloc(0) : await readBounded(answer.body, LIMIT_BYTES)
    if (body === undefined) return { failed: searchWords().model.tooLong({ mib: LIMIT_BYTES / 1024 ** 2 }) }
    if (!answer.ok) return { failed: whyRefused(answer.status) }
    return contentOf(body.toString('utf8'))
  } catch (error) {
    return { failed: whyUnanswered(error as Error, timeoutMs) }
  }
}

function whyRefused(status: number): string {
  const { model: say } = searchWords()
  if (status === 401 || status === 403) return say.refused({ status })
  if (status === 404) return say.missing
  if (status === 429) return say.crowded
  return say.status({ status })
}

function contentOf(body: string): ChatOutcome {
  const { model: say } = searchWords()
  const garbled = { failed: say.garbled }
  try {
    const [choice] = (JSON.parse(body) as Completion).choices ?? []
    const text = choice?.message?.content
    if (typeof text !== 'string' || text.trim() === '') return garbled
    return choice?.finish_reason === 'length' ? { failed: say.cut } : { text }
  } catch {
    return garbled
  }
}

/** As far as we believe it before we have looked. */
interface Completion {
  readonly choices?: readonly {
    readonly message?: { readonly content?: unknown }
    readonly finish_reason?: unknown
  }[]
}

function whyUnanswered(error: Error, timeoutMs: number): string {
  const { model: say } = searchWords()
  if (error.name === 'TimeoutError') return say.late({ seconds: timeoutMs / 1000 })
  const { code } = (error.cause ?? {}) as { readonly code?: string }
  return code === undefined ? say.unreachable : say.unreachableFor({ code })
}
