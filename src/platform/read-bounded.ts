/** All bytes of a stream; undefined when there are more than `most`, and then no more of it is read. */
export async function readBounded(
  stream: AsyncIterable<Uint8Array>,
  most: number,
): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = []
  let total = 0
  for await (const chunk of stream) {
    total += chunk.length
    // Leaving the loop closes what it reads from.
    if (total > most) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
