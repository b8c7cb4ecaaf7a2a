import { watchCalls } from './patterns/watch-calls.ts'
