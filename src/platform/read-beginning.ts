import type { Readable } from 'node:stream'

const LIMIT_BYTES = 4 * 1024 * 1024

/** The first 4 MiB of a stream as text; what is no UTF-8 becomes U+FFFD. The rest is not read: whoever writes it is told by a closed pipe. */
export async function readBeginning(
  stream: Readable,
  limitBytes = LIMIT_BYTES,
): Promise<{ readonly text: string; readonly isCut: boolean }> {
  const chunks: Buffer[] = []
  let total = 0
  for await (const chunk of stream) {
    chunks.push(chunk)
    total += chunk.length
    if (total > limitBytes) break
  }
  const bytes = Buffer.concat(chunks).subarray(0, limitBytes)
  return { text: new TextDecoder().decode(bytes), isCut: total > limitBytes }
}
