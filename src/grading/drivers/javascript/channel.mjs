import fs from 'node:fs'
import net from 'node:net'
import { createInterface } from 'node:readline'

/** Requests are lines of JSON on file descriptor 3. */
export function requests() {
  const input = new net.Socket({ fd: 3, readable: true, writable: false })
  return createInterface({ input })[Symbol.asyncIterator]()
}

/** Replies go to file descriptor 4, each as the nonce, a blank and JSON. */
export function replier(nonce) {
  return (message) => {
    let data = Buffer.from(`\n${nonce} ${JSON.stringify(message)}\n`)
    while (data.length > 0) {
      try {
        data = data.subarray(fs.writeSync(4, data))
      } catch (error) {
        if (error.code !== 'EAGAIN') return
      }
    }
  }
}
