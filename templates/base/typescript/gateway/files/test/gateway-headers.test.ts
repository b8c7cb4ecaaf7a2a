import { expect, test } from 'vitest'
import { answeredHeaders, forwardedHeaders } from '../src/gateway/headers.ts'

const SENDER = {
  requestId: 'request-1',
  address: '10.0.0.7',
  host: 'shop.example',
  protocol: 'https',
}

test('headers of one connection end here, also those that Connection names', () => {
  const headers = {
    connection: 'keep-alive, X-Debug',
    'keep-alive': 'timeout=5',
    te: 'trailers',
    upgrade: 'websocket',
    'proxy-authorization': 'Basic eA==',
    'x-debug': '1',
    accept: 'application/json',
  }
  expect(Object.keys(forwardedHeaders(headers, SENDER)).sort()).toEqual([
    'accept',
    'via',
    'x-forwarded-for',
    'x-forwarded-host',
    'x-forwarded-proto',
    'x-request-id',
  ])
  expect(answeredHeaders({ ...headers, 'transfer-encoding': 'chunked' })).toEqual({
    accept: 'application/json',
    via: '1.1 gateway',
  })
})

test('who asked is added to who asked for them', () => {
  const headers = { 'x-forwarded-for': '192.0.2.1', via: '1.1 edge' }
  expect(forwardedHeaders(headers, SENDER)).toMatchObject({
    'x-forwarded-for': '192.0.2.1, 10.0.0.7',
    'x-forwarded-host': 'shop.example',
    via: '1.1 edge, 1.1 gateway',
  })
})

test('a client cannot say who it is: only the token does', () => {
  const headers = { 'x-user-id': 'admin' }
  expect(forwardedHeaders(headers, SENDER)['x-user-id']).toBeUndefined()
  expect(forwardedHeaders(headers, { ...SENDER, userId: 'ada' })['x-user-id']).toBe('ada')
})

test('a client cannot say it by a name that upstreams take for ours', () => {
  const headers = { x_user_id: 'admin', 'x-user_id': 'admin', accept: 'text/plain' }
  const forwarded = forwardedHeaders(headers, SENDER)
  expect(forwarded.accept).toBe('text/plain')
  expect(Object.keys(forwarded).filter((name) => name.includes('user'))).toEqual([])
})

test('cookies of an answer stay apart', () => {
  expect(answeredHeaders({ 'set-cookie': ['a=1', 'b=2'] })['set-cookie']).toEqual(['a=1', 'b=2'])
})
